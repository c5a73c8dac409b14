"""The verbs of a prize draw: announce it with its seed sealed, freeze the list, draw before witnesses."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from flask_babel import lazy_gettext as _l

from eventhub import audit
from eventhub.database import db
from eventhub.errors import DomainError
from eventhub.fairs.models import Edition
from eventhub.visitors import prize_draw, queries
from eventhub.visitors.models import Badge, CarriedTicket, PrizeDraw
from eventhub.visitors.prize_draw import MOVES, DrawState

LEAST_WITNESSES = 2


def announce(actor: Any, edition: Edition, values: Mapping[str, Any], at: datetime) -> PrizeDraw:
    """Announce a draw: its seed is made and sealed, the seed's digest is public from now on."""
    seed = prize_draw.new_seed()
    row = PrizeDraw(
        edition_id=edition.id,
        organizer_id=edition.organizer_id,
        title=values["title"],
        prizes=list(values["prizes"]),
        least_stamps=values["least_stamps"],
        seed=seed,
        commitment=prize_draw.commitment_of(seed),
        announced_at=at,
        created_at=at,
    )
    db.session.add(row)
    db.session.flush()
    audit.record(actor, "visitors:draw:announced", row, at, commitment=row.commitment)
    return row


def freeze(actor: Any, draw: PrizeDraw, at: datetime) -> PrizeDraw:
    """Close the list: from now on nobody comes in or leaves. Twice is as once. Raises `nobody_yet`."""
    if draw.state != DrawState.ANNOUNCED:
        return draw
    tickets = sorted(prize_draw.ticket_of(draw.public_id, code) for code in queries.full_passports(draw))
    if not tickets:
        raise DomainError("nobody_yet", _l("No badge has enough stamps yet: there is nobody to draw from."))
    draw.entries, draw.entries_digest = tickets, prize_draw.list_digest(tickets)
    _move(draw, DrawState.FROZEN)
    draw.frozen_at = at
    audit.record(actor, "visitors:draw:frozen", draw, at, entries=len(tickets), digest=draw.entries_digest)
    return draw


def draw(actor: Any, draw: PrizeDraw, witnesses: Sequence[Mapping[str, str]], at: datetime) -> PrizeDraw:
    """Draw before witnesses, each given as {name, word}. A draw that was made stays as it is.

    Raises `not_frozen`, `too_few_witnesses`.
    """
    if draw.state == DrawState.DRAWN:
        return draw
    if draw.state != DrawState.FROZEN:
        raise DomainError("not_frozen", _l("Close the list first."))
    seen = [
        {"name": each["name"], "word": each["word"]} for each in witnesses if each["name"] and each["word"]
    ]
    if len({each["name"].casefold() for each in seen}) < LEAST_WITNESSES:
        raise DomainError(
            "too_few_witnesses",
            _l("Name at least two witnesses, each with a word of their own choice."),
            field="witness_1",
        )
    entries, digest = draw.entries or [], draw.entries_digest or ""
    key = prize_draw.key_of(draw.seed, digest, [each["word"] for each in seen])
    draw.witnesses = seen
    draw.winners = prize_draw.drawn(key, entries, len(draw.prizes))
    _move(draw, DrawState.DRAWN)
    draw.drawn_at = at
    audit.record(actor, "visitors:draw:drawn", draw, at, winners=draw.winners)
    return draw


def carry_tickets(badge: Badge, at: datetime) -> None:
    """Before a badge gets a new code: keep its tickets of the draws whose list is closed already.

    A closed list stays as it was published, to the last ticket; the old ticket is the same person's still.
    A ticket that was carried before stays, whatever codes followed.
    """
    query = sa.select(PrizeDraw).where(
        PrizeDraw.edition_id == badge.edition_id, PrizeDraw.state != DrawState.ANNOUNCED
    )
    carried = queries.tickets_carried(badge)
    for draw in db.session.scalars(query.order_by(PrizeDraw.id)):
        ticket = prize_draw.ticket_of(draw.public_id, badge.code)
        if draw.id not in carried and ticket in (draw.entries or ()):
            db.session.add(CarriedTicket(draw_id=draw.id, badge_id=badge.id, ticket=ticket, created_at=at))
    db.session.flush()


def _move(draw: PrizeDraw, to: DrawState) -> None:
    """The only way a draw changes its state."""
    if to not in MOVES[DrawState(draw.state)]:
        raise DomainError("no_such_move", _l("This draw cannot go there from where it is."))
    draw.state = to
