"""Work of accounts that comes back: forgetting sessions and links that ended long ago."""

from eventhub import clock
from eventhub.accounts import retention
from eventhub.recurring import declare_task


def forget_ended() -> None:
    """Drop what ended long ago."""
    retention.forget_ended(clock.now())


declare_task("accounts:forget_ended", forget_ended, cron="37 3 * * *")
