"""Tables of allocating: rules in their versions, every run of the solver, cohorts, what was done by hand."""

from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from eventhub.accounts.models import Person
from eventhub.booths.states import RunKind, RunState, Wish
from eventhub.database import Model, Row, UTCDateTime, values_check
from eventhub.fairs.models import Edition
from eventhub.i18n import Texts, Translated

_JSON = sa.JSON(none_as_null=True)
_LIVING = sa.text("state IN ('waiting', 'running')")


class AllocationRules(Row, Model):
    """One version of an edition's rules, as `rules.stored` writes them; the highest version counts."""

    __tablename__ = "allocation_rules"

    edition_id: Mapped[int] = mapped_column(sa.ForeignKey("editions.id", ondelete="CASCADE"))
    organizer_id: Mapped[int] = mapped_column(sa.ForeignKey("organizers.id"))
    version: Mapped[int]
    book: Mapped[dict[str, Any]] = mapped_column(sa.JSON)
    author_id: Mapped[int | None] = mapped_column(sa.ForeignKey("people.id", ondelete="SET NULL"))

    author: Mapped[Person | None] = relationship()

    __table_args__ = (
        sa.UniqueConstraint("edition_id", "version", name="uq_allocation_rules_version"),
        sa.CheckConstraint("version >= 1", name="version_from_one"),
    )


class Cohort(Row, Model):
    """Some days of an edition that some exhibitors take in turn."""

    __tablename__ = "cohorts"

    edition_id: Mapped[int] = mapped_column(sa.ForeignKey("editions.id", ondelete="CASCADE"), index=True)
    organizer_id: Mapped[int] = mapped_column(sa.ForeignKey("organizers.id"))
    name: Mapped[Texts] = mapped_column(Translated)
    starts_on: Mapped[date]
    ends_on: Mapped[date]

    __table_args__ = (
        sa.CheckConstraint("ends_on >= starts_on", name="days_in_order"),
        sa.UniqueConstraint("edition_id", "starts_on", name="uq_cohorts_first_day"),
    )


class CohortPlace(Row, Model):
    """A file that takes part in a cohort's days only."""

    __tablename__ = "cohort_places"

    cohort_id: Mapped[int] = mapped_column(sa.ForeignKey("cohorts.id", ondelete="CASCADE"), index=True)
    application_id: Mapped[int] = mapped_column(
        sa.ForeignKey("applications.id", ondelete="CASCADE"), unique=True
    )

    cohort: Mapped[Cohort] = relationship()


class AllocationRun(Row, Model):
    """One run of the solver: what it was given, how it went, what it found. Kept for ever.

    `instance` is a document of `eventhub-allocation/1` and `instance_hash` the SHA-256 of its canonical JSON;
    `levels` are {name, value, bound, is_proved}; `progress` are {seconds, step, values, bounds}, one for each
    better plan. At most one run of an edition is alive, at most one of a cohort (or none) is its proposal.
    A repair that `takes_waiting` keeps in `taken` what became of each of the waiting list, in order:
    {application, booths, moves: [[application, booths before, booths after], …]}.
    """

    __tablename__ = "allocation_runs"

    edition_id: Mapped[int] = mapped_column(sa.ForeignKey("editions.id", ondelete="CASCADE"))
    organizer_id: Mapped[int] = mapped_column(sa.ForeignKey("organizers.id"))
    cohort_id: Mapped[int | None] = mapped_column(sa.ForeignKey("cohorts.id", ondelete="SET NULL"))
    actor_id: Mapped[int | None] = mapped_column(sa.ForeignKey("people.id", ondelete="SET NULL"))
    number: Mapped[int]
    kind: Mapped[str] = mapped_column(sa.String(20), default=RunKind.ALLOCATE)
    takes_waiting: Mapped[bool] = mapped_column(default=False, server_default=sa.false())
    state: Mapped[str] = mapped_column(sa.String(20), default=RunState.WAITING)
    wish: Mapped[str | None] = mapped_column(sa.String(20))
    seed: Mapped[int]
    seconds: Mapped[int]
    rules_version: Mapped[int] = mapped_column(default=0)
    instance: Mapped[dict[str, Any] | None] = mapped_column(_JSON)
    instance_hash: Mapped[str | None] = mapped_column(sa.String(64))
    assignments: Mapped[dict[str, list[str]] | None] = mapped_column(_JSON)
    explanations: Mapped[dict[str, dict[str, int]] | None] = mapped_column(_JSON)
    levels: Mapped[list[dict[str, Any]] | None] = mapped_column(_JSON)
    taken: Mapped[list[dict[str, Any]] | None] = mapped_column(_JSON)
    progress: Mapped[list[dict[str, Any]]] = mapped_column(sa.JSON, default=list)
    is_optimal: Mapped[bool] = mapped_column(default=False)
    is_repeatable: Mapped[bool] = mapped_column(default=False)
    is_proposal: Mapped[bool] = mapped_column(default=False)
    started_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    heard_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    ended_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    fault: Mapped[str | None] = mapped_column(sa.Text)

    edition: Mapped[Edition] = relationship()
    cohort: Mapped[Cohort | None] = relationship()
    actor: Mapped[Person | None] = relationship()

    __table_args__ = (
        values_check("state", RunState),
        values_check("kind", RunKind),
        values_check("wish", Wish),
        sa.UniqueConstraint("edition_id", "number", name="uq_allocation_runs_number"),
        sa.Index(
            "uq_allocation_runs_one_living",
            "edition_id",
            unique=True,
            sqlite_where=_LIVING,
            postgresql_where=_LIVING,
        ),
        sa.CheckConstraint("(state = 'done') = (assignments IS NOT NULL)", name="done_iff_found"),
        sa.CheckConstraint("(state IN ('done', 'failed')) = (ended_at IS NOT NULL)", name="ended_iff_moment"),
        sa.CheckConstraint("state = 'done' OR NOT is_proposal", name="proposal_is_done"),
        sa.CheckConstraint("seconds BETWEEN 1 AND 3600", name="seconds_in_range"),
        sa.CheckConstraint("kind = 'repair' OR NOT takes_waiting", name="a_repair_takes_waiting"),
        sa.CheckConstraint("takes_waiting OR taken IS NULL", name="taken_when_it_may"),
    )


class HandEdit(Row, Model):
    """Something done to the stands by hand, with what undoes it: `before` are the holds as they were.

    A hold is {application, booth, is_pinned, share, starts_on, ends_on, state}; `after` has the same shape.
    """

    __tablename__ = "hand_edits"

    edition_id: Mapped[int] = mapped_column(sa.ForeignKey("editions.id", ondelete="CASCADE"), index=True)
    organizer_id: Mapped[int] = mapped_column(sa.ForeignKey("organizers.id"))
    actor_id: Mapped[int | None] = mapped_column(sa.ForeignKey("people.id", ondelete="SET NULL"))
    verb: Mapped[str] = mapped_column(sa.String(20))
    label: Mapped[str] = mapped_column(sa.String(12))
    other: Mapped[str | None] = mapped_column(sa.String(12))
    before: Mapped[list[dict[str, Any]]] = mapped_column(sa.JSON)
    after: Mapped[list[dict[str, Any]]] = mapped_column(sa.JSON)
    undone_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
