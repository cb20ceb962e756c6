"""Home: whom it greets, and what the goals are called."""

from collections.abc import Iterable

from simtrainer.app.ports import Person, ScenarioInfo
from simtrainer.app.present.route import in_language
from simtrainer.base.text import Texts


def initials(name: str) -> str:
    """First letters of the first and the last name."""
    parts = name.split()
    return (parts[0][:1] + (parts[-1][:1] if len(parts) > 1 else "")).upper()


def greeting(texts: Texts, hour: int, person: Person) -> str:
    """As in "God morgen, Marit", by the clock on the wall."""
    part = "night" if hour < 5 else "morning" if hour < 10 else "forenoon" if hour < 12 else (
        "afternoon" if hour < 18 else "evening"
    )  # fmt: skip
    return texts(f"app.greeting.{part}", name=person.name.split()[0])


def goal_titles(scenarios: Iterable[ScenarioInfo], language: str) -> dict[str, str]:
    """What the competence goals of these scenarios are called. Several share a goal, and one of
    them may not speak the language that is asked for."""
    found: dict[str, str] = {}
    for info in scenarios:
        for goal, text in info.goal_titles.items():
            if goal not in found or language in text:
                found[goal] = in_language(text, language)
    return found
