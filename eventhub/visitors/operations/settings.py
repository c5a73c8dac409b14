"""The verb of how an edition asks its visitors."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from eventhub import audit
from eventhub.database import db
from eventhub.fairs.models import Edition
from eventhub.visitors import queries
from eventhub.visitors.models import RegistrationSetting


def save_setting(
    actor: Any, edition: Edition, questions: Sequence[str], at: datetime, *, is_open: bool
) -> RegistrationSetting:
    """Say which further questions visitors are asked, and whether they may register online."""
    row = queries.setting_of(edition)
    row.questions, row.is_open = list(questions), is_open
    db.session.add(row)
    db.session.flush()
    audit.record(actor, "visitors:setting:saved", edition, at)
    return row
