"""Every screen with its sample state, drawn by name."""

from collections.abc import Callable
from dataclasses import replace

from simtrainer.base.text import Texts
from simtrainer.desktop.debrief import DebriefPage
from simtrainer.desktop.home import HomePage
from simtrainer.desktop.page import Page
from simtrainer.desktop.play import PlayPage
from simtrainer.desktop.refresher import RefresherPage
from simtrainer.desktop.signin import SigninPage
from simtrainer.desktop.theme import Theme
from tests.desktop import samples
from tests.desktop.record import samples as record_samples

Make = Callable[[Theme, Texts], Page]


def signin(theme: Theme, texts: Texts) -> Page:
    """Unit chosen, five names."""
    page = SigninPage(theme, texts)
    page.render_signin(samples.SIGNIN)
    return page


def home(theme: Theme, texts: Texts) -> Page:
    """A run waits."""
    page = HomePage(theme, texts)
    page.render_home(samples.HOME)
    return page


def scenarios(theme: Theme, texts: Texts) -> Page:
    """All exercises."""
    page = HomePage(theme, texts)
    page.render_home(replace(samples.HOME, page="scenarios"))
    return page


def results(theme: Theme, texts: Texts) -> Page:
    """All finished runs."""
    page = HomePage(theme, texts)
    page.render_home(replace(samples.HOME, page="results", own=samples.OWN))
    return page


def asked(theme: Theme, texts: Texts) -> Page:
    """The same when erasure was asked for."""
    page = HomePage(theme, texts)
    own = replace(samples.OWN, asked=True, may_take_back=True)
    page.render_home(replace(samples.HOME, page="results", own=own))
    return page


def first_home(theme: Theme, texts: Texts) -> Page:
    """Nothing has been played yet."""
    page = HomePage(theme, texts)
    page.render_home(replace(samples.HOME, resume=None, history=(), rings=(), recommended=()))
    return page


def play(theme: Theme, texts: Texts) -> PlayPage:
    """The journal is open and the neighbour has called."""
    page = PlayPage(theme, texts)
    page.render_frame(samples.FRAME)
    page.render_nav(samples.NAV)
    page.render_banner(samples.BANNER)
    page.render_tasks(samples.TASKS)
    page.render_card(samples.CALL)
    page.render_module(record_samples.ALL["timeline"])  # type: ignore[arg-type]
    page.render_status(samples.WAITING)
    return page


def late(theme: Theme, texts: Texts) -> PlayPage:
    """Tasks are late, a hint was taken, the phone rings, a button skips ahead."""
    page = play(theme, texts)
    page.render_frame(replace(samples.FRAME, skip="Gå 4 min fram"))
    page.render_tasks(samples.LATE_TASKS)
    page.render_card(samples.RINGING)
    return page


def rail(theme: Theme, texts: Texts) -> PlayPage:
    """The task panel is a rail."""
    page = play(theme, texts)
    page.render_card(None)
    page.render_tasks(samples.LATE_TASKS)
    page.set_rail(True)
    return page


def paused(theme: Theme, texts: Texts) -> PlayPage:
    """The pause covers the record."""
    page = play(theme, texts)
    page.render_frame(replace(samples.FRAME, paused=True))
    return page


def debrief(theme: Theme, texts: Texts) -> Page:
    """A passed run with one late dose."""
    page = DebriefPage(theme, texts)
    page.render_debrief(replace(samples.DEBRIEF, cap="Ikke bestått fordi en dose ble glemt."))
    return page


def refresher(theme: Theme, texts: Texts) -> Page:
    """A card that waits to be turned."""
    page = RefresherPage(theme, texts)
    page.render_refresher(samples.CARD)
    return page


def turned(theme: Theme, texts: Texts) -> Page:
    """The same card with its answer."""
    page = RefresherPage(theme, texts)
    page.render_refresher(samples.TURNED)
    return page


ALL: dict[str, Make] = {
    "signin": signin,
    "home": home,
    "scenarios": scenarios,
    "results": results,
    "asked": asked,
    "first_home": first_home,
    "play": play,
    "late": late,
    "rail": rail,
    "paused": paused,
    "debrief": debrief,
    "refresher": refresher,
    "turned": turned,
}
