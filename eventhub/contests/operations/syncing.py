"""The verb of phones: take in what was typed into ideas, with or without a network (`drafting`)."""

import uuid
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from eventhub import permissions
from eventhub.contests import drafts, entering
from eventhub.contests.models import Idea, IdeaChange
from eventhub.contests.permissions import Permission
from eventhub.contests.queries import writing
from eventhub.database import db
from eventhub.drafting import Drafts, Understanding, take_in
from eventhub.web.changes import Change, Outcome


class _Ideas(Drafts):
    kept = IdeaChange
    key = "idea_id"
    fields_of = staticmethod(drafts.fields_of)
    same = staticmethod(drafts.same)
    unknown = "idea_unknown"

    def held_for(self, person: Any, public_ids: Iterable[str]) -> Mapping[str, Idea]:
        """Those they may write."""
        rows = writing.ideas_to_change(public_ids)
        return {
            name: row for name, row in rows.items() if permissions.may(person, Permission.WRITE_IDEA, row)
        }

    def refusal(self, draft: Idea, fields: Iterable[str], at: datetime) -> str | None:
        """Its contest takes no ideas now, or it is beyond changing."""
        del fields
        return None if entering.may_be_written(draft, at) else "wrong_state"

    def write(self, person: Any, draft: Idea, values: Mapping[str, Any], at: datetime) -> None:
        """As a page would: a sent idea keeps a version."""
        entering.write(person, draft, values, at)


def apply_changes(person: Any, changes: Sequence[Change], read: Understanding, at: datetime) -> list[Outcome]:
    """Take changes in, in their order; one that fails spoils no other. Gives one outcome for each."""
    return take_in(_Ideas(read), person, changes, at)


def write_page(person: Any, idea: Idea, fields: Mapping[str, Any], at: datetime) -> Idea:
    """Keep what a whole page says: only what differs is written, and remembered as a phone's change is."""
    now = drafts.fields_of(idea)
    changed = {name: value for name, value in fields.items() if not drafts.same(now.get(name), value)}
    based_on = idea.version
    entering.write(person, idea, changed, at)
    db.session.add(
        IdeaChange(
            change_id=str(uuid.uuid4()),
            idea_id=idea.id,
            person_id=person.id,
            based_on=based_on,
            content={name: [] for name in changed},
            outcome="saved",
            version=idea.version,
            created_at=at,
        )
    )
    return idea
