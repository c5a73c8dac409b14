"""PURE: the papers a call asks for, and whether those of an exhibitor will do.

A call's paper is {kind, sectors}; no sectors means everybody. It must be valid on the fair's last day; one
without an end always is.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from enum import StrEnum
from typing import Any

from msgspec import Struct

from eventhub.cooperatives.kinds import DocumentKind


class Standing(StrEnum):
    """How one required paper stands for a fair."""

    MISSING = "missing"
    EXPIRES = "expires"
    GOOD = "good"


class Paper(Struct, frozen=True):
    """One paper an exhibitor has: `expires_on` None never ends."""

    id: str
    kind: str
    expires_on: date | None = None

    def lasts(self, day: date) -> bool:
        """Whether it is valid on a day."""
        return self.expires_on is None or self.expires_on >= day


def wanted(asked: Sequence[Mapping[str, Any]], sector: str) -> list[str]:
    """The kinds of paper a call asks of a sector, in its order, each once."""
    kinds = [paper["kind"] for paper in asked if not paper.get("sectors") or sector in paper["sectors"]]
    return list(dict.fromkeys(kinds))


def asked_or_kept(asked: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """What may be asked for again: the call's papers, then every other kind a file can hold."""
    kinds = {paper["kind"] for paper in asked}
    return [*asked, *({"kind": kind.value} for kind in DocumentKind if kind not in kinds)]


def standing(kind: str, chosen: str | None, papers: Iterable[Paper], last_day: date) -> Standing:
    """How the chosen paper (an id) stands for a kind on the fair's last day."""
    paper = next((each for each in papers if each.id == chosen and each.kind == kind), None)
    if paper is None:
        return Standing.MISSING
    return Standing.GOOD if paper.lasts(last_day) else Standing.EXPIRES


def standing_at_best(kind: str, papers: Iterable[Paper], last_day: date) -> Standing:
    """How the papers of a kind stand on the fair's last day, whichever of them is chosen."""
    own = [each for each in papers if each.kind == kind]
    if not own:
        return Standing.MISSING
    return Standing.GOOD if any(each.lasts(last_day) for each in own) else Standing.EXPIRES


def best(kind: str, papers: Iterable[Paper], last_day: date) -> str | None:
    """The id of the paper to propose: one that lasts, the longest first; None when none does."""
    lasting = [each for each in papers if each.kind == kind and each.lasts(last_day)]
    return max(lasting, key=lambda each: each.expires_on or date.max).id if lasting else None
