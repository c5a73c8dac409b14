"""The papers of a jury's room: minutes as PDF, the record, the page that says they are true."""

from flask import flash, make_response, request, url_for
from flask_babel import gettext as _
from flask_login import current_user
from werkzeug.wrappers import Response

from eventhub.contests.models import Contest
from eventhub.i18n import current_language
from eventhub.judging import queries
from eventhub.judging.blueprint import blueprint
from eventhub.judging.models import Deliberation, Rectification
from eventhub.judging.papers import minutes
from eventhub.judging.permissions import Permission
from eventhub.judging.queries import rectifying
from eventhub.judging.queries import room as reads
from eventhub.judging.telling import veiling
from eventhub.judging.telling.veiling import Veil
from eventhub.judging.views.paper import sent_pdf
from eventhub.permissions import open_to_all, requires
from eventhub.web.pages import go, page


def _veil(contest: Contest) -> Veil:
    """What the reader may not read, if they sit on the jury."""
    return veiling.veil_over(contest, queries.judge_of(current_user.id, contest.id))


@blueprint.get("/work/contests/<contest>/room/minutes.pdf")
@requires(Permission.SEE_ROOM, of="contest")
def minutes_pdf(contest: Contest) -> Response:
    """The minutes on paper, in the language asked for; a judge's copy covers what the judge may not read."""
    asked = request.args.get("lang", current_language())
    language = asked if asked in minutes.LANGUAGES else "fr"
    deliberation = _recorded(contest)
    if deliberation is None:
        return go(url_for("judging.room", contest=contest.slug))
    return sent_pdf(
        minutes.pdf(contest, deliberation, language, _veil(contest)), f"pv-{contest.slug}-{language}.pdf"
    )


@blueprint.get("/work/contests/<contest>/room/record.json")
@requires(Permission.SEE_ROOM, of="contest")
def record(contest: Contest) -> Response:
    """The record itself, byte for byte: `eventhub verify FILE` computes it again. For who may read all."""
    deliberation = _recorded(contest)
    if deliberation is not None and _veil(contest).covers:
        flash(_("The record holds everything, also what you may not read now: the organizer has it."), "no")
        deliberation = None
    if deliberation is None:
        return go(url_for("judging.room", contest=contest.slug))
    return _sent(minutes.text_of(contest, deliberation), f"record-{contest.slug}.json")


def _sent(text: str, name: str) -> Response:
    answer = make_response(text.encode())
    answer.content_type = "application/json"
    answer.headers.set("Content-Disposition", "attachment", filename=name)
    answer.headers["Cache-Control"] = "private, no-store"
    return answer


@blueprint.get("/work/contests/<contest>/rectifications/<rectification>/minutes.pdf")
@requires(Permission.SEE_ROOM, of="contest")
def rectified_minutes_pdf(contest: Contest, rectification: Rectification) -> Response:
    """The minutes of a later version, in the language asked for."""
    asked = request.args.get("lang", current_language())
    language = asked if asked in minutes.LANGUAGES else "fr"
    name = f"pv-{contest.slug}-{rectification.version}-{language}.pdf"
    return sent_pdf(minutes.pdf(contest, rectification, language, _veil(contest)), name)


@blueprint.get("/work/contests/<contest>/rectifications/<rectification>/record.json")
@requires(Permission.SEE_ROOM, of="contest")
def rectified_record(contest: Contest, rectification: Rectification) -> Response:
    """The record of a later version, byte for byte. For who may read all."""
    if _veil(contest).covers:
        flash(_("The record holds everything, also what you may not read now: the organizer has it."), "no")
        return go(url_for("judging.rectification", contest=contest.slug))
    name = f"record-{contest.slug}-{rectification.version}.json"
    return _sent(minutes.text_of(contest, rectification), name)


def _recorded(contest: Contest) -> Deliberation | None:
    """The minutes as they stand; None while nothing is ranked."""
    if queries.computed_ranking(contest) is None:
        return None
    found = reads.deliberation_of(contest)
    return found or Deliberation(contest_id=contest.id, organizer_id=contest.organizer_id)


@blueprint.get("/minutes/<code>")
@open_to_all("whoever holds printed minutes may check them")
def authentic(code: str) -> Response:
    """What the QR of printed minutes opens: whether they are true."""
    is_whole = len(code) >= minutes.SHOWN
    found = (reads.deliberation_by_code(code) or rectifying.by_code(code)) if is_whole else None
    later = _later(found) if found is not None else []
    answer = page("judging/authentic.html", deliberation=found, later=later, code=code[:64])
    answer.status_code = 200 if found is not None else 404
    return answer


def _later(found: Deliberation | Rectification) -> list[Rectification]:
    """The versions that took the place of some minutes, the first first."""
    version = found.version if isinstance(found, Rectification) else 1
    return [each for each in rectifying.published_of(found.contest) if each.version > version]
