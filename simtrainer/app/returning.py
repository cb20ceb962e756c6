"""Giving a loaned PC back: what is on it, what nobody has answered for yet, and emptying it.

Nothing is emptied while a result is unacknowledged; a file is no acknowledgement. What is lost is
told first, and whoever empties the PC says so in a word.
"""

from dataclasses import dataclass, replace
from typing import Protocol

from simtrainer.app import arrival as c
from simtrainer.app.ports import Delivery
from simtrainer.app.views.ready import ReadyLine
from simtrainer.app.views.returning import ReceiptView, ReturnView
from simtrainer.base.ports import Clock
from simtrainer.base.problem import Problem
from simtrainer.base.text import Texts, day_of

PARTS = frozenset({"return"})


@dataclass(frozen=True, slots=True)
class Held:
    """What lies on this PC."""

    station: str
    name: str
    hub: str
    delivery: Delivery
    open_runs: int
    """Runs that are not finished, or damaged, and nowhere else: wiping would lose them."""
    carried: int
    """Runs that are not finished and go on at another PC: a memory stick holds them whole."""
    finished: int
    people: int
    """Who have played here."""
    damaged: bool
    """Something could not be read, and was laid aside."""
    quarantined: tuple[tuple[str, str], ...] = ()
    """Run and problem code of what the hub refused."""

    @property
    def unanswered(self) -> int:
        """Results that no hub has acknowledged."""
        return self.delivery.waiting + self.delivery.quarantined

    def refuse_unanswered(self, *, but_refused: bool = False) -> None:
        """``but_refused`` lets pass what the hub will not have, which is kept elsewhere.
        Raises ``Problem("station.undelivered" | "station.not_taken")`` while there are any."""
        if self.delivery.waiting:
            raise Problem("station.undelivered", n=self.delivery.waiting)
        if self.delivery.quarantined and not but_refused:
            raise Problem("station.not_taken", n=self.delivery.quarantined)

    def refuse_unfinished(self) -> None:
        """Raises ``Problem("station.open_runs" | "station.damaged")`` where something would be
        lost."""
        if self.open_runs:
            raise Problem("station.open_runs", n=self.open_runs)
        if self.damaged:
            raise Problem("station.damaged")


class LoanedPc(Protocol):
    """This PC as whoever lends it out sees it."""

    def held(self) -> Held:
        """What lies on it."""

    def take_out(self, path: str) -> int:
        """Write all that is unacknowledged to a file; how many results. They stay here too.
        Raises ``Problem("upload.no_file")``."""

    def empty(self, abandon: bool) -> Held:
        """Remove everything; what was there. ``abandon`` gives up what nobody finished. Raises
        ``Problem`` as ``Held`` refuses, or ``Problem("station.sending")``."""


class Returning:
    """The screen "Lever inn PC-en". ``pc`` is None where the data folder is nobody's to empty."""

    def __init__(self, pc: LoanedPc | None, clock: Clock) -> None:
        self._pc, self._clock = pc, clock
        self._receipt: tuple[Held, str, tuple[int, int]] | None = None

    @property
    def offered(self) -> bool:
        """Whether there is a PC to give back."""
        return self._pc is not None

    @property
    def done(self) -> bool:
        """The PC is empty: nothing more is done on it."""
        return self._receipt is not None

    def take_out(self, command: c.TakeOutResults) -> frozenset[str]:
        """Raises ``Problem("return.nothing")`` where all is acknowledged."""
        if not self._here().held().unanswered:
            raise Problem("return.nothing")
        self._here().take_out(command.path)
        return PARTS

    def empty(self, command: c.EmptyPc, word: str) -> frozenset[str]:
        """Raises ``Problem("return.word" | "return.open_runs" | "return.damaged")`` besides those
        of ``LoanedPc``."""
        pc, held = self._here(), self._here().held()
        held.refuse_unanswered()
        if held.open_runs and not command.abandon:
            raise Problem("return.open_runs", n=held.open_runs)
        if held.damaged and not command.abandon:
            raise Problem("return.damaged")
        if command.word.strip().casefold() != word.casefold():
            raise Problem("return.word", word=word)
        before = pc.empty(command.abandon)
        self._receipt = before, self._clock.utc_iso(), self._clock.local_time()
        return PARTS

    def _here(self) -> LoanedPc:
        if self._pc is None:
            raise Problem("return.not_here")
        return self._pc

    def view(self, texts: Texts) -> ReturnView:
        """The page, or the receipt once it is done."""
        if self._receipt is not None:
            held, at, clock = self._receipt
            return ReturnView(_name(texts, held), (), receipt=_receipt(texts, held, at, clock))
        held = self._here().held()
        return ReturnView(
            name=_name(texts, held),
            lines=tuple(_lines(texts, held)),
            send=texts("app.status.send") if held.unanswered and held.delivery.enrolled else "",
            take_out=texts("app.return.take_out") if held.unanswered else "",
            abandon=_abandon(texts, held),
            ask=texts("app.return.ask", word=texts("app.return.word")),
        )


def _name(texts: Texts, held: Held) -> str:
    return held.name or texts("app.station")


def _abandon(texts: Texts, held: Held) -> str:
    """What is ticked to give up what would be lost."""
    if held.open_runs:
        return texts("app.return.abandon", n=held.open_runs)
    return texts("app.return.abandon_damaged") if held.damaged else ""


def _lines(texts: Texts, held: Held) -> list[ReadyLine]:
    lines = [_results(texts, held)]
    if held.delivery.waiting and held.delivery.trouble:
        why = texts(f"problem.{held.delivery.trouble}")
        lines.append(ReadyLine("trouble", "warn", texts("app.return.name.trouble"), why, ""))
    if held.delivery.quarantined:
        lines.append(_line(texts, "refused", "bad", held.delivery.quarantined))
    if held.open_runs:
        lines.append(_line(texts, "open", "warn", held.open_runs))
    if held.damaged:
        lines.append(_line(texts, "damaged", "warn", 1))
    if not (held.open_runs or held.damaged):
        lines.append(_line(texts, "none_open", "good", 0))
    if held.carried:
        lines.append(_line(texts, "carried", "good", held.carried))
    return lines


def _results(texts: Texts, held: Held) -> ReadyLine:
    """Whether a hub has answered for all of them."""
    waiting = held.delivery.waiting
    if not waiting:
        return _line(texts, "answered" if held.delivery.delivered_at else "nothing", "good", 0)
    cure = "waiting" if held.delivery.enrolled else "no_hub"
    line = _line(texts, "waiting", "bad", waiting)
    return replace(line, cure=texts(f"app.return.cure.{cure}"))


def _line(texts: Texts, what: str, state: str, n: int) -> ReadyLine:
    key = f"app.return.cure.{what}"
    return ReadyLine(
        check=what,
        state=state,
        name=texts(f"app.return.name.{what}"),
        found=texts(f"app.return.found.{what}", n=n),
        cure=texts(key) if texts.has(key) else "",
    )


def _receipt(texts: Texts, held: Held, at: str, clock: tuple[int, int]) -> ReceiptView:
    told = held.delivery.delivered_at
    answered = (
        texts("app.receipt.answered", date=day_of(told), hub=held.hub)
        if told
        else texts("app.receipt.nothing_sent")
    )
    return ReceiptView(
        heading=texts("app.receipt.heading"),
        lines=(
            (texts("app.receipt.pc"), f"{_name(texts, held)} ({held.station})"),
            (texts("app.receipt.when"), f"{day_of(at)} {clock[0]:02d}:{clock[1]:02d}"),
            (texts("app.receipt.results"), answered),
            (
                texts("app.receipt.removed"),
                texts("app.receipt.counts", runs=held.finished, people=held.people),
            ),
            *_unfinished(texts, held),
        ),
        note=texts("app.receipt.note"),
    )


def _unfinished(texts: Texts, held: Held) -> list[tuple[str, str]]:
    """What became of what nobody finished."""
    counts = {"given_up": held.open_runs, "carried": held.carried}
    label = texts("app.receipt.unfinished")
    return [(label, texts(f"app.receipt.{what}", n=n)) for what, n in counts.items() if n]
