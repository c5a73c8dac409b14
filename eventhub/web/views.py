"""Health, language, territory for pickers, files, the style page: what belongs to no feature."""

from typing import Any

import sqlalchemy as sa
from flask import (
    Blueprint,
    Response,
    abort,
    current_app,
    flash,
    jsonify,
    render_template,
    request,
    send_from_directory,
)
from flask_babel import ngettext
from flask_login import current_user

from eventhub import background, places, storage, territory
from eventhub.database import db
from eventhub.i18n import LANGUAGES, language_cookie
from eventhub.permissions import open_to_all, requires
from eventhub.web.condition import condition
from eventhub.web.pages import go, safe_next
from eventhub.web.permissions import Permission

blueprint = Blueprint("web", __name__)
BLUEPRINTS = (blueprint,)
YEAR = 365 * 24 * 3600


@blueprint.get("/healthz")
@open_to_all("says only that the process lives")
def health() -> Any:
    """The process lives."""
    return {"status": "ok"}


@blueprint.get("/readyz")
@open_to_all("says only whether the parts answer")
def ready() -> Any:
    """The database and the queue answer."""
    parts = {
        "database": _answers(lambda: db.session.execute(sa.text("SELECT 1"))),
        "queue": _answers(lambda: background.redis().ping()),
    }
    all_ready = all(parts.values())
    body = {
        "status": "ok" if all_ready else "unavailable",
        "parts": {name: "ok" if ok else "away" for name, ok in parts.items()},
    }
    return body, 200 if all_ready else 503


def _answers(question: Any) -> bool:
    try:
        question()
    except Exception:  # noqa: BLE001 - whatever is wrong, the answer is no
        db.session.rollback()
        return False
    return True


@blueprint.post("/language")
@open_to_all("everybody chooses a language")
def choose_language() -> Any:
    """Remember the language and come back."""
    response = go(safe_next("/"))
    chosen = remember_language(response, request.form.get("language"))
    if chosen and current_user.is_authenticated:
        current_user.language = chosen
    return response


def remember_language(response: Any, chosen: str | None) -> str | None:
    """Have the browser remember a language for a year; gives it, or None when it is none of ours."""
    if chosen not in LANGUAGES:
        return None
    response.set_cookie(
        language_cookie(),
        str(chosen),
        max_age=YEAR,
        httponly=True,
        samesite="Lax",
        secure=bool(current_app.config["SESSION_COOKIE_SECURE"]),
    )
    return chosen


@blueprint.get("/territory/<code>.json")
@open_to_all("official names of places")
def places_within(code: str) -> Any:
    """The provinces of a region (`regions`: all regions), or the communes of a province."""
    found = territory.regions() if code == "regions" else territory.within(code)
    response = jsonify([{"code": each.code, "name": str(each)} for each in found])
    response.headers["Cache-Control"] = "public, max-age=86400"
    response.vary.update(["Cookie", "Accept-Language"])
    return response


@blueprint.get("/files/<public_id>")
@open_to_all("public pictures; private files ask their owner's permission inside their feature")
def file(public_id: str) -> Response:
    """A public picture, film or sound; a part of it to a player that asks for one."""
    row = db.session.scalar(sa.select(storage.StoredFile).where(storage.StoredFile.public_id == public_id))
    if row is None or not row.is_public or row.kind == "pdf":
        abort(404)
    response = send_stored(row, "public, max-age=31536000, immutable")
    response.make_conditional(request, accept_ranges=True, complete_length=row.size)
    return response


def send_stored(row: storage.StoredFile, cache: str = "private, no-store") -> Response:
    """Answer with a stored file; a paper is a download, never shown inline."""
    response = Response(storage.read(row), content_type=row.media_type)
    if row.kind == "pdf":
        response.headers.set("Content-Disposition", "attachment", filename=row.name)
    response.headers["Content-Security-Policy"] = "default-src 'none'; frame-ancestors 'none'; sandbox"
    response.headers["Cache-Control"] = cache
    return response


@blueprint.get("/styleguide")
@open_to_all("development only: every component in both directions")
def styleguide() -> Any:
    """Every component, in both directions."""
    if not current_app.config["DEVELOPMENT"]:
        abort(404)
    return render_template("styleguide/index.html")


@blueprint.get("/favicon.ico")
@open_to_all("the mark of the site")
def favicon() -> Any:
    """The mark of the site, for browsers that ask for it by habit."""
    return send_from_directory(places.STATIC / "img", "favicon.svg", mimetype="image/svg+xml")


@blueprint.get("/operator/jobs")
@requires(Permission.SEE_JOBS)
def failed_jobs() -> Any:
    """How the installation is doing, and work that failed, for the operator."""
    before = request.args.get("before", type=int)
    return render_template(
        "web/jobs.html", jobs=background.failed_jobs(before), called=background.called, now=condition()
    )


@blueprint.post("/operator/jobs/retry")
@requires(Permission.RETRY_JOB)
def retry_jobs() -> Any:
    """Hand every failed job over once more, as after the mail server came back."""
    return _handed_over(background.try_all_again())


@blueprint.post("/operator/jobs/<public_id>/retry")
@requires(Permission.RETRY_JOB)
def retry_job(public_id: str) -> Any:
    """Hand a failed job over once more."""
    row = db.session.scalar(
        sa.select(background.QueuedJob).where(background.QueuedJob.public_id == public_id)
    )
    if row is None:
        abort(404)
    background.try_again(row)
    return _handed_over(1)


def _handed_over(count: int) -> Any:
    said = ngettext("One piece of work was handed over again.", "%(num)d were handed over again.", count)
    flash(said, "ok")
    return go("/operator/jobs")
