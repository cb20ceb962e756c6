"""View state of a refresher. All strings are drawn already, in the person's language."""

from dataclasses import dataclass

from simtrainer.app.views.entrance import StatusView


@dataclass(frozen=True, slots=True)
class RefresherView:
    """One card on the screen, or the end of the round."""

    person: str
    initials: str
    unit: str
    heading: str
    progress: str
    kicker: str
    """Goal and exercise that the card comes from."""
    task: str
    text: str
    ask: str
    show: str
    """Label of the button that shows the answer; empty when it is shown."""
    answer: tuple[tuple[str, str], ...]
    """(small heading, text); empty until it is shown."""
    source: str
    question: str
    ratings: tuple[tuple[str, str], ...]
    """(how it was remembered, label)."""
    done: str
    """What is said at the end of the round; empty while there are cards."""
    detail: str
    status: StatusView
