"""What the screen "Lever inn PC-en" draws. All strings are drawn already."""

from dataclasses import dataclass

from simtrainer.app.views.ready import ReadyLine


@dataclass(frozen=True, slots=True)
class ReceiptView:
    """The PC is empty."""

    heading: str
    lines: tuple[tuple[str, str], ...]
    """(label, text)."""
    note: str


@dataclass(frozen=True, slots=True)
class ReturnView:
    """What is on the PC, and what stands in the way of emptying it."""

    name: str
    lines: tuple[ReadyLine, ...]
    send: str = ""
    """Label of the button that sends now; empty where there is nothing to send, or nowhere."""
    take_out: str = ""
    """Label of the button that writes what is unacknowledged to a stick."""
    abandon: str = ""
    """What is ticked to give up what nobody finished; empty where nothing would be lost."""
    ask: str = ""
    """What to write before it is emptied."""
    receipt: ReceiptView | None = None
    """Once it is done, instead of all the rest."""
