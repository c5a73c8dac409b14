"""`problem_of(edition, asked)`: an edition's allocation problem, from its plan, applications and rules."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import sqlalchemy as sa
from msgspec import Struct
from msgspec.structs import replace
from sqlalchemy.orm import joinedload

from eventhub.booths import problems, rules
from eventhub.booths.allocation.instance import Instance
from eventhub.booths.allocation.writing import instance_document
from eventhub.booths.models import AllocationRules, Application, Assignment, Booth, Cohort, CohortPlace
from eventhub.booths.queries import plans
from eventhub.booths.rules import RuleBook
from eventhub.booths.states import AWAITING_DECISION, DECIDED, LIVING, ApplicationState, AssignmentState
from eventhub.database import db
from eventhub.fairs.models import Edition

WHOLE = 100


def subjects(edition: Edition, cohort: Cohort | None = None) -> list[Application]:
    """What an allocation places again: files awaiting a decision, or whose decision nobody has read.

    With a cohort its files only; without one those that are in no cohort.
    """
    unread = sa.and_(Application.state.in_(DECIDED), Application.published_state.not_in(DECIDED))
    mine = sa.select(CohortPlace.application_id)
    belongs = (
        Application.id.in_(mine.where(CohortPlace.cohort_id == cohort.id))
        if cohort
        else Application.id.not_in(mine.join(Cohort).where(Cohort.edition_id == edition.id))
    )
    query = (
        sa.select(Application)
        .where(Application.edition_id == edition.id, belongs)
        .where(sa.or_(Application.state.in_(AWAITING_DECISION), unread))
        .options(joinedload(Application.cooperative), joinedload(Application.call))
        .order_by(Application.id)
    )
    return list(db.session.scalars(query))


def _holders(edition: Edition, taken: set[int], holding: set[int]) -> list[Application]:
    """Exhibitors who hold a stand and are not placed again: they count for rules, and stay."""
    if not holding - taken:
        return []
    holds = sa.exists().where(Assignment.application_id == Application.id, Assignment.state.in_(LIVING))
    query = (
        sa.select(Application)
        .where(Application.edition_id == edition.id, holds)
        .options(joinedload(Application.cooperative), joinedload(Application.call))
        .order_by(Application.id)
    )
    return [row for row in db.session.scalars(query) if row.id in holding - taken]


def waiting_of(edition: Edition) -> list[Application]:
    """The waiting list for all the days, as its people know it, in its order; cohorts have their own next."""
    in_a_cohort = sa.select(CohortPlace.application_id).join(Cohort).where(Cohort.edition_id == edition.id)
    query = (
        sa.select(Application)
        .where(
            Application.edition_id == edition.id,
            Application.state == ApplicationState.WAITLISTED,
            Application.published_state == ApplicationState.WAITLISTED,
            Application.id.not_in(in_a_cohort),
        )
        .options(joinedload(Application.cooperative), joinedload(Application.call))
        .order_by(Application.waiting_rank, Application.id)
    )
    return list(db.session.scalars(query))


def holds_in(edition: Edition, first: date, last: date) -> list[Any]:
    """The living holds that some day of a period sees, as columns, in the order they were given."""
    query = (
        sa.select(
            Assignment.id,
            Assignment.application_id,
            Assignment.is_pinned,
            Assignment.state,
            Assignment.share,
            Assignment.starts_on,
            Assignment.ends_on,
            Booth.label,
        )
        .join(Booth, Booth.id == Assignment.booth_id)
        .where(
            Assignment.edition_id == edition.id,
            Assignment.state.in_(LIVING),
            Assignment.starts_on <= last,
            Assignment.ends_on >= first,
        )
        .order_by(Assignment.id)
    )
    return list(db.session.execute(query))


def is_fixed(hold: Any) -> bool:
    """Whether a stand may not change hands: set by hand, or already offered."""
    return bool(hold.is_pinned or hold.state != AssignmentState.PLANNED)


def places_of(holds: Sequence[Any]) -> problems.Places:
    """Who is where: shared stands in their parts, stands taken in turn closed with those who take them."""
    by_label: dict[str, list[Any]] = {}
    for hold in holds:
        by_label.setdefault(hold.label, []).append(hold)
    parts = {label: _parts(found) for label, found in by_label.items() if any(h.share < WHOLE for h in found)}
    in_turn = {label for label, found in by_label.items() if len(found) > 1 and label not in parts}
    gone = {hold.application_id for label in in_turn for hold in by_label[label]}
    closed = in_turn | {hold.label for hold in holds if hold.application_id in gone}
    of: dict[int, set[str]] = {}
    for label, found in by_label.items():
        for hold in found:
            number = parts[label].index(hold.application_id) + 1 if label in parts else 0
            name = problems.part(label, number) if number else label
            of.setdefault(hold.application_id, set()).add(name)
    return problems.Places(
        {key: frozenset(names) for key, names in of.items() if key not in gone},
        parts,
        frozenset(closed),
        frozenset(gone),
    )


def _parts(holds: Sequence[Any]) -> tuple[int | None, ...]:
    """The holders of a shared stand, and None for what is left of it."""
    left = WHOLE - sum(hold.share for hold in holds)
    return (*(hold.application_id for hold in holds), *((None,) if left > 0 else ()))


def last_year(edition: Edition) -> dict[int, frozenset[str]]:
    """The stands each exhibitor had at the edition this one was copied from."""
    if edition.copied_from_id is None:
        return {}
    query = (
        sa.select(Application.cooperative_id, Booth.label)
        .join(Assignment, Assignment.application_id == Application.id)
        .join(Booth, Booth.id == Assignment.booth_id)
        .where(
            Assignment.edition_id == edition.copied_from_id,
            Assignment.state.in_((AssignmentState.CONFIRMED, AssignmentState.OCCUPIED)),
        )
    )
    found: dict[int, set[str]] = {}
    for cooperative_id, label in db.session.execute(query):
        found.setdefault(cooperative_id, set()).add(label)
    return {key: frozenset(labels) for key, labels in found.items()}


def rules_of(edition: Edition) -> tuple[RuleBook, int]:
    """The edition's rules and their version; 0 when nobody has changed the usual ones."""
    row = db.session.scalar(
        sa.select(AllocationRules)
        .where(AllocationRules.edition_id == edition.id)
        .order_by(AllocationRules.version.desc())
        .limit(1)
    )
    return (rules.read(row.book), row.version) if row else (RuleBook(), 0)


class Days(Struct, frozen=True):
    """From a first day to a last one."""

    starts_on: date
    ends_on: date


class Asked(Struct, frozen=True):
    """Which problem of an edition: with which rules and draw, for which cohort, from scratch or a repair.

    `ignored` are files that are left where they are and out of the problem; with `as_it_is` every living hold
    stands where it stands, which is how a plan is judged; with `only_holders` who holds nothing is left out.
    A repair with `takes_waiting` also knows the waiting list that its people know of.
    `days` are a cohort's, or the edition's, unless they are given.
    """

    book: RuleBook | None = None
    seed: int = 0
    cohort: Cohort | None = None
    days: Days | None = None
    is_repair: bool = False
    max_moves: int | None = None
    ignored: frozenset[int] = frozenset()
    as_it_is: bool = False
    only_holders: bool = False
    takes_waiting: bool = False


class Problem(Struct, frozen=True):
    """An instance with what its names stand for: files by their name in it, and where everybody is now.

    `waiting` are those who may be taken from the waiting list, in its order; None where nobody may.
    """

    instance: Instance
    files: Mapping[str, Application]
    present: Mapping[str, tuple[str, ...]]
    subjects: frozenset[str]
    waiting: tuple[str, ...] | None = None

    def document(self, seed: int) -> dict[str, Any]:
        """The instance as JSON, with the exhibitors' names; the same whoever reads it."""
        called = {name: name_in_files(file.cooperative) for name, file in self.files.items()}
        return instance_document(self.instance, seed=seed, names=called)


def name_in_files(exhibitor: Any) -> str:
    """An exhibitor's name in what is kept and compared: never in the language of the moment."""
    return str(exhibitor.name_ar or exhibitor.name_latin)


def instance_of(edition: Edition) -> Instance:
    """The problem as the edition's rules put it."""
    return problem_of(edition, Asked()).instance


def problem_of(edition: Edition, asked: Asked) -> Problem:
    """The problem: stand ids are labels, a file's name is its draw and public id, money whole dirhams.

    Holders whose stand is set by hand or already offered are pinned; everybody else is placed afresh. In a
    repair, those who were offered a stand may move, at the price of a move.
    """
    days: Any = asked.days or asked.cohort or edition
    holds = holds_in(edition, days.starts_on, days.ends_on)
    fixed = [hold for hold in holds if is_fixed(hold)]
    booths = _booths(edition)
    every = places_of(holds if asked.as_it_is or asked.is_repair else fixed)
    placed = [] if asked.is_repair or asked.only_holders else subjects(edition, asked.cohort)
    gone = every.gone | asked.ignored
    shut = frozenset(hold.label for hold in holds if hold.application_id in asked.ignored)
    places = replace(every, closed=every.closed | shut, gone=frozenset(gone))
    holding = {hold.application_id for hold in holds}
    in_line = [row for row in waiting_of(edition) if row.id not in holding] if asked.takes_waiting else []
    found = [*placed, *_holders(edition, {row.id for row in placed}, holding), *in_line]
    files = [row for row in found if row.id not in gone]
    known = {row.id for row in files}
    lost = {booth.label for booth in booths if booth.is_blocked} if asked.is_repair else set()
    stays = [hold for hold in fixed if hold.label not in lost and (hold.is_pinned or not asked.is_repair)]
    staying = {hold.application_id for hold in stays if hold.application_id in known}
    plan = plans.plan_of(edition)
    standing = problems.Standing(
        pins={key: names for key, names in places.of.items() if key in staying},
        places=places,
        previous={key: names for key, names in places.of.items() if key in known}
        if asked.is_repair
        else None,
        max_moves=asked.max_moves,
        last=last_year(edition),
        seed=asked.seed,
        quotas=[quota for call in plans.calls_of(edition) for quota in call.quotas],
        home=edition.place_code,
    )
    name = edition.slug if asked.cohort is None else f"{edition.slug}-{asked.cohort.public_id}"
    booths = _booths(edition)
    instance = problems.build(
        name,
        zones=plan.zones if plan else [],
        booths=booths,
        applications=files,
        book=asked.book or rules_of(edition)[0],
        standing=standing,
        corrections=plans.corrections(plan, booths) if plan else None,
    )
    named = {each.id: row for each, row in zip(instance.applications, files, strict=True)}
    present = places_of(holds).of if not asked.as_it_is else places.of
    return Problem(
        instance,
        named,
        {name: tuple(sorted(present[row.id])) for name, row in named.items() if row.id in present},
        frozenset(name for name, row in named.items() if row in placed),
        tuple(name for name, row in named.items() if row in in_line) if asked.takes_waiting else None,
    )


def _booths(edition: Edition) -> list[Booth]:
    query = sa.select(Booth).where(Booth.edition_id == edition.id).options(joinedload(Booth.zone))
    return list(db.session.scalars(query.order_by(Booth.id)))
