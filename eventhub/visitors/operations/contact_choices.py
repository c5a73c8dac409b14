"""The verbs of what a visitor answers every stand beforehand: choose, and take everything back at once.

Here nothing is asked by a stand: that, and the answers one by one, is in `leads`.
"""

from datetime import datetime

import sqlalchemy as sa

from eventhub import audit
from eventhub.database import db
from eventhub.visitors.consenting import Consent
from eventhub.visitors.models import Badge, ContactChoice, Lead
from eventhub.visitors.operations.leads import answer_request, said_of
from eventhub.visitors.queries import contact_choice_of


def choose(
    badge: Badge, choice: str | None, words: str, language: str, at: datetime, by: str = "badge"
) -> None:
    """What the visitor answers every stand: `always`, `never`, or None to be asked each time.

    Kept with the words' version, text, language and moment, and `by` what page (registration, badge). What
    was answered before stays; requests that wait are answered now. The same again changes nothing.
    """
    kept = contact_choice_of(badge)
    if (kept.choice if kept else None) == choice:
        return
    if kept is not None:
        db.session.delete(kept)
        db.session.flush()
    said = said_of(words, language, at, by)
    details = {"choice": choice or "ask", "version": said["version"], "language": language, "by": by}
    audit.record(None, "visitors:contact:chosen", badge.registration, at, **details)
    if choice is None:
        return
    db.session.add(ContactChoice(badge_id=badge.id, choice=choice, said=said, created_at=at))
    is_yes = choice == "always"
    for lead in _leads(badge, Consent.ASKED):
        answer_request(None, lead, Consent.GIVEN if is_yes else Consent.REFUSED, said if is_yes else None, at)


def withdraw(badge: Badge, at: datetime) -> int:
    """No stand has the contact any more, and each must ask from now on; gives how many had it.

    Twice is as once. What those stands wrote goes with it: see `leads.answer_request`.
    """
    kept = contact_choice_of(badge)
    if kept is not None and kept.choice == "always":
        db.session.delete(kept)
        details = {"version": kept.said.get("version", ""), "language": kept.said.get("language", "")}
        audit.record(None, "visitors:contact:withdrawn", badge.registration, at, **details)
    given = _leads(badge, Consent.GIVEN)
    for lead in given:
        answer_request(None, lead, Consent.WITHDRAWN, None, at)
    return len(given)


def _leads(badge: Badge, consent: Consent) -> list[Lead]:
    return list(db.session.scalars(sa.select(Lead).where(Lead.badge_id == badge.id, Lead.consent == consent)))
