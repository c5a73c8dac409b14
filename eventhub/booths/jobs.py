"""Work of booths that happens later: allocating, deciding on many files, ending offers nobody answered."""

from typing import Any

from flask_babel import lazy_gettext as _l

from eventhub import clock, transaction
from eventhub.background import enqueue, job
from eventhub.booths import plan_printing, sign_printing
from eventhub.booths.models import AllocationRun, BulkAction, PaperPart
from eventhub.booths.operations import bulk, offers, printing, reminding, running
from eventhub.booths.operations.solving import Course
from eventhub.booths.queries import plans
from eventhub.booths.states import BULK_MOVES, BulkState, RunState
from eventhub.database import db
from eventhub.errors import DomainError
from eventhub.fairs.models import Edition
from eventhub.recurring import declare_task


@job(_l("A proposal of stands to reckon"))
def allocate(run_id: int) -> None:
    """Search an allocation for as long as its run may, telling how it goes.

    Several short transactions, so that neither database is kept from others while the solver searches. A
    second delivery of the same work finds the run begun and does nothing.
    """
    run = db.session.get_one(AllocationRun, run_id, with_for_update=True)
    if run.state != RunState.WAITING:
        return
    try:
        problem = running.begin(run, clock.now())
        seed, course = run.seed, Course(run.seconds, lambda steps: _hear(run_id, steps))
        transaction.commit()
        found = running.search(problem, seed, course)
        run = db.session.get_one(AllocationRun, run_id, with_for_update=True, populate_existing=True)
        running.finish(run.actor, run, course, found, clock.now())
    except DomainError as error:
        _give_up(run_id, str(error))
    except BaseException:
        _give_up(run_id, "broken")
        raise


def _hear(run_id: int, steps: list[dict[str, Any]]) -> bool:
    is_wanted_to_end = running.hear(run_id, steps, clock.now())
    transaction.commit()
    return is_wanted_to_end


def _give_up(run_id: int, fault: str) -> None:
    transaction.rollback()
    running.fail(db.session.get_one(AllocationRun, run_id), fault, clock.now())
    transaction.commit()


@job(_l("One decision on many applications"))
def carry_on_bulk(bulk_id: int) -> None:
    """Do the next part of something on many files, and ask for the one after it."""
    row = bulk.carry_on(db.session.get_one(BulkAction, bulk_id), clock.now())
    if row.state == BulkState.RUNNING:
        enqueue(carry_on_bulk, row.id)
    else:
        publish_later(row)


@job(_l("Applicants to be told what was decided"))
def publish_bulk(bulk_id: int) -> None:
    """Tell the applicants what was decided, now that it can't be undone any more."""
    bulk.publish(db.session.get_one(BulkAction, bulk_id), clock.now())


def publish_later(row: BulkAction) -> None:
    """Ask for the publication of a decision once the time to undo it is over."""
    if row.state == BulkState.DONE and row.verb in BULK_MOVES:
        enqueue(publish_bulk, row.id, delay=bulk.UNDO_FOR)


@job(_l("Offers of a stand that ran out"))
def expire_offers() -> None:
    """End the offers whose time is over; the next in line get them."""
    offers.expire_due(clock.now())


@job(_l("A plan to print"), queue="documents")
def print_plan(edition_id: int, size: str, language: str) -> None:
    """Print the plan of an edition and keep it; a second call finds it kept."""
    edition = db.session.get_one(Edition, edition_id)
    found = plan_printing.contents(edition)
    if found is not None:
        plan_printing.made(edition, found, size, language)


@job(_l("Signs of stands to print"), queue="documents")
def print_signs(edition_id: int, size: str) -> None:
    """Print the signs of an edition and keep them; a second call finds them kept."""
    edition = db.session.get_one(Edition, edition_id)
    if plans.plan_of(edition) is not None:
        sign_printing.made(edition, plans.board(edition), size)


def forget_prints() -> None:
    """Drop the plans and signs that were printed days ago."""
    plan_printing.forget(clock.now())
    sign_printing.forget(clock.now())


declare_task("booths:forget_prints", forget_prints, seconds=6 * 3600)


@job(_l("Reminders of offers that end soon"))
def remind_of_offers() -> None:
    """Remind of the offers that end soon, once each."""
    offers.remind_due(clock.now())


@job(_l("Papers of exhibitors to print"), queue="documents")
def print_papers(part_id: int) -> None:
    """Make one part of a run of papers; a second call finds it done."""
    printing.print_part(db.session.get_one(PaperPart, part_id), clock.now())


declare_task("booths:remind_of_offers", remind_of_offers, seconds=300)


@job(_l("Reminders of drafts not yet sent"))
def remind_drafts() -> None:
    """Remind of drafts whose call closes within two days, once each."""
    reminding.remind_drafts(clock.now())


declare_task("booths:remind_drafts", remind_drafts, seconds=1800)
declare_task("booths:expire_offers", expire_offers, seconds=60)


@job(_l("Names of people at stands to erase"))
def forget_people() -> None:
    """Erase the names of those at stands when their fair's retention has ended."""
    printing.forget_expired(clock.now())


declare_task("booths:forget_people", forget_people, cron="50 2 * * *")
