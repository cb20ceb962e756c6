"""View kind ``overview``: what one must know about the patient, as cards."""

from simtrainer.app.desk import Desk
from simtrainer.app.present.drawing import Drawing
from simtrainer.app.present.entry import entry_text
from simtrainer.app.present.today import exceptions
from simtrainer.app.views.entrance import Tone
from simtrainer.app.views.record import OverviewView
from simtrainer.record.pack import Module

Card = tuple[str, tuple[str, ...], Tone]


def overview(draw: Drawing, desk: Desk, module: Module) -> OverviewView:
    """What is out of the ordinary today, the author's cards, the latest note and measurement."""
    patient = draw.now.program.patients[draw.now.patient]
    cards: list[Card] = [
        (draw.value(c["title"]), tuple(draw.value(line) for line in c["lines"]), c["tone"])
        for c in patient.overview
    ]
    cards = [_today(draw), *cards, *_latest(draw)]
    return OverviewView(title=draw(f"module.{module.id}"), cards=tuple(cards))


def _today(draw: Drawing) -> Card:
    """Today's exceptions; that there are none is worth knowing too."""
    odd = exceptions(draw, draw.now.patient)
    if not odd:
        return draw("app.odd.title"), (draw("app.odd.none"),), "good"
    return draw("app.odd.title"), tuple(text for text, _ in odd), odd[0][1]


def _latest(draw: Drawing) -> list[Card]:
    found: list[Card] = []
    for kind in ("note", "news2"):
        entries = [e for e in draw.now.record.entries(kind, draw.now.patient) if e.valid]
        if entries:
            last = entries[-1]
            score = draw.now.record.derived(last).get("score")
            named = draw("app.ward.news2", score=score) if score is not None else ""
            head = draw(
                "app.overview.latest",
                what=named or draw(f"type.{kind}"),
                day=draw.day(last.first.at_ms).casefold(),
                clock=draw.clock(last.first.at_ms),
            )
            lines = (*entry_text(draw, last).split("\n")[:4], draw.staff(last.author))
            found.append((head, lines, "neutral"))
    return found
