"""Places to rest: between two chapters, some time after the clock last stood still."""

from simtrainer.engine.program import MINUTE_MS, Chapter
from simtrainer.engine.run import Run

BREAK_EVERY_MS = 25 * MINUTE_MS
"""Nobody is asked to rest more often than this."""
LATEST_MS = 5 * MINUTE_MS
"""So far into a chapter it is no longer between two."""

HANDS_MS = 3_000
"""So long after the last press or key there is no hand free."""
WRITING_MS = MINUTE_MS
"""Who has written something and not signed it is given this long, from the last word."""


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


def hand_free(run: Run, now_ms: int, wished_ms: int) -> bool:
    """Whether a break comes at a good time: not into a press, nor between the words and the
    signature."""
    drafts = run.history.drafts
    written = max((drafts.saved_ms[form] for form in drafts.fields), default=-WRITING_MS)
    return now_ms - wished_ms >= HANDS_MS and now_ms - written >= WRITING_MS
