"""The edge of fairs: `public_views` for everybody, `work_views` and `programme_views` for organizers."""

from flask import Flask, g
from flask_babel import lazy_gettext as _l

from eventhub import territory
from eventhub.accounts.desk import declare_desk
from eventhub.fairs import desk, links, phrases, programme_views, public_views, queries, sections, work_views
from eventhub.fairs.blueprint import blueprint
from eventhub.fairs.models import Edition
from eventhub.fairs.permissions import Permission
from eventhub.i18n import Texts
from eventhub.web.loading import loads

__all__ = ["BLUEPRINTS", "configure", "programme_views", "public_views", "work_views"]

BLUEPRINTS = (blueprint,)


def _edition(slug: str) -> Edition | None:
    """The edition of an address; from here on the request tells the fair's own time."""
    found = queries.edition_by_slug(slug)
    if found is not None:
        g.zone = found.zone
    return found


loads("edition", _edition)
loads("series", queries.series_by_slug)
loads("partner", queries.partner_of)
loads("session", queries.session_of)
loads("recommendation", queries.recommendation_of)

sections.declare_section(0, "fairs.overview", "chart", _l("Overview"), Permission.WORK_ON_EDITION)
sections.declare_section(60, "fairs.programme", "calendar", _l("Programme"), Permission.EDIT_PROGRAMME)
sections.declare_section(95, "fairs.edit", "settings", _l("Settings"), Permission.EDIT_EDITION)
declare_desk(desk.work_cards)


def _in_words(texts: dict[str, str] | None) -> str:
    """A text kept as plain JSON (a speaker's name), in the language of the moment."""
    return Texts(texts or {}).best()


def configure(app: Flask) -> None:
    """Give templates the sections of an edition's work, the links of its site and the words of fairs."""
    app.jinja_env.globals.update(
        edition_sections=sections.sections_of,
        edition_links=links.links_of,
        fair_words=phrases,
        place_of=territory.chain,
        in_words=_in_words,
    )
