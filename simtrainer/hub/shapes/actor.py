"""Agents and groups (xAPI 1.0.3 Data 2.4.2; IEEE 9274.1.1 clause 4.2.2)."""

from typing import Any

from simtrainer.hub.shapes.fault import Checker, Fault, an_object, at, check_fields, list_of
from simtrainer.hub.shapes.values import a_mailbox, a_sha1, a_string, an_iri

IDENTIFIERS = ("mbox", "mbox_sha1sum", "openid", "account")


def _account(value: Any) -> None:
    check_fields(value, {"homePage": an_iri, "name": a_string}, required=("homePage", "name"))


def _exactly(text: str) -> Checker:
    def check(value: Any) -> None:
        if value != text:
            raise Fault(f'must be "{text}"')

    return check


_IDENTIFIER_FIELDS: dict[str, Checker] = {
    "mbox": a_mailbox,
    "mbox_sha1sum": a_sha1,
    "openid": an_iri,
    "account": _account,
    "name": a_string,
}
_AGENT = _IDENTIFIER_FIELDS | {"objectType": _exactly("Agent")}


def an_agent(value: Any) -> None:
    """One person or system, with exactly one identifier."""
    check_fields(value, _AGENT)
    if _identifiers(value) != 1:
        raise Fault("must have exactly one of mbox, mbox_sha1sum, openid and account")


_GROUP = _IDENTIFIER_FIELDS | {"objectType": _exactly("Group"), "member": list_of(an_agent)}


def a_group(value: Any) -> None:
    """An identified group with one identifier, or an anonymous one with members."""
    check_fields(value, _GROUP, required=("objectType",))
    count = _identifiers(value)
    if count > 1:
        raise Fault("must have at most one of mbox, mbox_sha1sum, openid and account")
    if count == 0 and not value.get("member"):
        raise Fault("is required in an anonymous group", "member")


def an_actor(value: Any) -> None:
    """An agent or a group, told apart by ``objectType``."""
    is_group = an_object(value).get("objectType") == "Group"
    (a_group if is_group else an_agent)(value)


def an_authority(value: Any) -> None:
    """An agent, or the two-member group that three-legged OAuth makes."""
    an_actor(value)
    if value.get("objectType") != "Group":
        return
    if _identifiers(value):
        raise Fault("as a group must have no identifier")
    if len(value["member"]) != 2:
        at("member", _two_members, value["member"])


def _two_members(value: Any) -> None:
    raise Fault("must hold exactly two agents")


def _identifiers(value: dict[str, Any]) -> int:
    return sum(1 for key in IDENTIFIERS if key in value)


def storable(text: str) -> str:
    """The text without NUL, which JSON may hold and PostgreSQL's columns may not. The statement
    itself keeps it."""
    return text.replace("\0", "\N{SYMBOL FOR NULL}")


def identifier(actor: dict[str, Any]) -> str | None:
    """One text that is equal exactly for equal identities; none for an anonymous group.

    E-mail domains and digests are compared without case, the rest as written.
    """
    if "account" in actor:
        account = actor["account"]
        return storable(f"account:{account['homePage']}|{account['name']}")
    if "mbox" in actor:
        local, _, domain = str(actor["mbox"]).rpartition("@")
        return f"mbox:{local}@{domain.lower()}"
    if "mbox_sha1sum" in actor:
        return f"mbox_sha1sum:{actor['mbox_sha1sum'].lower()}"
    return f"openid:{actor['openid']}" if "openid" in actor else None
