"""What phones type into drafts, with or without a network, taken in: each change with its own outcome.

A change carries its own id, so that sending it again is harmless; the version of the draft it was based on;
and, when the phone made another one just before, that one's id. It names only the fields that were typed in:
two phones that write in different fields both win. Fields that somebody else changed since to something else
are a conflict: nothing of that change is written, it is kept, and the person chooses.
Not here: the wire (`web.changes`), what a draft is (`booths.operations.syncing`, `contests.…`).
"""

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any, ClassVar, TypeVar

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from eventhub.database import Row, db, values_check
from eventhub.errors import DomainError
from eventhub.transaction import savepoint
from eventhub.web.changes import Change, Outcome


class KeptChange(Row):
    """What every table of changes has: a change as it came, and its outcome, so that a replay gets the same.

    `content` is {field: what was typed}; the fields of later changes say what two phones changed both.
    """

    change_id: Mapped[str] = mapped_column(sa.String(36), unique=True)
    person_id: Mapped[int | None] = mapped_column(sa.ForeignKey("people.id", ondelete="SET NULL"))
    based_on: Mapped[int]
    content: Mapped[dict[str, Any]] = mapped_column(sa.JSON)
    outcome: Mapped[str] = mapped_column(sa.String(12))
    version: Mapped[int | None]
    refusal: Mapped[str | None] = mapped_column(sa.String(40))
    refused_field: Mapped[str | None] = mapped_column(sa.String(60))


_Kept = TypeVar("_Kept", bound=KeptChange)


def kept_changes(table: str, draft: str) -> tuple[Any, ...]:
    """The constraints of such a table; `draft` is the column that names the draft."""
    return (
        values_check("outcome", ("saved", "conflict", "refused")),
        sa.CheckConstraint("(outcome = 'saved') = (version IS NOT NULL)", name="version_iff_saved"),
        sa.Index(f"ix_{table}_version", draft, "version"),
    )


Understanding = Callable[[Any, Mapping[str, Sequence[str]]], tuple[dict[str, Any], dict[str, str]]]
"""Understands a draft's texts as fields: gives values, and a sentence for each field it can't read."""


class Drafts(ABC):
    """A kind of draft: how it is found, understood, refused and written."""

    kept: ClassVar[type[Any]]
    """Its table of changes."""
    key: ClassVar[str]
    """The column there that names the draft."""
    unknown: ClassVar[str]
    """The code for a draft that isn't there, or not this person's."""

    def __init__(self, understood: Understanding) -> None:
        self.understood = understood

    @abstractmethod
    def held_for(self, person: Any, public_ids: Iterable[str]) -> Mapping[str, Any]:
        """By public id, those this person may write, kept from others until the transaction ends."""

    @abstractmethod
    def refusal(self, draft: Any, fields: Iterable[str], at: datetime) -> str | None:
        """Why these fields may not be written now, as a code, or None."""

    @abstractmethod
    def write(self, person: Any, draft: Any, values: Mapping[str, Any], at: datetime) -> None:
        """Write values and count the version. May raise DomainError."""

    @staticmethod
    @abstractmethod
    def fields_of(row: Any) -> Mapping[str, Any]:
        """What the draft says now."""

    @staticmethod
    @abstractmethod
    def same(one: Any, other: Any) -> bool:
        """Whether two values of a field say the same."""


def take_in(drafts: Drafts, person: Any, changes: Sequence[Change], at: datetime) -> list[Outcome]:
    """Take changes in, in their order; one that fails spoils no other. Gives one outcome for each."""
    held = drafts.held_for(person, {change.draft for change in changes})
    names = {name for change in changes for name in (change.id, change.after) if name}
    asked = sa.select(drafts.kept).where(drafts.kept.change_id.in_(names))
    known = {row.change_id: row for row in db.session.scalars(asked)}
    return [_apply(drafts, person, change, held.get(change.draft), known, at) for change in changes]


def known_change(kept: type[_Kept], change_id: str | None) -> _Kept | None:
    """The change of such a table that came before under this id."""
    if not change_id:
        return None
    return db.session.scalar(sa.select(kept).where(kept.change_id == change_id))


def _apply(
    drafts: Drafts, person: Any, change: Change, draft: Any, known: dict[str, Any], at: datetime
) -> Outcome:
    if draft is None:
        return Outcome(change.id, "refused", drafts.unknown)
    before = known.get(change.id)
    if before is not None:
        return _again(drafts, change, before, draft)
    after = known.get(change.after or "")
    is_own = after is not None and getattr(after, drafts.key) == draft.id
    base = after.version or change.based_on if after is not None and is_own else change.based_on
    kept, sentence = _judged(drafts, person, change, draft, base, at)
    db.session.add(kept)
    db.session.flush()
    known[change.id] = kept
    return Outcome(change.id, kept.outcome, kept.refusal, kept.refused_field, sentence, draft)


def _again(drafts: Drafts, change: Change, before: Any, draft: Any) -> Outcome:
    """The same id gets the same answer."""
    if getattr(before, drafts.key) != draft.id:
        return Outcome(change.id, "refused", "id_reused")
    outcome = "already_saved" if before.outcome == "saved" else before.outcome
    field = before.refused_field
    sentence = drafts.understood(draft, change.fields)[1].get(field, "") if field else ""
    return Outcome(change.id, outcome, before.refusal, field, sentence, draft)


def _judged(
    drafts: Drafts, person: Any, change: Change, draft: Any, base: int, at: datetime
) -> tuple[Any, str]:
    """Write the change if it may be; the row that remembers it either way, and the sentence of a refusal."""
    values, faults = drafts.understood(draft, change.fields)
    code, field, sentence = drafts.refusal(draft, change.fields, at), None, ""
    if faults and code in {None, "bad_value"}:
        code, (field, sentence) = "bad_value", next(iter(faults.items()))
    outcome = "refused" if code else "conflict" if _clashes(drafts, draft, values, base) else "saved"
    if outcome == "saved":
        try:
            with savepoint():
                drafts.write(person, draft, values, at)
        except DomainError as refusal:
            db.session.refresh(draft)
            outcome, code, field, sentence = "refused", refusal.code, refusal.field, str(refusal.message)
    kept = drafts.kept(
        change_id=change.id,
        person_id=person.id,
        based_on=change.based_on,
        content={name: list(texts) for name, texts in change.fields.items()},
        outcome=outcome,
        version=draft.version if outcome == "saved" else None,
        refusal=code[:40] if code else None,
        refused_field=field,
        created_at=at,
        **{drafts.key: draft.id},
    )
    return kept, sentence


def _clashes(drafts: Drafts, draft: Any, values: Mapping[str, Any], base: int) -> bool:
    """Whether somebody changed one of these fields since to something else."""
    if base >= draft.version:
        return False
    kept = drafts.kept
    later = sa.select(kept.content).where(getattr(kept, drafts.key) == draft.id, kept.version > base)
    touched = {name for content in db.session.scalars(later) for name in content}
    now = drafts.fields_of(draft)
    return any(not drafts.same(now.get(name), value) for name, value in values.items() if name in touched)
