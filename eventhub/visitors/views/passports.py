"""The visitor's passport: stamps by theme, favourites, questions, meetings, draws."""

from typing import Any

from flask import Blueprint, abort, flash, g, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from eventhub import clock
from eventhub.accounts.limits import limited_by_address
from eventhub.cooperatives.queries import phones_shown
from eventhub.errors import DomainError
from eventhub.fairs.models import Edition
from eventhub.fairs.permissions import Permission as FairPermission
from eventhub.permissions import open_to_all, requires
from eventhub.visitors import cards, phrases, prize_draw, queries, seat_phrases, stamps
from eventhub.visitors.forms.stands import BadgeCodeForm
from eventhub.visitors.meeting import OPEN, MeetingState, may_move
from eventhub.visitors.models import Badge, Meeting, PrizeDraw
from eventhub.visitors.operations import meetings, passports
from eventhub.visitors.queries.seats import Offer, offers_of
from eventhub.visitors.stands import exhibits_of
from eventhub.visitors.views.passport_cookie import give, held_passport, new_passport, way_back
from eventhub.web.forms import Form
from eventhub.web.pages import go, page

HOME = "/e/<edition>/passport"
OWN_BADGE = "a badge's page has an address that only its bearer was given"


def add_to(blueprint: Blueprint) -> None:
    """Add these pages."""
    for rule, view, methods in (
        (HOME, show_passport, ["GET"]),
        (f"{HOME}/badge", show_badge_to_phone, ["POST"]),
        (f"{HOME}/favourites.vcf", favourite_cards, ["GET"]),
        (f"{HOME}/meetings/<meeting>", answer_meeting, ["POST"]),
        ("/e/<edition>/draws/<draw>", show_draw, ["GET"]),
        ("/badge/<badge>/collect", collect_here, ["POST"]),
    ):
        blueprint.add_url_rule(rule, view_func=view, methods=methods)


@requires(FairPermission.SEE_EDITION, of="edition")
def show_passport(edition: Edition, form: BadgeCodeForm | None = None) -> Any:
    """All this browser collected at a fair."""
    passport = held_passport()
    collected = queries.collected(edition.id, passport)
    exhibits = exhibits_of(edition.id)
    sectors = {booth: exhibit.sector for exhibit in exhibits for booth in exhibit.booth_ids}
    themes = queries.themes_of(edition.id)
    pages = stamps.progress(themes, sectors, collected.stamped)
    badge = queries.badge_of_passport(edition.id, passport)
    draws = queries.draws_of(edition.id)
    carried = queries.tickets_carried(badge)
    vote = queries.vote_of_badge(badge)
    response = page(
        "visitors/passport.html",
        form or BadgeCodeForm(formdata=None),
        edition=edition,
        collected=collected,
        pages=pages,
        pictures={sector: each.picture for each in reversed(themes) for sector in each.sectors},
        stamped=[each for each in exhibits if collected.stamped.intersection(each.booth_ids)],
        liked=[each for each in exhibits if collected.liked.intersection(each.booth_ids)],
        stands=len(exhibits),
        badge=badge,
        voted=[each for each in exhibits if vote and vote.booth_id in each.booth_ids],
        draws=[(draw, _ticket(draw, badge, carried), _is_in(draw, collected, pages)) for draw in draws],
        seats=_seats(edition, badge),
        seat_words=seat_phrases,
        questions=queries.questions_of_passport(edition.id, passport),
        meetings=queries.meetings_of_passport(edition.id, passport),
        meeting_words=phrases.MEETINGS,
        meeting_kinds=phrases.MEETING_KINDS,
        may_cancel=OPEN,
        is_over=edition.is_over_on(clock.today(edition.zone)),
    )
    response.headers["Cache-Control"] = "private, no-cache"
    g.needs_wasm = badge is None  # its camera reads the badge
    return response


def _seats(edition: Edition, badge: Badge | None) -> list[Offer]:
    """What the badge has of sessions."""
    offers = offers_of(edition.sessions, badge, clock.now()) if badge else []
    return [offer for offer in offers if offer.seat is not None]


def _ticket(draw: PrizeDraw, badge: Badge | None, carried: dict[int, str]) -> str | None:
    if draw.id in carried:
        return carried[draw.id]
    return prize_draw.ticket_of(draw.public_id, badge.code) if badge else None


def _is_in(draw: PrizeDraw, collected: Any, pages: Any) -> bool:
    return stamps.takes_part(len(collected.stamped), draw.least_stamps, pages)


@requires(FairPermission.SEE_EDITION, of="edition")
@limited_by_address
def show_badge_to_phone(edition: Edition) -> Any:
    """Say whose badge it is: the phone collects for it from now on."""
    form = BadgeCodeForm()
    passport = held_passport() or new_passport()
    shown = form.attempt(
        lambda: passports.show_badge_to(edition, form.code.data or "", passport, clock.now())
    )
    if not shown:
        return show_passport(edition=edition, form=form)
    flash(_("This phone collects for your badge now."), "ok")
    passport_page = url_for("visitors.show_passport", edition=edition.slug)
    response = go(way_back(edition.slug, clock.now()) or passport_page)
    give(response, passport)
    return response


@open_to_all(OWN_BADGE)
def collect_here(badge: Badge) -> Response:
    """The badge's own page brings it, with its stamps, to this phone."""
    form, passport = Form(), held_passport() or new_passport()
    slug = badge.registration.edition.slug
    back = None
    if form.attempt(lambda: passports.bring_badge_to(badge, passport, clock.now())):
        flash(_("This phone collects for your badge now."), "ok")
        back = way_back(slug, clock.now())
    elif form.refusal:
        flash(form.refusal.message, "no")
    response = go(back or url_for("visitors.show_passport", edition=slug))
    give(response, passport)
    return response


@requires(FairPermission.SEE_EDITION, of="edition")
def favourite_cards(edition: Edition) -> Response:
    """The exhibitors one likes, for the phone's address book: what the public directory shows."""
    liked = queries.collected(edition.id, held_passport()).liked
    chosen = [each for each in exhibits_of(edition.id) if liked.intersection(each.booth_ids)]
    phones = phones_shown(each.cooperative_id for each in chosen)
    text = "".join(
        cards.vcard(
            str(each.name),
            phone=phones.get(each.cooperative_id),
            organization=str(each.name),
            note=_("%(fair)s, stand %(label)s", fair=edition.name, label=each.label),
            url=url_for("visitors.show_stand", code=each.codes[0], _external=True),
        )
        for each in chosen
    )
    return cards.answer(text, f"{edition.slug}.vcf")


@requires(FairPermission.SEE_EDITION, of="edition")
def answer_meeting(edition: Edition, meeting: Meeting) -> Response:
    """Whoever asked accepts the stand's time, or cancels; anybody else finds nothing here."""
    if meeting.passport != held_passport():
        abort(404)
    to = request.form.get("to", "")
    form = Form()

    def move() -> Any:
        if to not in (MeetingState.ACCEPTED, MeetingState.CANCELLED) or not may_move(
            meeting.state, to, by_visitor=True
        ):
            raise DomainError("no_such_move", _("The meeting has changed meanwhile. Look at it again."))
        return meetings.move(None, meeting, MeetingState(to), clock.now(), by_visitor=True)

    if form.attempt(move):
        flash(phrases.MEETINGS[MeetingState(meeting.state)], "ok")
    elif form.refusal:
        flash(form.refusal.message, "no")
    return go(url_for("visitors.show_passport", edition=edition.slug) + "#meetings")


@requires(FairPermission.SEE_EDITION, of="edition")
def show_draw(edition: Edition, draw: PrizeDraw) -> Response:
    """A draw as everybody may check it: before, frozen, drawn."""
    passport = held_passport()
    badge = queries.badge_of_passport(edition.id, passport)
    carried = queries.tickets_carried(badge)
    themes, sectors = queries.themes_of(edition.id), queries.sectors_by_booth(edition.id)
    words = [each["word"] for each in draw.witnesses or ()]
    is_open = draw.winners is not None
    faults = list(prize_draw.faults_of(draw)) if is_open else []
    return page(
        "visitors/draw.html",
        edition=edition,
        draw=draw,
        ticket=_ticket(draw, badge, carried),
        is_carried=draw.id in carried,
        key=prize_draw.key_of(draw.seed, draw.entries_digest or "", words) if is_open else None,
        faults=faults,
        following=prize_draw.following(draw) if is_open and not faults else [],
        states=phrases.DRAWS,
        pages=stamps.progress(themes, sectors, queries.collected(edition.id, passport).stamped),
    )
