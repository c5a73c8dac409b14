"""The rules of an edition: written as a new version, copied to the next edition, tried before that."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from flask_babel import lazy_gettext as _l
from msgspec import Struct
from sqlalchemy.exc import IntegrityError

from eventhub import audit
from eventhub.booths import comparing, lottery, rules
from eventhub.booths.auditor import broken_rules
from eventhub.booths.auditor_case import Case
from eventhub.booths.models import AllocationRules, Cohort
from eventhub.booths.operations import solving
from eventhub.booths.operations.solving import Course
from eventhub.booths.queries import instances, runs
from eventhub.booths.queries.instances import Asked, Problem
from eventhub.booths.rules import RuleBook
from eventhub.database import db, violates
from eventhub.errors import DomainError
from eventhub.fairs.models import Edition
from eventhub.transaction import savepoint

TRY_SECONDS = 2.0
"""How long trying a change may take."""
MOST_TRIED = 300
"""With more files than this a change is judged on the present plan, not solved again."""


def write(
    actor: Any, edition: Edition, book: RuleBook, at: datetime, *, seen: int | None = None
) -> AllocationRules | None:
    """Keep changed rules as the next version; the same rules again change nothing and give None.

    `seen` is the version that was on the page. Raises rules_changed when somebody wrote another meanwhile.
    """
    present, version = instances.rules_of(edition)
    if book == present:
        return None
    changed = DomainError(
        "rules_changed", _l("Somebody else has changed the rules meanwhile. Look at them, then change again.")
    )
    if seen is not None and seen != version:
        raise changed
    row = AllocationRules(
        edition_id=edition.id,
        organizer_id=edition.organizer_id,
        version=version + 1,
        book=rules.stored(book),
        author_id=getattr(actor, "id", None),
        created_at=at,
    )
    try:
        with savepoint():
            db.session.add(row)
    except IntegrityError as error:
        if violates(error, "uq_allocation_rules_version"):
            raise changed from error
        raise
    audit.record(actor, "booths:rules:written", row, at, version=row.version)
    return row


def copy_rules(old: Edition, new: Edition, at: datetime) -> None:
    """Give the next edition the rules of this one, but for those that name its files."""
    book, version = instances.rules_of(old)
    if version and not instances.rules_of(new)[1]:
        row = AllocationRules(
            edition_id=new.id,
            organizer_id=new.organizer_id,
            version=1,
            book=rules.stored(rules.carried(book)),
            created_at=at,
        )
        db.session.add(row)


def versions(edition: Edition) -> list[AllocationRules]:
    """The versions of an edition's rules, newest first, fifty at most."""
    query = sa.select(AllocationRules).where(AllocationRules.edition_id == edition.id)
    return list(db.session.scalars(query.order_by(AllocationRules.version.desc()).limit(50)))


class Effect(Struct, frozen=True):
    """What changed rules would do to the present proposal.

    `refused` more files without a stand (fewer when negative), `moved` exhibitors elsewhere, `broken` rules
    that the present plan would break. `is_solved` tells whether it was searched again or only judged.
    """

    refused: int
    moved: int
    broken: int
    is_solved: bool
    is_sure: bool = False


def effect(edition: Edition, book: RuleBook, cohort: Cohort | None = None) -> Effect:
    """Try changed rules on the present plan, for two seconds at most: nothing is kept. Raises pins_unmet."""
    run = runs.proposal(edition, cohort)
    asked = Asked(book=book, seed=run.seed if run else 0, cohort=cohort)
    before = instances.problem_of(edition, asked)
    broken = _broken(before)
    if len(before.files) > MOST_TRIED:
        return Effect(0, 0, broken, is_solved=False)
    problem = solving.solvable(edition, asked)
    course = Course(TRY_SECONDS)
    found = solving.search(problem.instance, asked.seed, course)
    subjects = frozenset(lottery.file_of(name) for name in problem.subjects)
    difference = comparing.difference(
        comparing.Found(_by_file(before.present), subjects),
        comparing.Found(_by_file(found.assignments), subjects),
    )
    refused = len(difference.lost) - len(difference.gained)
    return Effect(refused, len(difference.moved), broken, is_solved=True, is_sure=found.is_repeatable)


def _broken(problem: Problem) -> int:
    case = Case(problem.document(0))
    present = {name: list(booths) for name, booths in problem.present.items()}
    return len([fault for fault in broken_rules(case, present) if fault.code != "pinned"])


def _by_file(places: Mapping[str, Any]) -> dict[str, tuple[str, ...]]:
    return {lottery.file_of(name): tuple(booths) for name, booths in places.items()}
