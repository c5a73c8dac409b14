"""PURE: the roles a person can hold at an organizer, an edition or a contest."""

from enum import StrEnum


class RoleName(StrEnum):
    """What somebody is there. Members of cooperatives are not roles: see `eventhub.cooperatives`."""

    OWNER = "owner"
    ORGANIZER = "organizer"
    FIELD_AGENT = "field_agent"
    JUDGE = "judge"
    GATE_STAFF = "gate_staff"
    PARTNER = "partner"
    EXPERT = "expert"


MANAGING = frozenset({RoleName.OWNER, RoleName.ORGANIZER})
"""Roles that run things."""
