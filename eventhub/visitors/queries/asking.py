"""Reads of what an edition asks of its visitors."""

import sqlalchemy as sa

from eventhub.database import db
from eventhub.fairs.models import Edition
from eventhub.visitors.models import RegistrationSetting


def setting_of(edition: Edition) -> RegistrationSetting:
    """How an edition asks: its own setting, or one that asks nothing more and takes everybody."""
    query = sa.select(RegistrationSetting).where(RegistrationSetting.edition_id == edition.id)
    return db.session.scalar(query) or RegistrationSetting(
        edition_id=edition.id, organizer_id=edition.organizer_id, questions=[], is_open=True
    )
