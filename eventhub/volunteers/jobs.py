"""Work of volunteers done later: forgetting when time is up."""

from eventhub.clock import now
from eventhub.recurring import declare_task
from eventhub.volunteers.operations import forget_expired


def forget_volunteers() -> None:
    """Erase the personal data of volunteers of fairs whose retention has ended."""
    forget_expired(now())


declare_task("volunteers:forget_expired", forget_volunteers, cron="50 2 * * *")
