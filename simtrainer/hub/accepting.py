"""How connections that arrive together are shared between worker processes. All of them listen at
one socket, and the first to wake would let in every one that waits, and so have all the work. Each
therefore stands back for a moment after each one it lets in; meanwhile another takes the next."""

import time
from asyncio import BaseTransport
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from asyncio import Protocol as AutoHTTPProtocol
else:
    from uvicorn.protocols.http.auto import AutoHTTPProtocol

MOMENT_S = 0.000_2


class StandingBack(AutoHTTPProtocol):
    """uvicorn's protocol, with that moment."""

    def connection_made(self, transport: BaseTransport) -> None:
        """Take the connection up, and let others have the next."""
        super().connection_made(transport)
        time.sleep(MOMENT_S)
