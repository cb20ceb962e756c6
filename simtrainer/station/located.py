"""JSON that remembers where each object began, so that a mistake can be pointed at."""

import json
import json.decoder
import json.scanner
import re
from bisect import bisect_right
from pathlib import Path
from typing import Any

from simtrainer.base.problem import Place, Problem


class LocatedJson:
    """A file's JSON ``value``; ``place`` finds an object or one of its keys in the text."""

    def __init__(self, path: Path, code: str) -> None:
        """Raises ``Problem(code, reason=…)`` at the character that is wrong."""
        self._file = str(path)
        self._starts: dict[int, int] = {}
        try:
            self._text = path.read_bytes().decode("utf-8-sig")
            self.value: Any = _decoder(self._starts).decode(self._text)
        except UnicodeDecodeError as error:
            raise Problem(code, place=Place(self._file), reason="encoding") from error
        except json.JSONDecodeError as error:
            place = Place(self._file, error.lineno, error.colno)
            raise Problem(code, place=place, reason="syntax") from error
        except RecursionError as error:
            raise Problem(code, place=Place(self._file), reason="depth") from error
        except OSError as error:
            raise Problem(code, place=Place(self._file), reason="unreadable") from error
        self._lines = [0, *(found.end() for found in re.finditer("\n", self._text))]

    def place(self, value: object, key: str = "") -> Place:
        """Line and column of an object in the file, or of a key inside it."""
        start = self._starts.get(id(value), 0)
        if key:
            start = max(start, self._text.find(json.dumps(key, ensure_ascii=False), start))
        line = bisect_right(self._lines, start)
        return Place(self._file, line, start - self._lines[line - 1] + 1)


def _decoder(starts: dict[int, int]) -> json.JSONDecoder:
    """A decoder that notes the start of each object under the object's identity."""
    decoder: Any = json.JSONDecoder()
    plain = json.decoder.JSONObject  # type: ignore[attr-defined]

    def parse_object(at: tuple[str, int], *rest: Any) -> Any:
        value, end = plain(at, *rest)
        starts[id(value)] = at[1] - 1
        return value, end

    decoder.parse_object = parse_object
    decoder.scan_once = json.scanner.py_make_scanner(decoder)  # type: ignore[attr-defined]
    return decoder  # type: ignore[no-any-return]
