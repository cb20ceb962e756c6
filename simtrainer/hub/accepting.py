"""How connections that arrive together are shared between worker processes. All of them listen at
one socket, and the first to wake would let in every one that waits, and so have all the work. Each
therefore stands back for a moment after each one it lets in; meanwhile another takes the next."""

import time
from asyncio import BaseTransport, Transport, get_running_loop
from typing import TYPE_CHECKING, Any, cast

if TYPE_CHECKING:
    from asyncio import Protocol as AutoHTTPProtocol
else:
    from uvicorn.protocols.http.auto import AutoHTTPProtocol

MOMENT_S = 0.000_2
_HEAD, _MORE_TO_COME = b"HTTP/1.1 ", b"HTTP/1.1 1"
"""How an answer begins, and one that is only sent ahead of another."""


class InOne(AutoHTTPProtocol):
    """uvicorn's protocol, with head and body of an answer in one."""

    def connection_made(self, transport: BaseTransport) -> None:
        """Take the connection up."""
        super().connection_made(cast("Transport", _HeadWaits(cast("Transport", transport))))


class _HeadWaits:
    """A transport that sends the head of an answer with what comes next. By itself it would wake
    the caller, and maybe another processor, to read half a kilobyte and wait again. Nothing comes
    after the head that answers a HEAD, so that no head waits longer than for its turn to end."""

    def __init__(self, transport: Transport) -> None:
        self._transport = transport
        self._head = b""

    def __getattr__(self, name: str) -> Any:
        return getattr(self._transport, name)

    def write(self, data: bytes) -> None:
        """Send, except for a head."""
        if self._head:
            head, self._head = self._head, b""
            self._transport.writelines((head, data))
        elif data.startswith(_HEAD) and not data.startswith(_MORE_TO_COME):
            self._head = data
            get_running_loop().call_soon(self._send_head)
        else:
            self._transport.write(data)

    def close(self) -> None:
        """Send all there is, and hang up."""
        self._send_head()
        self._transport.close()

    def _send_head(self) -> None:
        if self._head:
            self.write(b"")


class StandingBack(InOne):
    """The same, with that moment."""

    def connection_made(self, transport: BaseTransport) -> None:
        """Take the connection up, and let others have the next."""
        super().connection_made(transport)
        time.sleep(MOMENT_S)
