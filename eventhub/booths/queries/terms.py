"""What an edition holds its exhibitors to; where nothing was written yet, the usual delays."""

from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa

from eventhub.booths.models import ExhibitorTerms
from eventhub.booths.states import OFFER_HOURS
from eventhub.database import db
from eventhub.fairs.models import Edition
from eventhub.i18n import Texts

USUAL: dict[str, Any] = {
    "offer_hours": OFFER_HOURS,
    "reminder_hours": 12,
    "fair_offer_hours": 2,
    "appeal_days": 7,
    "arrival_hour": 11,
    "most_people": 4,
}


def kept_terms(edition: Edition) -> ExhibitorTerms | None:
    """The edition's own terms, once somebody has written them."""
    return db.session.scalar(sa.select(ExhibitorTerms).where(ExhibitorTerms.edition_id == edition.id))


def terms_of(edition: Edition) -> ExhibitorTerms:
    """The edition's terms, or the usual ones in a row that is not kept."""
    return kept_terms(edition) or ExhibitorTerms(**USUAL)


def offer_ends(edition: Edition, at: datetime, terms: ExhibitorTerms | None = None) -> datetime:
    """When an offer made now ends: a whole hour, so that people can tell it; sooner during the fair."""
    terms = terms or terms_of(edition)
    hours = terms.fair_offer_hours if at >= edition.moments[0] else terms.offer_hours
    end = at + timedelta(hours=hours)
    whole = end.replace(minute=0, second=0, microsecond=0)
    return whole if whole == end else whole + timedelta(hours=1)


def paragraph_for(terms: ExhibitorTerms, state: str) -> Texts:
    """What is added to every message of a decision."""
    return getattr(terms, f"paragraph_{state}", None) or Texts()
