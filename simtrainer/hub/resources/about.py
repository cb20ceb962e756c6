"""The about resource: which versions this store speaks. Open to anyone."""

from simtrainer.hub.resources.ask import Answer, json_answer

VERSIONS = ("1.0.3", "2.0.0")


def get() -> Answer:
    """Versions, newest last."""
    return json_answer({"version": list(VERSIONS)})
