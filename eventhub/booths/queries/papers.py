"""Whose papers are missing or end before the fair does, of those that the call of their file asks for."""

from collections.abc import Iterable
from typing import Any

import sqlalchemy as sa

from eventhub.booths.models import Application, Call
from eventhub.booths.queries.plans import calls_of
from eventhub.cooperatives.models import Document
from eventhub.fairs.models import Edition


def lacking(edition: Edition, *, expiring: bool) -> Any:
    """Whether a file lacks a paper it needs; or, with `expiring`, has one that ends before the fair does.

    Reads the edition's calls, so that the condition asks one question a kind of paper, whatever the files.
    """
    calls = calls_of(edition)
    kinds = dict.fromkeys(paper["kind"] for call in calls for paper in call.documents)
    faults = (
        sa.and_(_is_asked(calls, kind), _is_at_fault(edition, kind, expiring=expiring)) for kind in kinds
    )
    return sa.or_(sa.false(), *faults)


def _is_asked(calls: Iterable[Call], kind: str) -> Any:
    """`papers.wanted` of one kind, as a condition on files."""
    asked = [(call, paper) for call in calls for paper in call.documents if paper["kind"] == kind]
    return sa.or_(
        *(
            sa.and_(
                Application.call_id == call.id,
                Application.sector.in_(paper["sectors"]) if paper.get("sectors") else sa.true(),
            )
            for call, paper in asked
        )
    )


def _is_at_fault(edition: Edition, kind: str, *, expiring: bool) -> Any:
    """`papers.standing_at_best` of one kind, as a condition on files."""
    own = sa.exists().where(Document.cooperative_id == Application.cooperative_id, Document.kind == kind)
    lasting = own.where(sa.or_(Document.expires_on.is_(None), Document.expires_on >= edition.ends_on))
    return sa.and_(own, ~lasting) if expiring else ~own
