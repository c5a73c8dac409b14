"""Work of booths that happens later: allocating, and ending offers nobody answered."""

from eventhub import clock
from eventhub.accounts.models import Person
from eventhub.background import job
from eventhub.booths.models import PaperPart
from eventhub.booths.operations import allocating, offers, printing
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


@job()
def remind_of_offers() -> None:
    """Remind of the offers that end soon, once each."""
    offers.remind_due(clock.now())


@job(queue="documents")
def print_papers(part_id: int) -> None:
    """Make one part of a run of papers; a second call finds it done."""
    printing.print_part(db.session.get_one(PaperPart, part_id), clock.now())


declare_task("booths:remind_of_offers", remind_of_offers, seconds=300)
declare_task("booths:expire_offers", expire_offers, seconds=60)


@job()
def forget_people() -> None:
    """Erase the names of those at stands when their fair's retention has ended."""
    printing.forget_expired(clock.now())


declare_task("booths:forget_people", forget_people, cron="50 2 * * *")
