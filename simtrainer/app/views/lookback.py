"""View state of the record as it was at one moment of a run that is over. All strings are drawn
already, in the person's language."""

from dataclasses import dataclass

from simtrainer.app.views.modules import ModuleView
from simtrainer.app.views.shell import BannerView, NavView


@dataclass(frozen=True, slots=True)
class LookbackView:
    """The record to read in, and what it is shown for."""

    check: str
    heading: str
    """As in "Slik journalen så ut kl. 08:42"."""
    about: str
    """The task, and how it went."""
    nav: NavView
    banner: BannerView | None
    module: ModuleView
