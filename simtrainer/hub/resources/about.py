"""The about resource: which versions this store speaks. Open to anyone."""

from simtrainer.hub.resources.ask import Answer, json_answer

VERSIONS = ("1.0.0", "1.0.1", "1.0.2", "1.0.3", "2.0.0")


def get(*, old: bool) -> Answer:
    """Versions, newest last. To who says to speak 1.0 only those that 1.0.3 knows of
    (Communication 2.8)."""
    return json_answer({"version": [v for v in VERSIONS if v.startswith("1.") or not old]})
