"""What can be looked at in a module, and what was seen."""

from simtrainer.app.present.drawing import Drawing
from simtrainer.app.views.record import Option
from simtrainer.record.pack import EntryType


def observations(draw: Drawing, module: str, patient: str) -> tuple[Option, ...]:
    """Buttons for the things that can be looked at here."""
    found = draw.now.program.observations.values()
    return tuple(
        Option(item.id, draw.value(item.label))
        for item in found
        if item.module == module and item.patient in ("", patient)
    )


def device(
    draw: Drawing, module: str, patient: str, kind: EntryType | None
) -> tuple[tuple[str, str], ...]:
    """(label, value) of everything seen here so far, as instruments and counts show it."""
    rows: list[tuple[str, str]] = []
    for name, values in draw.now.readings.items():
        item = draw.now.program.observations[name]
        if item.module != module or item.patient not in ("", patient):
            continue
        for key, value in values.items():
            label, shown = _reading(draw, kind, key, value)
            rows.append((label[:1].upper() + label[1:], shown))
    return tuple(rows)


def _reading(draw: Drawing, kind: EntryType | None, key: str, value: object) -> tuple[str, str]:
    words = isinstance(value, str) and value.startswith("$")
    if key.startswith("$") or kind is None or key not in kind.fields:
        return draw.value(key), draw.value(value) if words else draw.number(draw.value(value))
    item = kind.fields[key]
    label = draw.optional(f"short.{kind.id}.{key}") or draw(f"field.{kind.id}.{key}")
    if words:
        return label, draw.value(value)
    return label, draw.field(kind, item, value)
