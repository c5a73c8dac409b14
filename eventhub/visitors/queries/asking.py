"""Reads of what an edition asks of its visitors."""

from datetime import date

import sqlalchemy as sa

from eventhub.database import db
from eventhub.fairs.models import Edition
from eventhub.visitors.models import RegistrationSetting
from eventhub.visitors.opening import Opening, opening


def setting_of(edition: Edition) -> RegistrationSetting:
    """How an edition asks: its own setting, or one that asks nothing more and takes everybody."""
    query = sa.select(RegistrationSetting).where(RegistrationSetting.edition_id == edition.id)
    return db.session.scalar(query) or RegistrationSetting(
        edition_id=edition.id, organizer_id=edition.organizer_id, questions=[], is_open=True, taken=0
    )


def opening_of(edition: Edition, day: date) -> Opening:
    """Whether visitors may register online for an edition on a day, and why not."""
    setting = setting_of(edition)
    return opening(
        edition.state,
        is_over=edition.is_over_on(day),
        is_online=setting.is_open,
        is_full=setting.places_left == 0,
    )
