"""Work of judging that comes back or takes long: codes and prints forgotten, papers printed."""

from flask_babel import lazy_gettext as _l

from eventhub import clock
from eventhub.background import job
from eventhub.contests.models import Contest
from eventhub.database import db
from eventhub.judging.models import Judge
from eventhub.judging.operations import phone_voting
from eventhub.judging.papers import binding, diplomas, judges_sheets, letters, thanks, vote_cards
from eventhub.recurring import declare_task


@job(_l("A judge's paper sheets to print"), queue="documents")
def print_sheets(contest_id: int, judge_id: int, language: str) -> None:
    """Make a judge's paper sheets and keep them; a second call finds them kept."""
    contest, judge = db.session.get_one(Contest, contest_id), db.session.get_one(Judge, judge_id)
    judges_sheets.binding_of(contest, language, judge).make(judge_id)


@job(_l("Letters to those who entered ideas, to print"), queue="documents")
def print_letters(contest_id: int, part: int) -> None:
    """Make one part of the letters to entrants and keep it; a second call finds it kept."""
    letters.binding_of(db.session.get_one(Contest, contest_id)).make(part)


@job(_l("Letters about a rectified ranking, to print"), queue="documents")
def print_rectified(contest_id: int, part: int) -> None:
    """Make one part of the letters to those whose place changed; a second call finds it kept."""
    letters.binding_of_changed(db.session.get_one(Contest, contest_id)).make(part)


@job(_l("Certificates of a contest to print"), queue="documents")
def print_certificates(contest_id: int, part: int) -> None:
    """Make one part of the certificates and keep it; a second call finds it kept."""
    diplomas.binding_of(db.session.get_one(Contest, contest_id)).make(part)


@job(_l("Letters of thanks to judges, to print"), queue="documents")
def print_thanks(contest_id: int, part: int) -> None:
    """Make one part of the thanks to judges and keep it; a second call finds it kept."""
    thanks.binding_of(db.session.get_one(Contest, contest_id)).make(part)


@job(_l("Codes of the ideas for the vote of the public, to print"), queue="documents")
def print_vote_cards(contest_id: int, part: int, size: str) -> None:
    """Make one part of the codes to vote with and keep it; a second call finds it kept."""
    vote_cards.binding_of(db.session.get_one(Contest, contest_id), size).make(part)


def forget_codes() -> None:
    """Drop what the vote by phone no longer needs."""
    phone_voting.forget_codes(clock.now())


def forget_prints() -> None:
    """Drop what was printed days ago."""
    binding.forget(clock.now())


declare_task("judging:forget_codes", forget_codes, seconds=3600)
declare_task("judging:forget_prints", forget_prints, seconds=6 * 3600)
