"""Pages of fairs: the site's home, a fair's public pages, the organizer's overview, programme, partners."""

from flask import Blueprint, Flask

from eventhub.fairs import queries, sections
from eventhub.web.loading import loads

blueprint = Blueprint("fairs", __name__)
BLUEPRINTS = (blueprint,)

loads("edition", queries.edition_by_slug)
loads("series", queries.series_by_slug)


def configure(app: Flask) -> None:
    """Give templates the sections of an edition's work pages."""
    app.jinja_env.globals["edition_sections"] = sections.sections_of
