"""Reminding of drafts that were not sent, two days before their call closes, once each."""

from datetime import datetime, timedelta

from eventhub.booths import mails
from eventhub.booths.queries import files

BEFORE = timedelta(days=2)


def remind_drafts(at: datetime) -> int:
    """Remind everybody whose draft's call closes within two days, once; gives how many drafts.

    Each draft is marked with its message, in one transaction: running twice reminds once.
    """
    drafts = files.drafts_ending(at, BEFORE)
    for draft in drafts:
        draft.reminded_at = at
        mails.remind(draft)
    return len(drafts)
