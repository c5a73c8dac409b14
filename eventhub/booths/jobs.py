"""Work of booths that happens later: allocating, and ending offers nobody answered."""

from typing import Any

from eventhub import clock, transaction
from eventhub.background import job
from eventhub.booths.models import AllocationRun
from eventhub.booths.operations import offers, running, solving
from eventhub.booths.operations.solving import Course
from eventhub.booths.states import RunState
from eventhub.database import db
from eventhub.errors import DomainError
from eventhub.recurring import declare_task


@job()
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
        found = solving.search(problem.instance, seed, course)
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


@job()
def expire_offers() -> None:
    """End the offers whose time is over; the next in line get them."""
    offers.expire_due(clock.now())


@job()
def remind_of_offers() -> None:
    """Remind of the offers that end soon, once each."""
    offers.remind_due(clock.now())


declare_task("booths:remind_of_offers", remind_of_offers, seconds=300)
declare_task("booths:expire_offers", expire_offers, seconds=60)
