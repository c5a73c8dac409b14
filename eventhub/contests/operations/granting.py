"""Grants: what winners are awarded, followed from paid to used, with proof."""

from datetime import date, datetime
from typing import Any, BinaryIO, cast

import sqlalchemy as sa
from flask_babel import lazy_gettext as _l
from msgspec import Struct
from werkzeug.datastructures import FileStorage

from eventhub import audit, storage
from eventhub.clock import local_day
from eventhub.contests import spending
from eventhub.contests.kinds import GrantEntryKind
from eventhub.contests.models import Contest, Grant, GrantEntry, Result
from eventhub.contests.queries import grants as reads
from eventhub.contests.states import ContestState
from eventhub.database import db
from eventhub.errors import DomainError


def account_of(grant: Grant) -> spending.Account:
    """What was awarded, paid and used."""
    return spending.added_up(grant.amount, [(entry.kind, entry.amount) for entry in grant.entries])


def amount_of(contest: Contest, result: Result) -> int:
    """The money of a result's prize, in centimes; 0 for a prize without money."""
    named = dict(result.prize or {})
    return next((int(prize["amount"] or 0) for prize in contest.prizes if dict(prize["name"]) == named), 0)


def award(actor: Any, contest: Contest, at: datetime) -> list[Grant]:
    """A grant for each winner whose prize is money; those there already stay. Raises not_published."""
    if contest.state != ContestState.PUBLISHED:
        raise DomainError("not_published", _l("Grants are followed once the results are published."))
    there = reads.followed(contest)
    made = [
        Grant(
            contest_id=contest.id,
            organizer_id=contest.organizer_id,
            idea_id=result.idea_id,
            amount=amount,
            created_at=at,
        )
        for result in reads.winners_of(contest)
        if result.idea_id not in there and (amount := amount_of(contest, result))
    ]
    db.session.add_all(made)
    db.session.flush()
    if made:
        audit.record(actor, "contests:contest:awarded", contest, at, grants=len(made))
    return made


class Said(Struct, frozen=True):
    """What is recorded of a grant: centimes, the day, for what; `entry_id` is the form's own."""

    kind: GrantEntryKind
    amount: int
    on: date
    words: str
    entry_id: str
    proof: FileStorage | None = None


def record(actor: Any, grant: Grant, said: Said, at: datetime) -> GrantEntry:
    """A payment or a use, in centimes; a negative amount takes a mistake back. The same `entry_id` is once.

    A use needs its proof (a photo or a PDF). Raises in_the_future, beyond, no_proof.
    """
    db.session.execute(sa.select(Grant.id).where(Grant.id == grant.id).with_for_update())
    known = next((entry for entry in grant.entries if entry.entry_id == said.entry_id), None)
    if known is not None:
        return known
    if said.on > local_day(at):
        raise DomainError("in_the_future", _l("This day has not come yet."), field="on")
    if said.amount == 0 or not account_of(grant).allows(said.kind, said.amount):
        raise DomainError(
            "beyond",
            _l("No more can be paid than was awarded, and no more used than was paid. Look at the sums."),
            field="amount",
        )
    if said.kind == GrantEntryKind.USED and said.amount > 0 and said.proof is None:
        raise DomainError("no_proof", _l("Add a photo or a PDF that proves it."), field="proof")
    stored = None
    if said.proof is not None:
        stream = cast("BinaryIO", said.proof.stream)
        stored = storage.keep(stream, said.proof.filename or "", owner=actor)
    row = GrantEntry(
        grant_id=grant.id,
        kind=said.kind,
        amount=said.amount,
        on=said.on,
        words=said.words.strip()[:200],
        entry_id=said.entry_id,
        proof_id=stored.id if stored else None,
        recorded_by_id=getattr(actor, "id", None),
        created_at=at,
    )
    db.session.add(row)
    db.session.flush()
    db.session.expire(grant, ["entries"])
    audit.record(actor, "contests:grant:recorded", grant, at, kind=said.kind.value, amount=said.amount)
    return row
