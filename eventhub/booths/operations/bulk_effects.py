"""What a verb on many files does to one of them, and how it is put back as it was."""

from datetime import datetime
from typing import Any

import sqlalchemy as sa

from eventhub.booths.models import Application, ApplicationTag, BulkAction, Screening
from eventhub.booths.operations.moving import move, take_back
from eventhub.booths.queries import screenings
from eventhub.booths.states import BULK_MOVES, ApplicationState, BulkVerb
from eventhub.database import db

_KEPT = ("state", "published_state", "reason", "to_complete", "part_to_complete", "tier")


def apply_to(bulk: BulkAction, file: Application, at: datetime) -> dict[str, Any]:
    """Do it to a file that is locked; gives what the file was. Nothing of it is published."""
    before = {name: getattr(file, name) for name in _KEPT}
    verb, arguments = BulkVerb(bulk.verb), bulk.arguments
    if verb in BULK_MOVES:
        note = arguments.get("what") or arguments.get("note") or None
        to = BULK_MOVES[verb]
        move(file, to, bulk.actor, at, note=note, is_published=False, is_audited=False)
        file.reason = arguments.get("reason")
        if to == ApplicationState.TO_COMPLETE:
            file.part_to_complete, file.to_complete = arguments["part"], arguments["what"]
    elif verb == BulkVerb.TIER:
        file.tier = arguments["tier"]
    elif verb == BulkVerb.ASSIGN:
        _part(file, arguments["person_id"]).is_assigned = True
    else:
        _tag(file, arguments["tag"], is_on=verb == BulkVerb.TAG)
    return before


def put_back(bulk: BulkAction, file: Application, actor: Any, at: datetime) -> bool:
    """Undo it for one file; False when the file has gone on since."""
    before = bulk.before[str(file.id)]
    verb, arguments = BulkVerb(bulk.verb), bulk.arguments
    if verb in BULK_MOVES:
        is_same = file.state == BULK_MOVES[verb] and file.published_state == before["published_state"]
        if is_same:
            take_back(file, before, actor, at)
        return is_same
    if verb == BulkVerb.TIER:
        if file.tier != arguments["tier"]:
            return False
        file.tier = before["tier"]
    elif verb == BulkVerb.ASSIGN:
        _part(file, arguments["person_id"]).is_assigned = False
    else:
        _tag(file, arguments["tag"], is_on=verb == BulkVerb.UNTAG)
    return True


def _part(file: Application, person_id: int) -> Screening:
    query = sa.select(Screening).where(Screening.application_id == file.id, Screening.person_id == person_id)
    found = db.session.scalar(query)
    if found is None:
        found = Screening(edition_id=file.edition_id, application_id=file.id, person_id=person_id)
        db.session.add(found)
    return found


def _tag(file: Application, tag: str, *, is_on: bool) -> None:
    if not is_on:
        own = (ApplicationTag.application_id == file.id, ApplicationTag.tag == tag)
        db.session.execute(sa.delete(ApplicationTag).where(*own))
    elif tag not in screenings.tags_of(file):
        db.session.add(ApplicationTag(edition_id=file.edition_id, application_id=file.id, tag=tag))
