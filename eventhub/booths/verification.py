"""What `eventhub verify` recomputes of booths: stands given once, ranks without gaps, searches kept whole."""

from collections.abc import Iterator
from itertools import groupby, pairwise

import sqlalchemy as sa

from eventhub.booths.models import AllocationRun, Application, Assignment, Booth
from eventhub.booths.operations.solving import fingerprint
from eventhub.booths.states import LIVING, ApplicationState
from eventhub.database import db
from eventhub.fairs.models import Edition
from eventhub.verification import declare_check

WHOLE = 100


def stands_given_twice() -> Iterator[str]:
    """A sentence for each stand that is given for more than the whole on some day."""
    query = (
        sa.select(Edition.slug, Booth.label, Assignment.starts_on, Assignment.ends_on, Assignment.share)
        .join(Booth, Booth.id == Assignment.booth_id)
        .join(Edition, Edition.id == Assignment.edition_id)
        .where(Assignment.state.in_(LIVING))
        .order_by(Assignment.booth_id, Assignment.starts_on)
    )
    for (slug, label), holds in groupby(db.session.execute(query), key=lambda row: (row.slug, row.label)):
        rows = list(holds)
        for row in rows:
            share = sum(each.share for each in rows if each.starts_on <= row.starts_on <= each.ends_on)
            if share > WHOLE:
                yield f"{slug}: stand {label} is given for {share} % on {row.starts_on}"
                break


def gaps_in_waiting_lists() -> Iterator[str]:
    """A sentence for each waiting list that does not count 1, 2, 3 and so on."""
    query = (
        sa.select(Edition.slug, Application.waiting_rank)
        .join(Edition, Edition.id == Application.edition_id)
        .where(Application.state == ApplicationState.WAITLISTED)
        .order_by(Edition.slug, Application.waiting_rank)
    )
    for slug, rows in groupby(db.session.execute(query), key=lambda row: row.slug):
        ranks = [0, *(row.waiting_rank for row in rows)]
        if any(after != before + 1 for before, after in pairwise(ranks)):
            yield f"{slug}: the waiting list counts {ranks[1:]}"


def searches_changed() -> Iterator[str]:
    """A sentence for each search whose picture of the problem is not the one its fingerprint was taken of."""
    query = (
        sa.select(Edition.slug, AllocationRun.number, AllocationRun.instance, AllocationRun.instance_hash)
        .join(Edition, Edition.id == AllocationRun.edition_id)
        .where(AllocationRun.instance_hash.is_not(None))
        .order_by(AllocationRun.id)
        .execution_options(yield_per=20)
    )
    for slug, number, instance, kept in db.session.execute(query):
        if instance is None or fingerprint(instance) != kept:
            yield f"{slug}: search {number} no longer holds what it was given"


declare_check("pictures of searches", searches_changed)
declare_check("stands given twice", stands_given_twice)
declare_check("waiting lists", gaps_in_waiting_lists)
