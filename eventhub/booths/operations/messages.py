"""What happens to messages after they were composed, and writing to many at once."""

from datetime import datetime
from typing import Any

from eventhub.booths.models import ApplicationMessage


def note_opened(actor: Any, message: ApplicationMessage, at: datetime) -> None:
    """Note who first opened a text ready for WhatsApp; opening it again changes nothing."""
    if message.opened_at is None:
        message.opened_at, message.opened_by_id = at, actor.id
