"""One thing done to many files: shown before it is done, undone while nobody outside has read it.

A decision stays inside for some minutes; then `publish` tells the applicants. Each part of the work looks at
its files again, under their lock: what was shown and no longer fits is skipped with its reason, never forced.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa
from flask_babel import lazy_gettext as _l

from eventhub import audit
from eventhub.booths import bulk as plan
from eventhub.booths.bulk import AT_ONCE, MOST_AT_ONCE, Facts, Skip
from eventhub.booths.models import Application, BulkAction
from eventhub.booths.operations import publishing_bulk
from eventhub.booths.operations.bulk_effects import apply_to, put_back
from eventhub.booths.queries import bulk_reads
from eventhub.booths.states import BULK_MOVES, UNDO_MINUTES, BulkState, BulkVerb
from eventhub.database import db
from eventhub.errors import DomainError
from eventhub.fairs.models import Edition

UNDO_FOR = timedelta(minutes=UNDO_MINUTES)


def prepare(
    actor: Any,
    edition: Edition,
    verb: str,
    arguments: Mapping[str, Any],
    ids: Sequence[int],
    *,
    back: str = "",
) -> BulkAction:
    """Keep what was chosen, to be looked at before it is done; nothing else changes.

    `arguments` are {reason, note} for ineligible, {part, what} for complete, {person_id} for assign, {tier},
    {tag}. `back` is the query of the list it came from. Raises nothing_chosen, too_many.
    """
    if not ids:
        raise DomainError("nothing_chosen", _l("Tick the files first."), field="ids")
    if len(ids) > MOST_AT_ONCE:
        raise DomainError(
            "too_many", _l("At most %(n)d files at once: narrow the filter.", n=MOST_AT_ONCE), field="ids"
        )
    row = BulkAction(
        edition_id=edition.id,
        organizer_id=edition.organizer_id,
        actor_id=actor.id,
        verb=BulkVerb(verb),
        arguments=dict(arguments),
        chosen=list(ids),
        back=back[:600],
    )
    db.session.add(row)
    db.session.flush()
    return row


def argue(bulk: BulkAction, arguments: Mapping[str, Any]) -> BulkAction:
    """Say what the verb needs to know, before it is done; afterwards nothing changes any more."""
    _lock(bulk)
    if bulk.state == BulkState.PREPARED:
        bulk.arguments = dict(arguments)
    return bulk


def looked_through(bulk: BulkAction, files: Sequence[Application]) -> list[tuple[Application, Skip | None]]:
    """What would happen to each of these files: None when it would be done, else why not."""
    facts = bulk_reads.facts_of(bulk, files)
    return [
        (
            file,
            plan.skip(bulk.verb, bulk.arguments, file, facts.get(file.id, Facts()), file.call.questions),
        )
        for file in files
    ]


def begin(actor: Any, bulk: BulkAction, at: datetime) -> BulkAction:
    """Do it, or its first part when there are many (`carry_on` does the others). Twice is once.

    Raises no_arguments.
    """
    _lock(bulk)
    if bulk.state != BulkState.PREPARED:
        return bulk
    if bulk.verb != BulkVerb.ELIGIBLE and not bulk.arguments:
        raise DomainError("no_arguments", _l("Fill in what it needs first."))
    bulk.state = BulkState.RUNNING
    audit.record(actor, "booths:bulk:begun", bulk, at, verb=bulk.verb, files=len(bulk.chosen))
    return carry_on(bulk, at)


def carry_on(bulk: BulkAction, at: datetime) -> BulkAction:
    """Do the next part; after the last one it is done, and can be undone for some minutes."""
    _lock(bulk)
    if bulk.state != BulkState.RUNNING:
        return bulk
    part = bulk.chosen[bulk.looked_at : bulk.looked_at + AT_ONCE]
    files = bulk_reads.locked_files(bulk.edition_id, part)
    before, skipped = dict(bulk.before), dict(bulk.skipped)
    for file, reason in looked_through(bulk, files):
        if reason is None:
            before[str(file.id)] = apply_to(bulk, file, at)
        else:
            skipped[str(file.id)] = reason.value
    found = {file.id for file in files}
    skipped |= {str(each): Skip.GONE.value for each in part if each not in found}
    bulk.before, bulk.skipped = before, skipped
    if bulk.looked_at >= len(bulk.chosen):
        bulk.state, bulk.done_at, bulk.undo_until = BulkState.DONE, at, at + UNDO_FOR
        audit.record(None, "booths:bulk:done", bulk, at, done=len(before), skipped=len(skipped))
    db.session.flush()
    return bulk


def undo(actor: Any, bulk: BulkAction, at: datetime) -> int:
    """Put every file back as it was; gives how many. A file that went on meanwhile is left. Twice is once.

    Raises too_late once the time is over: the applicants have read it.
    """
    _lock(bulk)
    if bulk.state == BulkState.UNDONE:
        return 0
    if bulk.state != BulkState.DONE or bulk.undo_until is None or at >= bulk.undo_until:
        raise DomainError("too_late", _l("The time to undo it is over. Change the files one by one instead."))
    files = bulk_reads.locked_files(bulk.edition_id, [int(each) for each in bulk.before])
    count = sum(put_back(bulk, file, actor, at) for file in files)
    bulk.state = BulkState.UNDONE
    audit.record(actor, "booths:bulk:undone", bulk, at, files=count)
    db.session.flush()
    return count


def publish(bulk: BulkAction, at: datetime) -> int:
    """Let the applicants read what was decided, and tell those who must do something; gives how many.

    Only when the time to undo is over; twice is once.
    """
    _lock(bulk)
    is_due = bulk.state == BulkState.DONE and bulk.undo_until is not None and at >= bulk.undo_until
    if not is_due or BulkVerb(bulk.verb) not in BULK_MOVES:
        return 0
    files = bulk_reads.locked_files(bulk.edition_id, [int(each) for each in bulk.before])
    count = sum(publishing_bulk.tell(bulk, file, at) for file in files)
    bulk.state = BulkState.PUBLISHED
    audit.record(None, "booths:bulk:published", bulk, at, files=count)
    db.session.flush()
    return count


def _lock(bulk: BulkAction) -> None:
    db.session.flush()
    db.session.execute(sa.select(BulkAction.id).where(BulkAction.id == bulk.id).with_for_update())
    db.session.refresh(bulk)
