"""Work of booths that happens later: allocating, and ending offers nobody answered."""

from eventhub import clock
from eventhub.accounts.models import Person
from eventhub.background import job
from eventhub.booths import plan_printing
from eventhub.booths.operations import allocating, offers
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
def expire_offers() -> None:
    """End the offers whose time is over; the next in line get them."""
    offers.expire_due(clock.now())


@job(queue="documents")
def print_plan(edition_id: int, size: str, language: str) -> None:
    """Print the plan of an edition and keep it; a second call finds it kept."""
    edition = db.session.get_one(Edition, edition_id)
    found = plan_printing.contents(edition)
    if found is not None:
        plan_printing.made(edition, found, size, language)


declare_task("booths:expire_offers", expire_offers, seconds=60)
