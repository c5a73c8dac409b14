"""Work of judging that comes back or takes long: codes and prints forgotten, sheets printed."""

from eventhub import clock
from eventhub.background import job
from eventhub.contests.models import Contest
from eventhub.database import db
from eventhub.judging.models import Judge
from eventhub.judging.operations import phone_voting
from eventhub.judging.papers import binding
from eventhub.recurring import declare_task


@job(queue="documents")
def print_sheets(contest_id: int, judge_id: int, language: str) -> None:
    """Make a judge's paper sheets and keep them; a second call finds them kept."""
    binding.make(db.session.get_one(Contest, contest_id), language, db.session.get_one(Judge, judge_id))


def forget_codes() -> None:
    """Drop what the vote by phone no longer needs."""
    phone_voting.forget_codes(clock.now())


def forget_prints() -> None:
    """Drop the paper sheets that were printed days ago."""
    binding.forget(clock.now())


declare_task("judging:forget_codes", forget_codes, seconds=3600)
declare_task("judging:forget_prints", forget_prints, seconds=6 * 3600)
