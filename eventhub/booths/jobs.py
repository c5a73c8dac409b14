"""Work of booths that happens later: allocating, deciding on many files, ending offers nobody answered."""

from eventhub import clock
from eventhub.accounts.models import Person
from eventhub.background import enqueue, job
from eventhub.booths.models import BulkAction
from eventhub.booths.operations import allocating, bulk, offers
from eventhub.booths.states import BULK_MOVES, BulkState
from eventhub.database import db
from eventhub.fairs.models import Edition
from eventhub.recurring import declare_task

SECONDS = 30
"""How long the solver may search for a large fair."""


@job()
def allocate(edition_id: int, actor_id: int | None) -> None:
    """Allocate the stands of an edition."""
    actor = db.session.get(Person, actor_id) if actor_id else None
    allocating.allocate(actor, db.session.get_one(Edition, edition_id), clock.now(), seconds=SECONDS)


@job()
def carry_on_bulk(bulk_id: int) -> None:
    """Do the next part of something on many files, and ask for the one after it."""
    row = bulk.carry_on(db.session.get_one(BulkAction, bulk_id), clock.now())
    if row.state == BulkState.RUNNING:
        enqueue(carry_on_bulk, row.id)
    else:
        publish_later(row)


@job()
def publish_bulk(bulk_id: int) -> None:
    """Tell the applicants what was decided, now that it can't be undone any more."""
    bulk.publish(db.session.get_one(BulkAction, bulk_id), clock.now())


def publish_later(row: BulkAction) -> None:
    """Ask for the publication of a decision once the time to undo it is over."""
    if row.state == BulkState.DONE and row.verb in BULK_MOVES:
        enqueue(publish_bulk, row.id, delay=bulk.UNDO_FOR)


@job()
def expire_offers() -> None:
    """End the offers whose time is over; the next in line get them."""
    offers.expire_due(clock.now())


declare_task("booths:expire_offers", expire_offers, seconds=60)
