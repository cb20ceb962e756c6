"""What a credential may do. The names of xAPI's own scopes are used where it has one."""

from dataclasses import dataclass

from simtrainer.base.problem import Problem

WRITE = "statements/write"
READ_MINE = "statements/read/mine"
READ = "statements/read"
STATE = "state"
PROFILE = "profile"
STATE_READ = "state/read"
PROFILE_READ = "profile/read"
PACKAGES = "packages/read"
ASSIGNMENT = "assignment/read"
LEADER = "leader"
ADMIN = "admin"
METRICS = "metrics"

_GRANTS: dict[str, frozenset[str]] = {
    "all": frozenset((WRITE, READ_MINE, READ, STATE, PROFILE)),
    "all/read": frozenset((READ_MINE, READ, STATE_READ, PROFILE_READ)),
    METRICS: frozenset((METRICS,)),
    "admin": frozenset((WRITE, READ_MINE, READ, STATE, PROFILE, PACKAGES, LEADER, ADMIN, METRICS)),
    "station": frozenset((WRITE, READ_MINE, PACKAGES, ASSIGNMENT)),
    WRITE: frozenset((WRITE,)),
    READ_MINE: frozenset((READ_MINE,)),
    READ: frozenset((READ_MINE, READ)),
    STATE: frozenset((STATE,)),
    PROFILE: frozenset((PROFILE,)),
}
"""Scope to the rights it gives; ``leader:<unit>`` stands apart, since it names units."""
KNOWN_SCOPES = tuple(_GRANTS)
_SHORT = {"write": "station", "read own": READ_MINE, "read-own": READ_MINE, "read": READ}


@dataclass(frozen=True, slots=True)
class Who:
    """A caller whose password was right."""

    id: int
    tenant: int
    user: str
    name: str
    scopes: frozenset[str]

    def may(self, right: str) -> bool:
        """Whether any of the scopes gives that right."""
        if right == LEADER and any(s.startswith("leader:") for s in self.scopes):
            return True
        return any(right in _GRANTS.get(scope, ()) for scope in self.scopes)

    def need(self, *rights: str) -> None:
        """Raise ``Problem("hub.forbidden")`` unless one of the rights is held."""
        if not any(self.may(right) for right in rights):
            raise Problem("hub.forbidden")

    @property
    def units(self) -> frozenset[str] | None:
        """Units a leader may see; none for all."""
        named = {s.removeprefix("leader:") for s in self.scopes if s.startswith("leader:")}
        return None if "*" in named or ADMIN in self.scopes else frozenset(named)


def parse_scopes(text: str) -> str:
    """A scope text in its stored form: known scopes, one space between. Raises ``Problem``."""
    whole = _SHORT.get(text.strip(), text)
    scopes = [_SHORT.get(part, part) for part in whole.replace(",", " ").split()]
    for scope in scopes:
        if scope not in _GRANTS and not (scope.startswith("leader:") and len(scope) > 7):
            raise Problem("hub.scope", scope=scope, known=", ".join([*_GRANTS, "leader:ENHET"]))
    if not scopes:
        raise Problem("hub.scope", scope=text, known=", ".join([*_GRANTS, "leader:ENHET"]))
    return " ".join(dict.fromkeys(scopes))
