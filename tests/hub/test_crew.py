"""The threads that answer: what they are given is done once, in order, and told to the one who
asked, whatever happens meanwhile."""

import asyncio
import threading

import pytest

from simtrainer.hub.crew import Crew


def test_more_work_than_threads_is_all_done() -> None:
    crew = Crew(2)

    async def ask() -> list[int]:
        return await asyncio.gather(*(crew.do(lambda n=n: n * n) for n in range(200)))  # type: ignore[misc]

    try:
        assert asyncio.run(ask()) == [n * n for n in range(200)]
    finally:
        crew.close()


def test_what_waits_is_done_in_the_order_it_came() -> None:
    crew, held, done = Crew(1), threading.Event(), list[int]()

    async def ask() -> None:
        asked = [asyncio.create_task(crew.do(held.wait))]
        asked += [asyncio.create_task(crew.do(lambda n=n: done.append(n))) for n in range(20)]  # type: ignore[misc]
        await asyncio.sleep(0)
        held.set()
        await asyncio.gather(*asked)

    try:
        asyncio.run(ask())
    finally:
        crew.close()
    assert done == list(range(20))


def test_what_goes_wrong_is_told_and_the_thread_works_on() -> None:
    crew = Crew(1)

    async def ask() -> None:
        with pytest.raises(ZeroDivisionError):
            await crew.do(lambda: 1 // 0)
        assert await crew.do(lambda: "still here") == "still here"

    try:
        asyncio.run(ask())
    finally:
        crew.close()


def test_one_who_stops_waiting_costs_nobody_else() -> None:
    crew, held = Crew(1), threading.Event()

    async def ask() -> None:
        gone = asyncio.create_task(crew.do(held.wait))
        await asyncio.sleep(0)
        gone.cancel()
        with pytest.raises(asyncio.CancelledError):
            await gone
        held.set()
        assert await crew.do(lambda: 7) == 7

    try:
        asyncio.run(ask())
    finally:
        crew.close()


def test_closing_waits_for_what_was_asked() -> None:
    crew, done = Crew(1), list[int]()

    async def ask() -> None:
        asked = [asyncio.create_task(crew.do(lambda n=n: done.append(n))) for n in range(50)]  # type: ignore[misc]
        await asyncio.sleep(0)
        await asyncio.get_running_loop().run_in_executor(None, crew.close)
        await asyncio.gather(*asked)

    asyncio.run(ask())
    assert len(done) == 50
