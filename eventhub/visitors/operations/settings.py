"""The verb of how an edition asks its visitors."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from eventhub import audit
from eventhub.database import db
from eventhub.fairs.models import Edition
from eventhub.i18n import Texts
from eventhub.visitors import queries
from eventhub.visitors.models import RegistrationSetting
from eventhub.visitors.operations import places as places_taken


def save_setting(
    actor: Any,
    edition: Edition,
    questions: Sequence[str],
    at: datetime,
    *,
    is_open: bool,
    places: int | None = None,
    when_full: Texts | None = None,
) -> RegistrationSetting:
    """Say which further questions visitors are asked, whether and how many may register online.

    Fewer `places` than are taken close the registration; who has a badge keeps it.
    """
    if places is not None:
        places_taken.lock(edition)
    row = queries.setting_of(edition)
    row.questions, row.is_open = list(questions), is_open
    row.places, row.when_full = places, when_full
    db.session.add(row)
    db.session.flush()
    places_taken.recount(edition.id)
    audit.record(actor, "visitors:setting:saved", edition, at)
    return row
