"""Reads of a proposal: how many were decided how, one page of them, the stands of those looked for."""

from typing import Any

import sqlalchemy as sa
from msgspec import Struct
from sqlalchemy.orm import Bundle

from eventhub.booths.models import Application, Assignment, Booth, Cohort, CohortPlace
from eventhub.booths.states import DECIDED, LIVING, ApplicationState
from eventhub.cooperatives.models import Cooperative
from eventhub.database import db
from eventhub.fairs.models import Edition
from eventhub.folding import fold
from eventhub.web.pages import Slice, keyset

_S = ApplicationState
LISTS = (_S.SELECTED, _S.WAITLISTED, _S.REFUSED)
"""The lists of a proposal, in the order they are shown."""
_POINTS = sa.cast(sa.func.coalesce(Application.score, -1) * -100, sa.Integer)
_ROW: Bundle[Any] = Bundle(
    "row",
    Application.id,
    Application.public_id,
    Application.state,
    Application.tier,
    Application.score,
    Application.waiting_rank,
    Application.reason,
    Application.explanation,
    Cooperative.name_ar,
    Cooperative.name_latin,
    _POINTS.label("points"),
)


class Which(Struct, frozen=True):
    """Which of an edition's decisions: of a cohort or of all, holding every word of `q`."""

    cohort: Cohort | None = None
    q: str = ""

    def of(self, query: Any, edition: Edition) -> Any:
        """A query over applications, narrowed to these."""
        query = query.where(Application.edition_id == edition.id, Application.state.in_(DECIDED))
        if self.cohort is not None:
            mine = sa.select(CohortPlace.application_id).where(CohortPlace.cohort_id == self.cohort.id)
            query = query.where(Application.id.in_(mine))
        for word in fold(self.q).split():
            query = query.where(Application.folded.contains(word, autoescape=True))
        return query


class Counts(Struct, frozen=True):
    """How many files have each decision, how many nobody has read, and why some have no stand."""

    by_state: dict[str, int]
    unpublished: int
    causes: list[tuple[str, int]]


def counts(edition: Edition, which: Which) -> Counts:
    """The figures of a proposal, counted by the database."""
    is_unread = sa.case((Application.state != Application.published_state, 1), else_=0)
    query = sa.select(Application.state, Application.reason, sa.func.count(), sa.func.sum(is_unread))
    rows = db.session.execute(which.of(query, edition).group_by(Application.state, Application.reason)).all()
    by_state: dict[str, int] = {}
    causes: dict[str, int] = {}
    for state, reason, number, _unread in rows:
        by_state[state] = by_state.get(state, 0) + number
        if reason and state in (_S.WAITLISTED, _S.REFUSED):
            causes[reason] = causes.get(reason, 0) + number
    ordered = sorted(causes.items(), key=lambda cause: (-cause[1], cause[0]))
    return Counts(by_state, sum(int(unread or 0) for *_more, unread in rows), ordered)


def listed(edition: Edition, which: Which, state: str) -> Slice:
    """One page of the files with a decision: the waiting list by rank, others by priority and score."""
    query = sa.select(_ROW).select_from(Application)
    query = query.join(Cooperative, Cooperative.id == Application.cooperative_id)
    query = which.of(query, edition).where(Application.state == state)
    if state == _S.WAITLISTED:
        in_line = (Application.waiting_rank, Application.id)
        return keyset(query, in_line, lambda row: (row.waiting_rank, row.id))
    keys = (Application.tier, _POINTS, Application.id)
    return keyset(query, keys, lambda row: (row.tier, row.points, row.id))


def stands_of(edition: Edition, which: Which) -> frozenset[str]:
    """The stands of those who are looked for; none when nobody is."""
    if not which.q.strip():
        return frozenset()
    query = (
        sa.select(Booth.label)
        .select_from(Application)
        .join(Assignment, Assignment.application_id == Application.id)
        .join(Booth, Booth.id == Assignment.booth_id)
        .where(Assignment.state.in_(LIVING))
    )
    return frozenset(db.session.scalars(which.of(query, edition)))
