"""The floor of storing, from two processes with two connections each, as the hub has its workers:
one process alone would be held up by Python and not by the database."""

import multiprocessing
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from multiprocessing.connection import Connection as Pipe
from threading import Lock

from simtrainer.hub.queries.connect import Database
from simtrainer.hub.queries.floor import Ready, put, wake

PROCESSES, THREADS = 2, 2


def seconds(url: str, batches: Sequence[Ready]) -> float:
    """From the first insert to the last commit."""
    context = multiprocessing.get_context("spawn")
    lines, children = [], []
    for number in range(PROCESSES):
        ours, theirs = context.Pipe()
        share = list(batches[number::PROCESSES])
        child = context.Process(target=_process, args=(url, share, theirs), daemon=True)
        child.start()
        lines.append(ours)
        children.append(child)
    for line in lines:
        line.recv()
    begun = time.perf_counter()
    for line in lines:
        line.send("go")
    for line in lines:
        line.recv()
    spent = time.perf_counter() - begun
    for child in children:
        child.join()
    return spent


def _process(url: str, batches: Sequence[Ready], line: Pipe) -> None:
    database, waiting, lock = Database(url), iter(batches), Lock()

    def sender() -> None:
        while True:
            with lock:
                mine = next(waiting, None)
            if mine is None:
                return
            database.write(partial(put, ready=mine))

    with ThreadPoolExecutor(THREADS) as pool:
        list(pool.map(lambda _: database.read(wake), range(THREADS)))
        line.send("ready")
        line.recv()
        for sent in [pool.submit(sender) for _ in range(THREADS)]:
            sent.result()
    line.send("done")
    database.close()
