"""The bottom line of every screen: whether everything has been delivered."""

from simtrainer.app.ports import Delivery
from simtrainer.app.present.entrance import status
from simtrainer.app.stage import Desktop
from simtrainer.app.views.entrance import StatusView
from simtrainer.base.text import Texts


class StatusLine:
    """The outbox is looked into once, and again when something may have happened to it."""

    def __init__(self, on: Desktop) -> None:
        self._on = on
        self._delivery: Delivery | None = None
        self._sending = False

    def forget(self) -> None:
        """Something was put in the outbox or taken out of it."""
        self._delivery = None

    def send(self) -> None:
        """Somebody has asked for it to be sent now, where there is somewhere to send to."""
        self.forget()
        self._sending = self._stands().enrolled

    def sent(self) -> None:
        """A delivery has ended, well or not."""
        self.forget()
        self._sending = False

    @property
    def enrolled(self) -> bool:
        """Whether this PC knows a hub that what is said here can go to."""
        return self._stands().enrolled

    def view(self, texts: Texts, person: str) -> StatusView:
        """As it stands, with the name of the one who sits here."""
        station = self._on.station_name or texts("app.station")
        return status(texts, self._stands(), person, station, self._sending)

    def _stands(self) -> Delivery:
        if self._delivery is None:
            self._delivery = self._on.store.delivery()
        return self._delivery
