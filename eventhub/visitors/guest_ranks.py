"""PURE: ranks of protocol, highest first, and what a guest answers."""

from enum import StrEnum


class Rank(StrEnum):
    """In the order of protocol."""

    GOVERNMENT = "government"
    WALI = "wali"
    ELECTED = "elected"
    DIPLOMAT = "diplomat"
    DIRECTOR = "director"
    PARTNER = "partner"
    OFFICIAL = "official"
    SPEAKER = "speaker"


class Answer(StrEnum):
    """What the invited said."""

    WAITING = "waiting"
    COMING = "coming"
    DECLINED = "declined"


ORDER = {rank: number for number, rank in enumerate(Rank)}
"""A rank's place in line; the lowest is received first."""
