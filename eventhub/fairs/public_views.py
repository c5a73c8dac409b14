"""Public pages of fairs: the site's home, the list of fairs, a fair's own site."""

from typing import Any

from flask import abort, url_for
from flask_babel import gettext as _

from eventhub import clock
from eventhub.fairs import home as seams
from eventhub.fairs import queries, session_seams
from eventhub.fairs.blueprint import blueprint
from eventhub.fairs.models import Edition, Series
from eventhub.fairs.permissions import Permission
from eventhub.fairs.states import EditionState
from eventhub.permissions import open_to_all, requires
from eventhub.web.pages import go, page

PAST_SHOWN = 6


def _phase(edition: Edition) -> Any:
    return edition.phase_on(clock.today(edition.zone))


@blueprint.get("/")
@open_to_all("the door of the house")
def home() -> Any:
    """The fair that runs, what one may take part in now, what comes and what was."""
    editions = queries.published_editions()
    alive = [each for each in editions if each.state not in (EditionState.CLOSED, EditionState.CANCELLED)]
    past = [each for each in editions if each.state == EditionState.CLOSED]
    alive.sort(key=lambda each: (each.state != EditionState.RUNNING, each.starts_on))
    running = [each for each in alive if each.state == EditionState.RUNNING]
    return page(
        "fairs/home.html",
        running=running,
        calls=[each for each in alive if each.state == EditionState.CALL],
        coming=[each for each in alive if each.state not in (EditionState.RUNNING, EditionState.CALL)],
        past=past[:PAST_SHOWN],
        more_past=len(past) > PAST_SHOWN,
        cards=seams.home_cards(),
        phase=_phase,
    )


@blueprint.get("/fairs")
@open_to_all("fairs that were announced")
def index() -> Any:
    """Every fair with a public site, latest first."""
    return page("fairs/index.html", editions=queries.published_editions(limit=500), phase=_phase)


@blueprint.get("/fairs/<series>")
@open_to_all("a short address that always leads to the series' latest fair")
def latest(series: Series) -> Any:
    """The latest published edition of a series."""
    published = [each for each in series.editions if each.is_published]
    if not published:
        abort(404)
    return go(url_for("fairs.show", edition=published[-1].slug))


@blueprint.get("/e/<edition>")
@requires(Permission.SEE_EDITION, of="edition")
def show(edition: Edition) -> Any:
    """A fair's own site: what, when, where, who supports it, what happens each day."""
    today = clock.today(edition.zone)
    return page(
        "fairs/show.html",
        edition=edition,
        phase=_phase(edition),
        today=today,
        coming=queries.coming_editions(edition, today) if edition.is_over_on(today) else [],
        partners=queries.partners_by_role(edition),
        programme=queries.programme_by_day(edition),
        parts=session_seams.public_parts(edition),
        is_over=edition.state == EditionState.CLOSED,
        previous=queries.previous_edition(edition),
    )


@blueprint.get("/e/<edition>/privacy")
@requires(Permission.SEE_EDITION, of="edition")
def privacy(edition: Edition) -> Any:
    """Who keeps visitors' data, why, until when, and how to have it erased."""
    return page("fairs/privacy.html", edition=edition, title=_("Your data"))
