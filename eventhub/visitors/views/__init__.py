"""Pages of visitors; a file for each matter.

This module knows them all, the names of addresses (loaders), and where other features show visitors.
"""

from typing import Any

from flask import Blueprint, Flask, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext

from eventhub import clock
from eventhub.accounts.desk import declare_desk
from eventhub.fairs import links, overview, sections, session_seams
from eventhub.fairs.models import Edition
from eventhub.fairs.states import ENDED, EditionState
from eventhub.i18n import number
from eventhub.visitors import codes, desk_cards, queries
from eventhub.visitors.crowd import Fullness
from eventhub.visitors.operations import seats as seat_verbs
from eventhub.visitors.permissions import Permission
from eventhub.visitors.queries.seats import seat_of_session, session_of_badge
from eventhub.visitors.stands import exhibit_by_id
from eventhub.visitors.views import (
    contacts,
    desk,
    doors,
    exhibiting,
    files,
    gates,
    guests,
    layouts,
    leads,
    lists,
    own,
    passport_work,
    passports,
    prints,
    public,
    reception,
    seat_lists,
    seats,
    settings,
    stand_work,
    stands,
    visits,
    watching,
)
from eventhub.web.loading import loads

blueprint = Blueprint("visitors", __name__)
for part in (
    contacts,
    desk,
    doors,
    exhibiting,
    files,
    gates,
    guests,
    layouts,
    leads,
    lists,
    own,
    passport_work,
    passports,
    prints,
    public,
    reception,
    seat_lists,
    seats,
    settings,
    stand_work,
    stands,
    visits,
    watching,
):
    part.add_to(blueprint)
BLUEPRINTS = (blueprint,)

loads("visitor", queries.registration_of)
loads("gate", queries.gate_of)
loads("device", queries.device_of)
loads("run", queries.run_of)
loads("irregular", queries.irregular_scan)
loads("visitor_import", queries.import_of)
loads("guest", queries.guest_of)
loads("badge_layout", queries.layout_of)
loads("badge", queries.badge_by_public_id)
loads("exhibit", exhibit_by_id)
loads("question", queries.question_of)
loads("lead", queries.lead_of)
loads("meeting", queries.meeting_of)
loads("theme", queries.theme_of)
loads("draw", queries.draw_of)
loads("seat", seat_of_session)
loads("badge_session", session_of_badge)


def configure(app: Flask) -> None:
    """Take a place in the fair's pages: sections, public links, the overview."""
    app.add_template_filter(codes.hinted, "hinted")
    sections.declare_section(40, "visitors.list_visitors", "users", _l("Visitors"), Permission.LIST_VISITORS)
    for order, endpoint, sign, text, permission in (
        (41, "visitors.desk", "ticket", _l("Desk"), Permission.ADD_VISITOR),
        (42, "visitors.list_guests", "star", _l("Guests"), Permission.MANAGE_GUESTS),
        (43, "visitors.protocol", "bell", _l("Protocol"), Permission.RECEIVE_GUESTS),
        (44, "visitors.print_badges", "print", _l("Badges"), Permission.PRINT_BADGES),
    ):
        sections.declare_section(order, endpoint, sign, text, permission, within="visitors.list_visitors")
    sections.declare_section(50, "visitors.see_gates", "gate-in", _l("Gates"), Permission.SEE_GATES)
    for order, endpoint, sign, text, permission in (
        (45, "visitors.see_stands", "stamp", _l("Visits of stands"), Permission.SEE_STANDS),
        (46, "visitors.see_passport", "book", _l("Passport and draw"), Permission.EDIT_PASSPORT),
        (47, "visitors.see_votes", "heart", _l("Votes"), Permission.JUDGE_VOTES),
        (48, "visitors.see_meetings", "handshake", _l("Meetings"), Permission.SEE_MEETINGS),
    ):
        sections.declare_section(order, endpoint, sign, text, permission, within="visitors.list_visitors")
    sections.declare_section(
        51, "visitors.list_doors", "user", _l("Doors"), Permission.KEEP_DOORS, within="visitors.see_gates"
    )
    links.declare_public_link(15, "visitors.show_passport", "stamp", _l("My passport"), is_shown=_has_stands)
    declare_desk(desk_cards.cards)
    links.declare_public_link(
        10, "visitors.register", "ticket", _l("Get a badge"), is_shown=_takes_visitors, is_main=True
    )
    overview.declare_tile(_today)
    overview.declare_tile(_places)
    overview.declare_picture(_curve)
    session_seams.declare_public_part(seats.public_part)
    session_seams.declare_work_part(seat_lists.work_part)
    session_seams.declare_saved_follower(seat_verbs.follow_saved)
    session_seams.declare_cancel_follower(seat_verbs.call_off)


def _takes_visitors(edition: Edition) -> bool:
    return edition.state in {EditionState.READY, EditionState.RUNNING, EditionState.ALLOCATION}


def _has_stands(edition: Edition) -> bool:
    return edition.state == EditionState.RUNNING


def _today(edition: Edition) -> Any:
    """The three figures of today, while the fair runs."""
    today = clock.today(edition.zone)
    if not edition.starts_on <= today <= edition.ends_on:
        return None
    found = queries.figures_of_day(edition.id, today)
    href = url_for("visitors.see_gates", edition=edition.slug)
    return [
        *_alarm(edition, found.inside, href),
        *_worries(edition, href),
        overview.Tile(_("People today"), number(found.people), href=href, icon="users", order=40),
        overview.Tile(_("Inside now"), number(found.inside), href=href, icon="gate-in", order=41),
    ]


def _alarm(edition: Edition, inside: int, href: str) -> list[overview.Tile]:
    """A tile that asks for somebody's eyes when the fair is full or nearly so."""
    crowd = queries.crowd_now(edition.id, inside)
    if crowd is None or crowd.state == Fullness.OK:
        return []
    is_full = crowd.state == Fullness.FULL
    said = _("The fair is full") if is_full else _("The fair is nearly full")
    most = _("%(inside)s inside, %(people)s at most", inside=number(inside), people=number(crowd.people))
    kind = "no" if is_full else "wait"
    tile = overview.Tile(said, sentence=most, href=href, icon="warning", kind=kind, needs_me=True, order=1)
    return [tile]


def _worries(edition: Edition, href: str) -> list[overview.Tile]:
    """A tile that names the scanners which will soon be silent, or keep scans to themselves."""
    names = [each.name for each in queries.devices_of(edition.id) if gates.needs_somebody(each)]
    if not names:
        return []
    said = ngettext("A scanner needs somebody", "%(num)s scanners need somebody", len(names))
    who = _(", ").join(names)
    return [overview.Tile(said, sentence=who, href=href, icon="warning", kind="wait", needs_me=True, order=2)]


def _places(edition: Edition) -> overview.Tile | None:
    """How many places of the online registration are taken, where there are so many; a full one calls."""
    setting = queries.setting_of(edition)
    if setting.places is None or edition.state in ENDED:
        return None
    href = url_for("visitors.ask_visitors", edition=edition.slug)
    figure = _("%(number)s of %(total)s", number=number(setting.taken), total=number(setting.places))
    if setting.places_left:
        return overview.Tile(_("Places taken online"), figure, href=href, icon="ticket", order=42)
    said = _("All places to register online are taken")
    return overview.Tile(
        said, sentence=figure, href=href, icon="warning", kind="wait", needs_me=True, order=3
    )


def _curve(edition: Edition) -> overview.Picture | None:
    """How today goes by quarter of an hour, while the fair runs and once somebody has come."""
    today = clock.today(edition.zone)
    if not edition.starts_on <= today <= edition.ends_on:
        return None
    ticks, people, inside = gates.curves(edition, today, is_today=True)
    if not any(people):
        return None
    return overview.Picture(
        "visitors/_today.html", {"ticks": ticks, "people": people, "inside": inside}, order=10
    )
