"""Reads of grants."""

from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import contains_eager, joinedload

from eventhub.contests.kinds import GrantEntryKind
from eventhub.contests.models import Contest, Grant, GrantEntry, Idea, Result
from eventhub.contests.queries import Asked
from eventhub.database import db
from eventhub.web.pages import Slice, keyset

GRANTS_SHOWN = 24


def grants_page(contest: Contest, text: str = "", waiting: str = "") -> Slice:
    """One page of a contest's grants with their ideas, owners and entries, in the order of the award.

    Narrowed to words of the idea, and to what waits: "pay" (not paid whole), "prove" (not all used), or
    empty for all; another finds nothing.
    """
    return keyset(_asked(contest, text, waiting), [Grant.id], lambda row: [row.id], size=GRANTS_SHOWN)


def every_grant(contest: Contest, text: str = "", waiting: str = "") -> list[Grant]:
    """All of them, narrowed as `grants_page`, for a spreadsheet: a contest has as many as it has prizes."""
    return list(db.session.scalars(_asked(contest, text, waiting).order_by(Grant.id)))


def _asked(contest: Contest, text: str, waiting: str) -> sa.Select[Any]:
    query = sa.select(Grant).join(Grant.idea).where(Grant.contest_id == contest.id)
    paid, used = (_added_up(kind) for kind in (GrantEntryKind.PAID, GrantEntryKind.USED))
    known = {"": sa.true(), "pay": paid < Grant.amount, "prove": used < paid}
    query = Asked(text=text).narrow(query.where(known.get(waiting, sa.false())))
    return query.options(
        contains_eager(Grant.idea).options(
            joinedload(Idea.person), joinedload(Idea.cooperative), joinedload(Idea.result)
        )
    )


def _added_up(kind: GrantEntryKind) -> Any:
    """The centimes of a grant's entries of a kind."""
    query = sa.select(sa.func.coalesce(sa.func.sum(GrantEntry.amount), 0))
    return query.where(GrantEntry.grant_id == Grant.id, GrantEntry.kind == kind).scalar_subquery()


def sums_of(contest: Contest) -> tuple[int, int, int]:
    """(awarded, paid, used) in all grants of a contest, in centimes."""
    mine = Grant.contest_id == contest.id
    awarded = db.session.scalar(sa.select(sa.func.coalesce(sa.func.sum(Grant.amount), 0)).where(mine))
    query = sa.select(GrantEntry.kind, sa.func.sum(GrantEntry.amount)).join(GrantEntry.grant).where(mine)
    found = {row[0]: int(row[1]) for row in db.session.execute(query.group_by(GrantEntry.kind))}
    return int(awarded or 0), found.get(GrantEntryKind.PAID, 0), found.get(GrantEntryKind.USED, 0)


def followed(contest: Contest) -> set[int]:
    """The ideas of a contest whose grants are followed."""
    return set(db.session.scalars(sa.select(Grant.idea_id).where(Grant.contest_id == contest.id)))


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
