"""Work of judging that comes back: codes sent to phones are forgotten."""

from eventhub import clock
from eventhub.judging.operations import phone_voting
from eventhub.recurring import declare_task


def forget_codes() -> None:
    """Drop what the vote by phone no longer needs."""
    phone_voting.forget_codes(clock.now())


declare_task("judging:forget_codes", forget_codes, seconds=3600)
