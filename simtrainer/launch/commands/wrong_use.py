"""What is wrong with a command line, in our words: the library's own are in English."""

import re
from typing import Any

from simtrainer.base.text import Texts

_QUOTED = re.compile(r"'([^']*)'")


def in_words(wrong: Any, texts: Texts) -> str:
    """One line on what is wrong, one on where to look. ``wrong`` is a usage error of the command
    line's library."""
    names: list[str] = []
    context = getattr(wrong, "ctx", None)
    while context is not None and context.parent is not None:
        names.insert(0, str(context.info_name))
        context = context.parent
    command = " ".join(["simtrainer", *names])
    return f"{_what(wrong, texts)}\n{texts('cli.use.help', command=command)}"


def _what(wrong: Any, texts: Texts) -> str:
    kinds = [each.__name__ for each in type(wrong).__mro__]
    said = str(getattr(wrong, "message", "") or "")
    if "NoSuchOption" in kinds:
        return texts("cli.use.no_option", name=wrong.option_name)
    if "MissingParameter" in kinds:
        return texts("cli.use.missing", name=_name(wrong))
    if "BadParameter" in kinds:
        return texts("cli.use.bad", name=_name(wrong))
    if said.startswith("No such command"):
        return texts("cli.use.no_command", name=_quoted(said))
    if "unexpected extra argument" in said:
        return texts("cli.use.extra", name=said.partition("(")[2].rstrip(") ").rpartition("(")[2])
    return texts("cli.use.other")


def _name(wrong: Any) -> str:
    """The option as it is typed, or the argument in capitals."""
    parameter = getattr(wrong, "param", None)
    if parameter is None:
        return str(getattr(wrong, "param_hint", "") or "")
    options = [each for each in getattr(parameter, "opts", ()) if each.startswith("-")]
    return options[0] if options else str(parameter.name).upper()


def _quoted(said: str) -> str:
    found = _QUOTED.search(said)
    return found.group(1) if found else ""
