"""Places to rest: between two chapters, some time after the clock last stood still."""

from simtrainer.engine.program import MINUTE_MS, Chapter
from simtrainer.engine.run import Run

BREAK_EVERY_MS = 25 * MINUTE_MS
"""Nobody is asked to rest more often than this."""
LATEST_MS = 5 * MINUTE_MS
"""So far into a chapter it is no longer between two."""


def chapter_at(run: Run, now_ms: int) -> tuple[int, Chapter] | None:
    """Number (from 1) and chapter at a time; None where the scenario has no chapters."""
    found = None
    for number, chapter in enumerate(run.program.chapters, 1):
        if chapter.at_ms <= now_ms:
            found = (number, chapter)
    return found


def break_due(run: Run, now_ms: int) -> str:
    """The chapter before which a break is due now; empty for none. Never while somebody waits
    for an answer."""
    here = chapter_at(run, now_ms)
    if here is None or run.history.paused or run.history.frozen or run.history.finished:
        return ""
    if any(call.state in ("ringing", "talking") for call in run.history.calls.values()):
        return ""
    _, chapter = here
    worked = chapter.at_ms - run.history.last_pause_ms
    fresh = now_ms - chapter.at_ms < LATEST_MS
    return chapter.id if fresh and worked >= BREAK_EVERY_MS else ""
