"""The papers an edition asks of every file, and whose are missing or end before the fair does."""

from collections.abc import Iterable
from datetime import date
from typing import Any

import sqlalchemy as sa

from eventhub.booths.grid import Standing
from eventhub.booths.models import Application
from eventhub.booths.queries.grids import grid_of
from eventhub.cooperatives.kinds import FOOD, DocumentKind
from eventhub.cooperatives.models import Document
from eventhub.fairs.models import Edition


def wanted_of(kinds: Iterable[str], sector: str) -> list[str]:
    """The kinds of paper a file of this sector needs: ONSSA's authorisation is for food alone."""
    return [kind for kind in kinds if kind != DocumentKind.ONSSA or sector in FOOD]


def standing(papers: Iterable[Document], kind: str, last_day: date) -> str:
    """How an exhibitor's papers of a kind stand for a fair: good, expiring (before its end) or missing."""
    ends = [paper.expires_on for paper in papers if paper.kind == kind]
    if not ends:
        return Standing.MISSING
    return Standing.GOOD if any(end is None or end >= last_day for end in ends) else Standing.EXPIRING


def lacking(edition: Edition, *, expiring: bool) -> Any:
    """Whether a file lacks a paper it needs; or, with `expiring`, has one that ends before the fair does."""
    return sa.or_(
        sa.false(), *(_lacks(edition, kind, expiring=expiring) for kind in grid_of(edition).documents)
    )


def _lacks(edition: Edition, kind: str, *, expiring: bool) -> Any:
    own = sa.exists().where(Document.cooperative_id == Application.cooperative_id, Document.kind == kind)
    lasting = own.where(sa.or_(Document.expires_on.is_(None), Document.expires_on >= edition.ends_on))
    fault = sa.and_(own, ~lasting) if expiring else ~own
    is_asked = Application.sector.in_(sorted(FOOD)) if kind == DocumentKind.ONSSA else sa.true()
    return sa.and_(is_asked, fault)
