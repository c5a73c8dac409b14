"""What juries keep about a person, and how they forget: ties go, marks stay with their seat (law 09-08)."""

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from eventhub.accounts.personal import declare_personal
from eventhub.database import db
from eventhub.judging.models import Judge, PaperEntry


def _seats(person: Any) -> list[Judge]:
    query = sa.select(Judge).where(Judge.person_id == person.id).order_by(Judge.id)
    return list(db.session.scalars(query.options(joinedload(Judge.contest))))


def collect(person: Any) -> list[dict[str, Any]]:
    """The juries a person sat on and what they told of themselves; JSON-ready."""
    return [
        {
            "contest": seat.contest.slug,
            "role": seat.role,
            "expertise": seat.expertise,
            "family_names": seat.family_names,
            "employer": seat.employer,
            "commune": seat.commune_code,
        }
        for seat in _seats(person)
    ]


def forget_ties(seat: Judge) -> None:
    """What a judge told of relatives, employer and commune, once nothing is compared with it any more."""
    seat.family_names, seat.employer, seat.commune_code = [], None, None


def forget(person: Any, at: datetime) -> None:
    """Their ties and the trace of papers they typed; what was judged stays, for those who entered."""
    del at
    for seat in _seats(person):
        forget_ties(seat)
    db.session.execute(sa.delete(PaperEntry).where(PaperEntry.person_id == person.id))
    db.session.flush()


declare_personal("juries", collect, forget)
