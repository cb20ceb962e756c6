"""A bad line between two networks of one machine: packets are lost and come late, in both
directions, and the system's own TCP has to cope.

The far end lives in a network namespace. The line is this process: it reads each packet from one
end's device, throws some away, and hands the others to the other end when they have been under
way long enough. Nothing but root and ``/dev/net/tun`` is needed.
"""

import ctypes
import fcntl
import heapq
import itertools
import os
import random
import selectors
import shutil
import struct
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

NEAR, FAR = "10.213.77.1", "10.213.77.2"
_TUN, _MAKE = "/dev/net/tun", 0x400454CA
_FLAGS = 0x0001 | 0x1000
"""Whole IP packets, without a header of the device's own."""
_NEW_NETWORK = 0x40000000
_NAME = "simtrainer-far"


def why_not() -> str:
    """Why no such line can be made here; empty where one can."""
    if os.geteuid() != 0:
        return "only root may make networks"
    if not Path(_TUN).exists() or shutil.which("ip") is None:
        return "no /dev/net/tun, or no ip command (apt install iproute2)"
    done = subprocess.run(["ip", "netns", "add", f"{_NAME}-try"], capture_output=True, check=False)
    if done.returncode:
        return f"networks may not be made here: {done.stderr.decode().strip()}"
    subprocess.run(["ip", "netns", "delete", f"{_NAME}-try"], check=True)
    return ""


@dataclass
class Line:
    """How the line is now; what it has carried and lost."""

    loss: float
    delay_s: float
    carried: int = 0
    lost: int = 0

    def enter(self) -> None:
        """Put the calling thread at the far end: what it connects goes over the line."""
        libc = ctypes.CDLL(None, use_errno=True)
        with Path(f"/run/netns/{_NAME}").open() as network:
            if libc.setns(network.fileno(), _NEW_NETWORK):
                raise OSError(ctypes.get_errno(), "setns")


@contextmanager
def line(loss: float, delay_s: float) -> Iterator[Line]:
    """A line whose near end is ``NEAR``; threads get to the other by ``enter``."""
    found = Line(loss, delay_s)
    _ip("netns", "add", _NAME)
    ends: list[int] = []
    try:
        ends += [_device("simt0"), _device("simt1")]
        _ip("link", "set", "simt1", "netns", _NAME)
        _ip("addr", "add", f"{NEAR}/30", "dev", "simt0")
        _ip("link", "set", "simt0", "up")
        _ip("-n", _NAME, "addr", "add", f"{FAR}/30", "dev", "simt1")
        _ip("-n", _NAME, "link", "set", "simt1", "up")
        stop = threading.Event()
        carrier = threading.Thread(target=_carry, args=(found, ends[0], ends[1], stop))
        carrier.start()
        try:
            yield found
        finally:
            stop.set()
            carrier.join()
    finally:
        for end in ends:
            os.close(end)
        _ip("netns", "delete", _NAME)


def _ip(*words: str) -> None:
    subprocess.run(["ip", *words], check=True, capture_output=True)


def _device(name: str) -> int:
    end = os.open(_TUN, os.O_RDWR | os.O_NONBLOCK)
    fcntl.ioctl(end, _MAKE, struct.pack("16sH", name.encode(), _FLAGS))
    return end


def _carry(found: Line, near: int, far: int, stop: threading.Event) -> None:
    chance, order = random.Random(7), itertools.count()
    under_way: list[tuple[float, int, int, bytes]] = []
    with selectors.DefaultSelector() as waiting:
        waiting.register(near, selectors.EVENT_READ, far)
        waiting.register(far, selectors.EVENT_READ, near)
        while not stop.is_set():
            for key, _ in waiting.select(0.005):
                packet = os.read(key.fd, 65_536)
                due = time.monotonic() + found.delay_s
                heapq.heappush(under_way, (due, next(order), key.data, packet))
            while under_way and under_way[0][0] <= time.monotonic():
                _, _, end, packet = heapq.heappop(under_way)
                if chance.random() < found.loss:
                    found.lost += 1
                    continue
                os.write(end, packet)
                found.carried += 1
