"""Pages of volunteers; a file for each matter.

This module knows them all, the names of addresses (loaders), and where other features show volunteers.
"""

from datetime import timedelta
from typing import Any

from flask import Blueprint, Flask, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext

from eventhub import clock
from eventhub.fairs import copying, following, links, overview, sections
from eventhub.fairs.models import Edition
from eventhub.i18n import number
from eventhub.volunteers import operations, phrases, queries
from eventhub.volunteers.permissions import Permission
from eventhub.volunteers.views import attending, own, people, planning, public
from eventhub.web.loading import loads

SOON = timedelta(days=2)
"""A shift that begins so soon and lacks people is something to do."""

blueprint = Blueprint("volunteers", __name__)
for part in (attending, own, people, planning, public):
    part.add_to(blueprint)
BLUEPRINTS = (blueprint,)

loads("task", queries.task_of)
loads("volunteer", queries.volunteer_of)
loads("shift", queries.shift_of)
loads("turn", queries.turn_of)


def configure(app: Flask) -> None:
    """Take a place in the fair's pages: sections, the public link, the overview, the next edition."""
    app.jinja_env.globals["volunteer_words"] = phrases
    for order, endpoint, sign, text, permission in (
        (61, "volunteers.see_grid", "heart", _l("Volunteers"), Permission.SEE_SHIFTS),
        (62, "volunteers.list_people", "users", _l("People and hours"), Permission.MANAGE_VOLUNTEERS),
    ):
        sections.declare_section(order, endpoint, sign, text, permission, within="fairs.programme")
    links.declare_public_link(30, "volunteers.sign_up", "heart", _l("Help as a volunteer"), is_shown=_is_open)
    overview.declare_tile(_short)
    copying.declare_copier(operations.copy_shifts)
    following.declare_days_follower(operations.move_shifts)


def _is_open(edition: Edition) -> bool:
    return queries.is_open(edition, clock.today(edition.zone))


def _short(edition: Edition) -> Any:
    """How many shifts to come lack people; one that begins soon asks for somebody's eyes."""
    now = clock.now()
    if edition.is_over_on(clock.today(edition.zone)):
        return None
    count, first = queries.count_short(edition, now)
    if not count or first is None:
        return None
    said = ngettext("One shift lacks volunteers.", "%(num)s shifts lack volunteers.", count)
    is_soon = first - now < SOON
    href = url_for("volunteers.see_grid", edition=edition.slug)
    kind = "wait" if is_soon else "info"
    return overview.Tile(
        _("Volunteers"), number(count), said, href=href, icon="heart", kind=kind, needs_me=is_soon, order=43
    )
