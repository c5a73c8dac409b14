"""Reads of grants."""

from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import contains_eager, joinedload

from eventhub.contests.models import Contest, Grant, GrantEntry, Idea, Result
from eventhub.database import db


def grants_of(contest: Contest) -> list[Grant]:
    """The grants of a contest, with their ideas, owners and entries."""
    query = (
        sa.select(Grant)
        .where(Grant.contest_id == contest.id)
        .options(
            joinedload(Grant.idea).options(
                joinedload(Idea.person), joinedload(Idea.cooperative), joinedload(Idea.result)
            )
        )
        .order_by(Grant.id)
    )
    return list(db.session.scalars(query))


def grant_of(public_id: str, values: Mapping[str, Any]) -> Grant | None:
    """The grant of a random name, of the contest that the address names."""
    row = db.session.scalar(sa.select(Grant).where(Grant.public_id == public_id))
    contest = values.get("contest")
    return None if row is None or (contest is not None and row.contest_id != contest.id) else row


def grant_to(idea: Idea) -> Grant | None:
    """The grant an idea won."""
    return db.session.scalar(sa.select(Grant).where(Grant.idea_id == idea.id))


def entry_of(public_id: str, values: Mapping[str, Any]) -> GrantEntry | None:
    """An entry of the grant that the address names."""
    row = db.session.scalar(sa.select(GrantEntry).where(GrantEntry.public_id == public_id))
    grant = values.get("grant")
    return None if row is None or (grant is not None and row.grant_id != grant.id) else row


def winners_of(contest: Contest) -> list[Result]:
    """The results that won a prize, first to last."""
    query = sa.select(Result).where(Result.contest_id == contest.id, Result.prize.is_not(None))
    query = query.join(Result.idea).options(contains_eager(Result.idea))
    return list(db.session.scalars(query.order_by(Result.rank)))
