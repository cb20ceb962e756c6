"""What may stand in the fields of an entry, and along with a verb: every refusal of a value."""

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from simtrainer.base.ids import ME
from simtrainer.base.problem import Problem
from simtrainer.record.identity import find_real_numbers
from simtrainer.record.lifecycle import CHANGING, Verb
from simtrainer.record.news2 import number
from simtrainer.record.pack import EntryType, Field, Pack
from simtrainer.record.plan import day_of

_CLOCK = re.compile(r"([01]?[0-9]|2[0-3]):[0-5][0-9]")


def applies(rule: Mapping[str, Any], fields: Mapping[str, Any]) -> bool:
    """Whether a ``visible_when`` or ``required_when`` rule holds for these fields."""
    for name, wanted in rule.items():
        options = wanted if isinstance(wanted, list | tuple) else (wanted,)
        if fields.get(name) not in options:
            return False
    return True


def is_visible(item: Field, fields: Mapping[str, Any]) -> bool:
    """Whether a field is shown, given the others."""
    return applies(item.visible_when, fields)


def is_required(item: Field, fields: Mapping[str, Any]) -> bool:
    """Whether a field must be filled in, given the others."""
    if not is_visible(item, fields):
        return False
    return item.required or (bool(item.required_when) and applies(item.required_when, fields))


def is_empty(value: Any) -> bool:
    """Nothing written or chosen."""
    return value is None or value in ("", [], ()) or str(value).strip() == ""


def field_problem(item: Field, value: Any) -> Problem | None:
    """What is wrong with one value, or None. An empty value is judged by the signing check."""
    if is_empty(value):
        return None
    if item.kind == "number":
        return _number_problem(item, value)
    if item.kind == "time" and not is_clock(str(value)):
        return Problem("field.time", field=item.id, value=value)
    if item.kind == "date" and not item.free and day_of(value) is None:
        return Problem("field.date", field=item.id, value=value)
    if not _is_offered(item, value):
        return Problem("field.choice", field=item.id, value=value)
    if any(find_real_numbers(text) for text in _texts(value)):
        return Problem("text.real_identity")
    return None


ANSWERS = (True, False, "yes", "no")


def _is_offered(item: Field, value: Any) -> bool:
    if item.kind == "multi":
        chosen = isinstance(value, list | tuple)
        return chosen and (not item.values or all(str(one) in item.values for one in value))
    if item.kind == "yesno":
        return item.free or value in (item.choices or ANSWERS)
    return not item.values or str(value) in item.values


def _texts(value: Any) -> Iterator[str]:
    """Everything written in a value."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, list | tuple):
        yield from (str(part) for part in value)


def _number_problem(item: Field, value: Any) -> Problem | None:
    found = number(value)
    if found is None:
        return Problem("field.number", field=item.id, value=value)
    low, high = item.min, item.max
    if (low is not None and found < low) or (high is not None and found > high):
        return Problem("field.limits", field=item.id, value=value, low=low, high=high)
    if item.step is not None and (found - Decimal(str(low or 0))) % Decimal(str(item.step)):
        return Problem("field.step", field=item.id, value=value, step=item.step)
    exponent = found.normalize().as_tuple().exponent
    if isinstance(exponent, int) and -exponent > max(item.decimals, 0) and item.decimals == 0:
        return Problem("field.whole", field=item.id, value=value)
    return None


def check_fields(kind: EntryType, fields: Mapping[str, Any], *, signing: bool) -> None:
    """Raises the first ``Problem`` of the fields, in the order of the form."""
    for name in fields:
        if name not in kind.fields:
            raise Problem("record.no_field", type=kind.id, field=name)
    for item in kind.fields.values():
        value = fields.get(item.id)
        if signing and is_empty(value) and is_required(item, fields):
            raise Problem("field.missing", type=kind.id, field=item.id)
        found = field_problem(item, value)
        if found is not None:
            found.params = {**found.params, "type": kind.id}
            raise found


def check_text(text: str) -> None:
    """Raises ``Problem("text.real_identity")`` for a number that could be a person's."""
    if find_real_numbers(text):
        raise Problem("text.real_identity")


def check_cosigner(cosigner: str) -> None:
    """The second signature must be another person's."""
    if cosigner == ME:
        raise Problem("record.cosign_self")


def is_clock(text: str) -> bool:
    """``HH:MM`` on a 24-hour clock."""
    return _CLOCK.fullmatch(text) is not None


def check_reason(pack: Pack, verb: Verb, reason: str) -> None:
    """Raises ``Problem`` where why is not said, is not on the list, or holds a person's number."""
    text = reason.strip()
    if verb.reason and not text:
        raise Problem("record.reason_missing")
    items = pack.lists.get(verb.reasons, {})
    own_words = not items or any(item.own_words for item in items.values())
    if text and text not in items and not own_words:
        raise Problem("record.reason_unknown", reason=reason)
    check_text(reason)


def check_written(kind: EntryType, verb: Verb, fields: Mapping[str, Any]) -> None:
    """Raises ``Problem`` where a verb would change a field that it has nothing to do with."""
    for name in fields:
        if name not in kind.fields:
            raise Problem("record.no_field", type=kind.id, field=name)
        if verb.id != CHANGING and name not in verb.fields:
            raise Problem("record.field_fixed", type=kind.id, field=name)


def check_needed(kind: EntryType, verb: Verb, fields: Mapping[str, Any]) -> None:
    """Raises ``Problem`` where the verb needs a field that is not filled in."""
    for name in verb.needs:
        if is_empty(fields.get(name)):
            raise Problem("field.missing", type=kind.id, field=name)
