"""The texts of a record by the words in them: SQLite's full-text index, in a file of the cache.

A municipality's texts are far more than the record keeps in memory, and looking through them all
takes seconds; the index answers at once however many there are. It is made once for each program,
may be deleted at any time, and a broken one is made anew. Texts lie in it by age, so that the
newest hits come first without any being sorted.
"""

import sqlite3
from collections.abc import Callable, Iterable
from contextlib import closing, suppress
from pathlib import Path
from threading import Lock

from simtrainer.app.ports import Text, WordIndex
from simtrainer.app.words import Words, words_of

VERSION = 1
MOST_ENDINGS = 400
"""So many words may begin with what was written; more than that is no word but a letter."""
KEPT = 4
"""Files of older programs are removed beyond this number."""
_SCHEMA = """
CREATE TABLE entry (age INTEGER PRIMARY KEY, id TEXT NOT NULL);
CREATE TABLE word (word TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE VIRTUAL TABLE body USING fts5
    (text, content='', detail=none, tokenize="unicode61 remove_diacritics 0");
CREATE TEMP TABLE unsorted (at_ms INTEGER, id TEXT, text TEXT);
"""
_FILL = """
INSERT INTO entry (id) SELECT id FROM unsorted ORDER BY at_ms DESC, rowid DESC;
INSERT INTO body (rowid, text)
    SELECT entry.age, unsorted.text FROM entry JOIN unsorted USING (id) ORDER BY entry.age;
DROP TABLE unsorted;
"""

Start = Callable[[Callable[[], None]], None]
"""Has some work done in the background."""


class WordIndexFiles:
    """``WordIndexes`` in a folder. ``start`` is how a large one is made without anybody waiting;
    small ones are made at once."""

    def __init__(self, folder: Path, start: Start, at_once: int = 5_000) -> None:
        self._folder = folder
        self._start = start
        self._at_once = at_once
        self._opened: tuple[str, WordIndexFile] | None = None
        self._making: set[str] = set()
        self._lock = Lock()

    def of(self, name: str, size: int, texts: Callable[[], Iterable[Text]]) -> WordIndex | None:
        """See ``WordIndexes``."""
        if self._opened is not None and self._opened[0] == name:
            return self._opened[1]
        path = self._folder / f"words-{VERSION}-{name}.sqlite3"
        if not _is_whole(path):
            if size > self._at_once:
                self._make_later(path, texts)
                return None
            self._make(path, texts)
        self._opened = (name, WordIndexFile(path))
        return self._opened[1]

    def _make_later(self, path: Path, texts: Callable[[], Iterable[Text]]) -> None:
        with self._lock:
            if path.name in self._making:
                return
            self._making.add(path.name)

        def work() -> None:
            try:
                self._make(path, texts)
            finally:
                self._making.discard(path.name)

        self._start(work)

    def _make(self, path: Path, texts: Callable[[], Iterable[Text]]) -> None:
        self._folder.mkdir(parents=True, exist_ok=True)
        self._tidy()
        partial = path.with_suffix(".partial")
        partial.unlink(missing_ok=True)
        with closing(sqlite3.connect(partial, isolation_level=None)) as base:
            base.execute("PRAGMA journal_mode = OFF")
            base.execute("PRAGMA synchronous = OFF")
            base.execute("PRAGMA temp_store = FILE")
            base.executescript(_SCHEMA)
            base.execute("BEGIN")
            _take(base, texts())
            for statement in filter(str.strip, _FILL.split(";")):
                base.execute(statement)
            base.execute("INSERT INTO body (body) VALUES ('optimize')")
            base.execute(f"PRAGMA user_version = {VERSION}")
            base.execute("COMMIT")
        partial.replace(path)

    def _tidy(self) -> None:
        """Room on the disk: the newest files stay."""
        with suppress(OSError):
            found = sorted(self._folder.glob("words-*"), key=lambda f: f.stat().st_mtime)
            for old in found[: max(len(found) - KEPT + 1, 0)]:
                old.unlink()


def _take(base: sqlite3.Connection, texts: Iterable[Text]) -> None:
    seen: set[str] = set()

    def lines() -> Iterable[Text]:
        for at_ms, entry, text in texts:
            found = words_of(text)
            seen.update(found)
            yield at_ms, entry, " ".join(found)

    base.executemany("INSERT INTO unsorted VALUES (?, ?, ?)", lines())
    base.executemany("INSERT INTO word VALUES (?)", ((word,) for word in sorted(seen)))


def _is_whole(path: Path) -> bool:
    if not path.exists():
        return False
    try:
        with closing(sqlite3.connect(path)) as base:
            found: int = base.execute("PRAGMA user_version").fetchone()[0]
            return found == VERSION
    except sqlite3.DatabaseError:
        return False


class WordIndexFile:
    """``WordIndex`` over one file."""

    def __init__(self, path: Path) -> None:
        self._base = sqlite3.connect(path, check_same_thread=False)
        self._base.execute("PRAGMA query_only = ON")
        self._base.execute("PRAGMA cache_size = -2000")

    def find(self, wanted: Words, after: int, most: int) -> list[tuple[int, str]]:
        """See ``WordIndex``."""
        parts = [self._either(options) for options in wanted]
        if not parts or not all(parts):
            return []
        asked = " AND ".join(f"({part})" for part in parts)
        found = self._base.execute(
            "SELECT rowid FROM body WHERE body MATCH ? AND rowid > ? ORDER BY rowid LIMIT ?",
            (asked, after, most),
        ).fetchall()
        return [(age, self._id(age)) for (age,) in found]

    def _id(self, age: int) -> str:
        found: str = self._base.execute("SELECT id FROM entry WHERE age = ?", (age,)).fetchone()[0]
        return found

    def _either(self, options: tuple[str, ...]) -> str:
        """The words of the texts that begin with one of these. They are named one by one: FTS5
        itself would gather all texts with any of them before it answered."""
        found = [word for option in options for word in self._beginning(option)]
        return " OR ".join(f'"{word}"' for word in dict.fromkeys(found))

    def _beginning(self, start: str) -> list[str]:
        after = start[:-1] + chr(ord(start[-1]) + 1)
        rows = self._base.execute(
            "SELECT word FROM word WHERE word >= ? AND word < ? LIMIT ?",
            (start, after, MOST_ENDINGS),
        )
        return [word for (word,) in rows]
