"""Reads of passports: what a phone collected, whose badge it shows, themes and draws."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import islice
from typing import Any

import sqlalchemy as sa
from msgspec import Struct
from sqlalchemy.orm import joinedload

from eventhub.database import db
from eventhub.visitors import prize_draw, stamps
from eventhub.visitors.models import (
    Badge,
    CarriedTicket,
    Counter,
    Meeting,
    PassportBadge,
    PassportTheme,
    PrizeDraw,
    StandQuestion,
    StandVisit,
    Vote,
)
from eventhub.visitors.stands import exhibits_of


class Collected(Struct, frozen=True):
    """What a passport holds of a fair: stands stamped and stands liked, by their number inside."""

    stamped: frozenset[int]
    liked: frozenset[int]


def collected(edition_id: int, passport: str | None) -> Collected:
    """The stamps and favourites of a passport at a fair. One statement."""
    if passport is None:
        return Collected(frozenset(), frozenset())
    rows = db.session.execute(
        sa.select(StandVisit.booth_id, StandVisit.is_stamped, StandVisit.is_favourite).where(
            StandVisit.passport == passport, StandVisit.edition_id == edition_id
        )
    ).all()
    return Collected(
        frozenset(row.booth_id for row in rows if row.is_stamped),
        frozenset(row.booth_id for row in rows if row.is_favourite),
    )


def badge_of_passport(edition_id: int, passport: str | None) -> Badge | None:
    """The badge that was shown to a phone, if it still counts."""
    if passport is None:
        return None
    query = (
        sa.select(Badge)
        .join(PassportBadge, PassportBadge.badge_id == Badge.id)
        .options(joinedload(Badge.registration))
        .where(
            PassportBadge.edition_id == edition_id,
            PassportBadge.passport == passport,
            Badge.revoked_at.is_(None),
        )
    )
    return db.session.scalar(query)


def vote_of_badge(badge: Badge | None) -> Vote | None:
    """What a badge voted for."""
    return db.session.scalar(sa.select(Vote).where(Vote.badge_id == badge.id)) if badge else None


def questions_of_passport(
    edition_id: int, passport: str | None, cooperative_id: int | None = None
) -> Sequence[StandQuestion]:
    """What a passport asked at a fair (or at one stand there), the newest first, with whom it asked."""
    query = (
        sa.select(StandQuestion)
        .options(joinedload(StandQuestion.cooperative))
        .where(StandQuestion.passport == (passport or ""), StandQuestion.edition_id == edition_id)
        .order_by(StandQuestion.id.desc())
        .limit(50)
    )
    if cooperative_id is not None:
        query = query.where(StandQuestion.cooperative_id == cooperative_id)
    return db.session.scalars(query).all()


def meetings_of_passport(edition_id: int, passport: str | None) -> Sequence[Meeting]:
    """The meetings a passport asked for at a fair, the next first."""
    query = (
        sa.select(Meeting)
        .options(joinedload(Meeting.cooperative))
        .where(Meeting.passport == (passport or ""), Meeting.edition_id == edition_id)
        .order_by(Meeting.at, Meeting.id)
        .limit(50)
    )
    return db.session.scalars(query).all()


def themes_of(edition_id: int) -> Sequence[PassportTheme]:
    """The pages of a fair's passport, in order."""
    query = sa.select(PassportTheme).where(PassportTheme.edition_id == edition_id)
    return db.session.scalars(query.order_by(PassportTheme.position, PassportTheme.id)).all()


def theme_of(public_id: str, values: dict[str, Any]) -> PassportTheme | None:
    """A theme of the edition named before it in the address."""
    return db.session.scalar(
        sa.select(PassportTheme).where(
            PassportTheme.public_id == public_id, PassportTheme.edition_id == values["edition"].id
        )
    )


def draws_of(edition_id: int) -> Sequence[PrizeDraw]:
    """The draws of a fair, the newest first."""
    query = sa.select(PrizeDraw).where(PrizeDraw.edition_id == edition_id)
    return db.session.scalars(query.order_by(PrizeDraw.id.desc())).all()


def draw_of(public_id: str, values: dict[str, Any]) -> PrizeDraw | None:
    """A draw of the edition named before it in the address."""
    return db.session.scalar(
        sa.select(PrizeDraw).where(
            PrizeDraw.public_id == public_id, PrizeDraw.edition_id == values["edition"].id
        )
    )


def sectors_by_booth(edition_id: int) -> dict[int, str]:
    """The sector of whoever holds each stand of a fair."""
    return {booth: exhibit.sector for exhibit in exhibits_of(edition_id) for booth in exhibit.booth_ids}


def full_passports(draw: Any) -> list[str]:
    """The codes of badges that take part in a draw: shown to a phone, good, full enough.

    Where gates count, the badge must have come in: stamps alone could be collected at home.
    """
    edition_id = draw.edition_id
    visits: dict[str, set[int]] = defaultdict(set)
    for passport, booth in db.session.execute(
        sa.select(StandVisit.passport, StandVisit.booth_id).where(
            StandVisit.edition_id == edition_id,
            StandVisit.is_stamped,
            StandVisit.passport.in_(
                sa.select(PassportBadge.passport).where(PassportBadge.edition_id == edition_id)
            ),
        )
    ):
        visits[passport].add(booth)
    query = (
        sa.select(PassportBadge.passport, Badge.code)
        .join(Badge, Badge.id == PassportBadge.badge_id)
        .where(PassportBadge.edition_id == edition_id, Badge.revoked_at.is_(None))
    )
    if gates_count(edition_id):
        query = query.where(Badge.first_in_at.is_not(None))
    themes, sectors = themes_of(edition_id), sectors_by_booth(edition_id)
    return [
        code
        for passport, code in db.session.execute(query)
        if _is_full(draw, visits[passport], themes, sectors)
    ]


def _is_full(draw: Any, stands: Iterable[int], themes: Sequence[Any], sectors: dict[int, str]) -> bool:
    found = set(stands)
    return stamps.takes_part(len(found), draw.least_stamps, stamps.progress(themes, sectors, found))


def gates_count(edition_id: int) -> bool:
    """Whether the gates of a fair have counted anybody."""
    query = sa.select(sa.exists().where(Counter.edition_id == edition_id, Counter.scans > 0))
    return bool(db.session.scalar(query))


class PassportFigures(Struct, frozen=True):
    """How many phones collect at a fair, stamps in all, phones that showed a badge."""

    phones: int
    stamps: int
    badges: int


def passport_figures(edition_id: int) -> PassportFigures:
    """The passports of a fair in figures. One statement."""
    badges = sa.select(sa.func.count()).where(PassportBadge.edition_id == edition_id).scalar_subquery()
    row = db.session.execute(
        sa.select(
            sa.func.count(sa.distinct(StandVisit.passport)), sa.func.count(StandVisit.id), badges
        ).where(StandVisit.edition_id == edition_id, StandVisit.is_stamped)
    ).one()
    return PassportFigures(*row)


def tickets_carried(badge: Badge | None) -> dict[int, str]:
    """The tickets a badge kept when its code was replaced, by draw. One statement, none without a badge."""
    if badge is None:
        return {}
    query = sa.select(CarriedTicket.draw_id, CarriedTicket.ticket).where(CarriedTicket.badge_id == badge.id)
    return {row.draw_id: row.ticket for row in db.session.execute(query)}


def draws_carried(badge: Badge) -> Sequence[PrizeDraw]:
    """The draws whose ticket a badge kept when its code was replaced."""
    query = sa.select(PrizeDraw).join(CarriedTicket, CarriedTicket.draw_id == PrizeDraw.id)
    return db.session.scalars(query.where(CarriedTicket.badge_id == badge.id).order_by(PrizeDraw.id)).all()


class Winner(Struct, frozen=True):
    """A ticket of a draw and its badge; `prize` is empty for one that is only next in the order.

    `is_carried`: the badge got a new code after the list was closed, and kept the ticket.
    """

    prize: str
    ticket: str
    badge: Badge | None
    is_carried: bool = False

    @property
    def is_gone(self) -> bool:
        """Whether nobody can be given the prize: the badge was cancelled or erased since."""
        return self.badge is None or self.badge.revoked_at is not None


def winners_of(draw: PrizeDraw) -> list[Winner]:
    """The winners with their badges, and as many of the next in the order as prizes can't be handed out.

    For the organizer, who hands the prizes out. One statement.
    """
    if not draw.winners:
        return []
    carried = sa.and_(CarriedTicket.badge_id == Badge.id, CarriedTicket.draw_id == draw.id)
    query = (
        sa.select(Badge, CarriedTicket.ticket)
        .join(PassportBadge, PassportBadge.badge_id == Badge.id)
        .outerjoin(CarriedTicket, carried)
        .options(joinedload(Badge.registration))
        .where(PassportBadge.edition_id == draw.edition_id)
    )
    found = {
        ticket or prize_draw.ticket_of(draw.public_id, badge.code): (badge, ticket is not None)
        for badge, ticket in db.session.execute(query)
    }
    nobody = (None, False)
    won = [
        Winner(prize, ticket, *found.get(ticket, nobody))
        for prize, ticket in zip(draw.prizes, draw.winners, strict=False)
    ]
    free = sum(each.is_gone for each in won)
    order = prize_draw.in_order(draw)[len(draw.winners) :] if free else []
    following = (Winner("", ticket, *found.get(ticket, nobody)) for ticket in order)
    return [*won, *islice((each for each in following if not each.is_gone), free)]
