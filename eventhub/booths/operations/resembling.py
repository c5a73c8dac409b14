"""Finding files that may be the same exhibitor's, and remembering that two are not."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from eventhub import audit
from eventhub.booths.models import Application, Resemblance, ResemblanceKey
from eventhub.booths.queries import resemblances as reads
from eventhub.booths.queries.resemblances import Pair
from eventhub.booths.resemblance import Identity, keys_of, reasons
from eventhub.database import db, insert_rows
from eventhub.fairs.models import Edition


def look_at(application: Application, at: datetime) -> None:
    """Compare a file that was just sent with those that share a key with it; a few statements."""
    known = reads.identities(application.edition_id, [application.id])
    if application.id not in known:
        return
    own = sorted(keys_of(known[application.id]))
    _forget_keys(ResemblanceKey.application_id == application.id)
    _keep_keys(application.edition_id, {application.id: own})
    shared = reads.sharing_with(application, own)
    others = [each for pair in shared for each in pair if each != application.id]
    known |= reads.identities(application.edition_id, others) if others else {}
    stored = {(pair.one_id, pair.other_id) for pair in reads.pairs_of(application)}
    _keep_pairs(application.edition_id, shared, known, stored, at)


def look_again(edition: Edition, at: datetime) -> int:
    """Compare all files of an edition anew: profiles may have changed. Gives how many pairs are unsettled.

    What was dismissed stays so; a pair that nothing supports any more and nobody looked at is dropped.
    """
    known = reads.identities(edition.id)
    _forget_keys(ResemblanceKey.edition_id == edition.id)
    _keep_keys(edition.id, {file_id: sorted(keys_of(identity)) for file_id, identity in known.items()})
    shared = reads.sharing(edition.id)
    stored = reads.pairs_in(edition.id)
    for pair, row in stored.items():
        still = _reasons(pair, shared.get(pair, set()), known)
        if still:
            row.reasons = still
        elif row.dismissed_at is None:
            db.session.delete(row)
    _keep_pairs(edition.id, shared, known, set(stored), at)
    db.session.flush()
    return reads.unsettled(edition)


def dismiss(actor: Any, pair: Resemblance, application: Application, at: datetime) -> Resemblance:
    """These two are not the same: remember it. Twice is once."""
    if pair.dismissed_at is None:
        pair.dismissed_at, pair.dismissed_by_id = at, actor.id
        other = pair.other_id if pair.one_id == application.id else pair.one_id
        audit.record(actor, "booths:application:not_a_duplicate", application, at, other=other)
    return pair


def _forget_keys(condition: Any) -> None:
    db.session.flush()
    db.session.execute(sa.delete(ResemblanceKey).where(condition))


def _keep_keys(edition_id: int, keys: Mapping[int, list[str]]) -> None:
    rows = [
        {"edition_id": edition_id, "key": key, "application_id": file_id}
        for file_id, own in keys.items()
        for key in own
    ]
    insert_rows(ResemblanceKey, rows)


def _keep_pairs(
    edition_id: int,
    shared: Mapping[Pair, set[str]],
    known: Mapping[int, Identity],
    stored: set[Pair],
    at: datetime,
) -> None:
    for pair, keys in sorted(shared.items()):
        found = _reasons(pair, keys, known)
        if found and pair not in stored:
            one, other = pair
            db.session.add(
                Resemblance(edition_id=edition_id, one_id=one, other_id=other, reasons=found, created_at=at)
            )


def _reasons(pair: Pair, keys: set[str], known: Mapping[int, Identity]) -> list[str]:
    one, other = (known.get(each) for each in pair)
    return reasons(keys, one, other) if one is not None and other is not None else []
