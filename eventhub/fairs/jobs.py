"""Work that comes back: ready fairs open on their first day."""

from eventhub import clock
from eventhub.fairs import operations
from eventhub.recurring import declare_task


def begin_fairs() -> None:
    """Open the fairs whose day has come, by their own clock."""
    operations.begin_due(clock.now())


declare_task("fairs:begin", begin_fairs, seconds=300)
