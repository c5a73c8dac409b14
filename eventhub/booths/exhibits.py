"""Who exhibits at a fair, as visitors need it: found by file, fair and person; `eventhub.app` hands it over.

An exhibit is a file that holds a stand (released ones not), under the file's own name in addresses.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

import sqlalchemy as sa
from msgspec import Struct

from eventhub.booths.models import Application, Assignment, Booth
from eventhub.booths.states import LIVING
from eventhub.cooperatives.models import Cooperative, Member
from eventhub.database import db
from eventhub.fairs.models import Edition
from eventhub.fairs.states import ENDED
from eventhub.folding import natural
from eventhub.i18n import Texts


class Exhibit(Struct, frozen=True):
    """An exhibitor at a fair with its stands; `sector` is the file's. A subject for permissions."""

    public_id: str
    edition_id: int
    organizer_id: int
    edition: str
    fair: Texts
    accent: str
    timezone: str
    starts_on: date
    ends_on: date
    opens_at_hour: int
    closes_at_hour: int
    state: str
    cooperative_id: int
    name: Texts
    phone: str | None
    sector: str
    booth_ids: tuple[int, ...]
    labels: tuple[str, ...]
    codes: tuple[str, ...]

    @property
    def label(self) -> str:
        """Its stands as written on the plan: A1, A2."""
        return ", ".join(self.labels)

    def is_over_on(self, day: date) -> bool:
        """Whether its fair is over, closed early or called off."""
        return self.state in ENDED or day > self.ends_on

    @property
    def zone(self) -> ZoneInfo:
        """The fair's clock."""
        return ZoneInfo(self.timezone)


def exhibit_by_id(public_id: str) -> Exhibit | None:
    """The exhibit behind a file's name in addresses."""
    return next(iter(_found(Application.public_id == public_id)), None)


def exhibits_of(edition_id: int) -> Sequence[Exhibit]:
    """Everybody who exhibits at a fair, in the order of stands. One statement."""
    return _found(Application.edition_id == edition_id)


def exhibits_of_person(person_id: int, day: date) -> Sequence[Exhibit]:
    """The exhibits of somebody's cooperatives at fairs that are held on this day."""
    own = sa.select(Member.cooperative_id).where(Member.person_id == person_id)
    held = (Edition.starts_on <= day, Edition.ends_on >= day)
    return _found(Application.cooperative_id.in_(own), *held)


def _found(*conditions: Any) -> list[Exhibit]:
    query = (
        sa.select(
            Application.public_id,
            Application.edition_id,
            Application.organizer_id,
            Edition.slug,
            Edition.name,
            Edition.accent,
            Edition.timezone,
            Edition.starts_on,
            Edition.ends_on,
            Edition.opens_at_hour,
            Edition.closes_at_hour,
            Edition.state,
            Application.cooperative_id,
            Cooperative.name_ar,
            Cooperative.name_latin,
            Cooperative.phone,
            Application.sector,
            Booth.id.label("booth_id"),
            Booth.label,
            Booth.code,
        )
        .join(Edition, Edition.id == Application.edition_id)
        .join(Cooperative, Cooperative.id == Application.cooperative_id)
        .join(Assignment, Assignment.application_id == Application.id)
        .join(Booth, Booth.id == Assignment.booth_id)
        .where(Assignment.state.in_(LIVING), *conditions)
        .order_by(Booth.id, Assignment.id)
    )
    rows = sorted(db.session.execute(query), key=lambda row: natural(row.label))
    return list(_gathered(rows))


def _gathered(rows: Iterable[Any]) -> Iterable[Exhibit]:
    """One exhibit a file, with all its stands."""
    files: dict[str, list[Any]] = {}
    for row in rows:
        files.setdefault(row.public_id, []).append(row)
    for held in files.values():
        first = held[0]
        stands = {row.booth_id: row for row in held}.values()
        yield Exhibit(
            *(first.public_id, first.edition_id, first.organizer_id, first.slug, first.name),
            *(first.accent, first.timezone, first.starts_on, first.ends_on),
            *(first.opens_at_hour, first.closes_at_hour),
            *(first.state, first.cooperative_id),
            name=Texts.of_scripts(first.name_ar, first.name_latin),
            phone=first.phone,
            sector=first.sector,
            booth_ids=tuple(row.booth_id for row in stands),
            labels=tuple(row.label for row in stands),
            codes=tuple(row.code for row in stands),
        )
