"""The verb of phones: take in what was typed into applications, with or without a network (`drafting`).

A draft is still taken in when its call has closed: nothing typed is lost, only sending is over.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from eventhub import permissions
from eventhub.booths import drafts
from eventhub.booths.models import Application, ApplicationChange
from eventhub.booths.operations.applying import write
from eventhub.booths.permissions import Permission
from eventhub.booths.queries import files
from eventhub.booths.states import EDITABLE
from eventhub.drafting import Drafts, Understanding, take_in
from eventhub.web.changes import Change, Outcome


class _Applications(Drafts):
    kept = ApplicationChange
    key = "application_id"
    fields_of = staticmethod(drafts.fields_of)
    same = staticmethod(drafts.same)
    unknown = "application_unknown"

    def held_for(self, person: Any, public_ids: Iterable[str]) -> Mapping[str, Application]:
        """Those they may edit."""
        rows = files.applications_to_change(public_ids)
        may = Permission.EDIT_APPLICATION
        return {name: row for name, row in rows.items() if permissions.may(person, may, row)}

    def refusal(self, draft: Application, fields: Iterable[str], at: datetime) -> str | None:
        """It was sent, or a correction asks for another part."""
        del at
        if draft.state not in EDITABLE:
            return "wrong_state"
        if all(drafts.allowed(name, draft.part_to_complete) for name in fields):
            return None
        return "other_part" if draft.part_to_complete else "bad_value"

    def write(self, person: Any, draft: Application, values: Mapping[str, Any], at: datetime) -> None:
        """As a page would."""
        del person, at
        write(draft, values)


def apply_changes(person: Any, changes: Sequence[Change], read: Understanding, at: datetime) -> list[Outcome]:
    """Take changes in, in their order; one that fails spoils no other. Gives one outcome for each."""
    return take_in(_Applications(read), person, changes, at)
