"""A screen reader's end of the accessibility bus: a bus and a screen of its own, and what can be
read, pressed and heard there.

Nothing of the machine's own session is touched: the bus, its files and the screen lie in a folder
that goes with the test.
"""

import os
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from jeepney import DBusAddress, HeaderFields, MatchRule, MessageType, message_bus, new_method_call
from jeepney.io.blocking import DBusConnection, open_dbus_connection

NEEDED = ("Xvfb", "dbus-daemon")
_BUS_SERVICE = Path("/usr/share/dbus-1/services/org.a11y.Bus.service")
_ACCESSIBLE = "org.a11y.atspi.Accessible"
_PROPERTIES = "org.freedesktop.DBus.Properties"
_NAME = (_ACCESSIBLE, "Name")
_EDITS = "org.a11y.atspi.EditableText"
_ACTION = "org.a11y.atspi.Action"
_REGISTRY = "org.a11y.atspi.Registry"
_ROOT = "/org/a11y/atspi/accessible/root"
_EVENTS = "org.a11y.atspi.Event.Object"
_SHOWING = 25
"""The bit of a thing's states that says that it is on the screen (``ATSPI_STATE_SHOWING``)."""
PATIENCE_S = 30.0
_PAUSE_S = 0.05


def lacking() -> list[str]:
    """What this machine would need for a test on a real bus."""
    programs = [name for name in NEEDED if shutil.which(name) is None]
    return programs if _BUS_SERVICE.exists() else [*programs, "at-spi2-core"]


class Node(NamedTuple):
    """A thing on the bus: whose it is, and where."""

    owner: str
    path: str


class Call(NamedTuple):
    """A question to a thing."""

    node: Node
    interface: str
    method: str
    signature: str | None = None
    body: tuple[Any, ...] = ()


@dataclass(frozen=True)
class Told:
    """A thing as it was found: its role in plain words and its name."""

    node: Node
    role: str
    name: str


class Reader:
    """Looks at everything that programs tell on this bus, and hears their announcements."""

    def __init__(self, session: str) -> None:
        with open_dbus_connection(session) as asked:
            at = DBusAddress("/org/a11y/bus", "org.a11y.Bus", "org.a11y.Bus")
            (address,) = _answer(asked, new_method_call(at, "GetAddress"))
        self._bus = open_dbus_connection(address)
        self.heard: list[str] = []
        self._listen()

    def _listen(self) -> None:
        """Announcements reach who asks the bus for them and has told the registry so."""
        rule = MatchRule(type="signal", interface=_EVENTS, member="Announcement")
        _answer(self._bus, message_bus.AddMatch(rule))
        registry = DBusAddress("/org/a11y/atspi/registry", _REGISTRY, _REGISTRY)
        body = ("object:announcement", [], "")
        _answer(self._bus, new_method_call(registry, "RegisterEvent", "sass", body))

    def close(self) -> None:
        """Leave the bus."""
        self._bus.close()

    # See -------------------------------------------------------------------------------------

    def shown(self) -> list[Told]:
        """Everything on the screen of every program, level by level from the top."""
        found: list[Told] = []
        level = self._children([Node(_REGISTRY, _ROOT)])
        while level:
            states = self._ask([Call(node, _ACCESSIBLE, "GetState") for node in level])
            level = [
                node for node, ((low, _),) in zip(level, states, strict=True) if _seen(node, low)
            ]
            roles = self._ask([Call(node, _ACCESSIBLE, "GetRoleName") for node in level])
            names = self._ask([Call(node, _PROPERTIES, "Get", "ss", _NAME) for node in level])
            found += [
                Told(node, role, name)
                for node, (role,), ((_, name),) in zip(level, roles, names, strict=True)
            ]
            level = self._children(level)
        return found

    def _children(self, nodes: list[Node]) -> list[Node]:
        answers = self._ask([Call(node, _ACCESSIBLE, "GetChildren") for node in nodes])
        return [Node(*child) for (children,) in answers for child in children]

    def find(self, role: str, name: str) -> Told:
        """The first thing with this role whose name begins so; waits for it to be shown."""
        end = time.monotonic() + PATIENCE_S
        while True:
            seen = self._shown_now()
            for told in seen:
                if told.role == role and told.name.startswith(name):
                    return told
            near = sorted({f"{t.role} {t.name!r}" for t in seen if t.name})
            assert time.monotonic() < end, f"no {role} {name!r} among {near}"
            time.sleep(_PAUSE_S)

    def _shown_now(self) -> list[Told]:
        """What is shown; a tree that changes while it is read is read again."""
        try:
            return self.shown()
        except (_GoneError, KeyError):
            return []

    # Do and hear -----------------------------------------------------------------------------

    def press(self, role: str, name: str) -> None:
        """Do the first action of a thing, as a screen reader's user does."""
        node = self.find(role, name).node
        ((done,),) = self._ask([Call(node, _ACTION, "DoAction", "i", (0,))])
        assert done, f"{name} cannot be pressed"

    def write(self, name: str, text: str) -> None:
        """Put a text in the field with this name."""
        node = self.find("text", name).node
        ((done,),) = self._ask([Call(node, _EDITS, "SetTextContents", "s", (text,))])
        assert done, f"{name} cannot be written in"

    def hear(self, words: str) -> str:
        """Wait for an announcement that holds these words."""
        end = time.monotonic() + PATIENCE_S
        while True:
            for said in self.heard:
                if words in said:
                    return said
            assert time.monotonic() < end, f"{words!r} was not said: {self.heard}"
            self._take(end - time.monotonic())

    def _take(self, patience: float) -> None:
        try:
            self._keep(self._bus.receive(timeout=max(patience, 0.01)))
        except TimeoutError:
            return

    def _keep(self, message: Any) -> None:
        fields = message.header.fields
        if message.header.message_type is MessageType.signal and "Announcement" in fields.values():
            self.heard.append(message.body[3][1])

    def _ask(self, calls: list[Call]) -> list[Any]:
        """Send all, then take the answers: one wait for many questions."""
        waits: dict[int, int] = {}
        for number, call in enumerate(calls):
            at = DBusAddress(call.node.path, call.node.owner, call.interface)
            serial = next(self._bus.outgoing_serial)
            sent = new_method_call(at, call.method, call.signature, call.body)
            self._bus.send(sent, serial=serial)
            waits[serial] = number
        answers: list[Any] = [None] * len(calls)
        while waits:
            got = self._bus.receive(timeout=PATIENCE_S)
            number = waits.pop(got.header.fields.get(HeaderFields.reply_serial, 0), -1)
            if number < 0:
                self._keep(got)
            else:
                answers[number] = got
        return [_body(answer) for answer in answers]


class _GoneError(Exception):
    """What was asked is not there any more."""


def _answer(bus: DBusConnection, message: Any) -> Any:
    return _body(bus.send_and_get_reply(message, timeout=PATIENCE_S))


def _body(reply: Any) -> Any:
    if reply.header.message_type is MessageType.error:
        raise _GoneError(reply.body)
    return reply.body


def _seen(node: Node, states: int) -> bool:
    """Whether it is on the screen; a program itself always is."""
    return node.path == _ROOT or bool(states >> _SHOWING & 1)


@contextmanager
def desk(folder: Path) -> Iterator[dict[str, str]]:
    """A screen and a session bus of their own: the environment of programs that run there."""
    own = {name: str(folder / name) for name in ("runtime", "cache", "home")}
    for place in own.values():
        Path(place).mkdir(mode=0o700)
    with _screen() as display, _bus({"XDG_RUNTIME_DIR": own["runtime"]}, display) as address:
        yield {
            "DISPLAY": display,
            "DBUS_SESSION_BUS_ADDRESS": address,
            "XDG_RUNTIME_DIR": own["runtime"],
            "XDG_CACHE_HOME": own["cache"],
            "QT_QPA_PLATFORM": "xcb",
            "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1",
        }


@contextmanager
def _screen() -> Iterator[str]:
    size = ("-screen", "0", "1366x768x24", "-nolisten", "tcp", "-noreset")
    with _server(["Xvfb", "-displayfd", "1", *size], {}) as number:
        yield f":{number}"


@contextmanager
def _bus(own: dict[str, str], display: str) -> Iterator[str]:
    line = ["dbus-daemon", "--session", "--nofork", "--print-address=1"]
    with _server(line, {**own, "DISPLAY": display}) as address:
        yield address


@contextmanager
def _server(line: list[str], more: dict[str, str]) -> Iterator[str]:
    """A program that prints one line when it is ready, with all that it starts."""
    server = subprocess.Popen(
        line,
        env={**os.environ, **more},
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        start_new_session=True,
    )
    try:
        assert server.stdout is not None
        yield server.stdout.readline().strip()
    finally:
        server.terminate()
        server.wait(PATIENCE_S)
        if server.stdout is not None:
            server.stdout.close()
