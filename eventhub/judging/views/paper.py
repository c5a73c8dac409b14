"""Pages of what is printed: sheets on paper, typed twice; the judges' guide; thanks."""

from typing import Any

from flask import flash, make_response, request, url_for
from flask_babel import gettext as _
from flask_login import current_user
from werkzeug.wrappers import Response

from eventhub import clock
from eventhub.background import enqueue
from eventhub.contests.models import Contest
from eventhub.i18n import current_language
from eventhub.judging import jobs, queries
from eventhub.judging.blueprint import blueprint
from eventhub.judging.forms import PaperForm
from eventhub.judging.models import Sheet
from eventhub.judging.operations import joining, paper, publishing
from eventhub.judging.operations.paper import Typed
from eventhub.judging.papers import invitations, judges_sheets, printing
from eventhub.judging.papers.binding import Binding
from eventhub.judging.permissions import Permission
from eventhub.judging.queries import panel, practice
from eventhub.permissions import requires
from eventhub.web.pages import go, page


@blueprint.get("/work/contests/<contest>/jury/paper", endpoint="paper")
@requires(Permission.TYPE_PAPER, of="contest")
def paper_index(contest: Contest) -> Response:
    """Paper sheets to print, and what was typed from them."""
    entries = practice.paper_entries(contest)
    asked = practice.Asked(*(request.args.get(name, "")[:80] for name in ("q", "judge", "typed")))
    return page(
        "judging/paper.html",
        contest=contest,
        sheets=practice.paper_page(contest, asked),
        asked=asked,
        judges=panel.active_judges(contest),
        judge_options=[(each.public_id, each.person.name) for each in queries.judges_of(contest)],
        entries=entries,
        unfinished=practice.half_typed(contest, entries),
        differing={key: paper.differences(typed) for key, typed in entries.items()},
        is_on=contest.is_being_judged(clock.now()),
    )


@blueprint.route("/work/contests/<contest>/jury/paper/<sheet>", methods=["GET", "POST"])
@requires(Permission.TYPE_PAPER, of="contest")
def type_paper(contest: Contest, sheet: Sheet) -> Response:
    """Type one paper sheet; where two typings differ, both are shown."""
    form = PaperForm()
    entries = practice.paper_entries(contest).get(sheet.id, [])
    mine = next((entry for entry in entries if entry.person_id == current_user.id), None)
    typed = _typed(contest, form)
    if form.is_submitted() and form.attempt(
        lambda: paper.type_sheet(current_user, sheet, typed, clock.now())
    ):
        flash(_typed_words(contest, sheet), "ok")
        return go(url_for("judging.paper", contest=contest.slug))
    shown = typed if form.is_submitted() else mine
    differing = paper.differences(entries) if mine else []
    return page(
        "judging/type_paper.html",
        form=form,
        contest=contest,
        sheet=sheet,
        shown=shown,
        differing=differing,
        other=next((entry for entry in entries if entry is not mine), None) if differing else None,
        settings=queries.settings_of(contest),
        is_on=contest.is_being_judged(clock.now()),
    )


def _typed(contest: Contest, form: PaperForm) -> Typed:
    said = {"yes": True, "no": False}
    marks = {each["id"]: request.form.get(f"mark-{each['id']}", type=int) for each in contest.criteria}
    gates = {
        gate: said.get(request.form.get(f"gate-{gate}", "")) for gate in queries.settings_of(contest).gate_ids
    }
    return Typed(marks, gates, form.comment.data or "")


def _typed_words(contest: Contest, sheet: Sheet) -> str:
    entries = practice.paper_entries(contest).get(sheet.id, [])
    if any(entry.agreed_at for entry in entries):
        return str(_("Two people typed the same: the sheet counts."))
    if paper.differences(entries):
        return str(_("The two typings differ: look at the paper again."))
    return str(_("Typed once. Somebody else types it too before it counts."))


def _asked(contest: Contest) -> tuple[Binding, str, dict[str, Any]]:
    """The sheets asked for, of one judge or of all; the language; and both as an address says them."""
    judge = queries.judge_by_public_id(request.values.get("judge", ""), {"contest": contest})
    chosen = {"judge": judge.public_id} if judge is not None else {}
    language = _language()
    return judges_sheets.binding_of(contest, language, judge), language, {"lang": language, **chosen}


@blueprint.get("/work/contests/<contest>/jury/sheets.pdf")
@requires(Permission.TYPE_PAPER, of="contest")
def paper_pdf(contest: Contest) -> Response:
    """Every sheet on paper, or those of the judge asked for, a page each, with its code."""
    found, _language_of, asked = _asked(contest)
    if not found.parts:
        return go(url_for("judging.paper", contest=contest.slug))
    if not found.is_ready:
        return go(url_for("judging.sheets_print", contest=contest.slug, **asked))
    return sent_pdf(found.bound(), f"sheets-{contest.slug}.pdf")


@blueprint.get("/work/contests/<contest>/jury/sheets")
@requires(Permission.TYPE_PAPER, of="contest")
def sheets_print(contest: Contest) -> Response:
    """How far a large print is."""
    found, _language_of, asked = _asked(contest)
    return page("judging/sheets_print.html", contest=contest, found=found, asked=asked)


@blueprint.post("/work/contests/<contest>/jury/sheets")
@requires(Permission.TYPE_PAPER, of="contest")
def print_sheets(contest: Contest) -> Response:
    """Let workers make the sheets, judge by judge."""
    found, language, asked = _asked(contest)
    for part in [] if found.is_small else found.missing:
        enqueue(jobs.print_sheets, contest.id, part.number, language)
    return go(url_for("judging.sheets_print", contest=contest.slug, now=1, **asked))


@blueprint.post("/work/contests/<contest>/jury/invitation.pdf")
@requires(Permission.RUN_JURY, of="contest")
def invitation_pdf(contest: Contest) -> Response:
    """An invitation as a page to hand over. Posted, so that its token stands in no address and no log."""
    token, name = request.form.get("token", ""), request.form.get("name", "").strip()[:120]
    link = joining.living_invitation(contest, token, clock.now())
    if link is None:
        flash(_("This invitation was used or is too old. Make a new one."), "no")
        return go(url_for("judging.jury", contest=contest.slug))
    return sent_pdf(invitations.pdf(contest, link, token, name), f"invitation-{contest.slug}.pdf")


@blueprint.get("/work/contests/<contest>/jury/guide.pdf")
@requires(Permission.TYPE_PAPER, of="contest")
def guide_pdf(contest: Contest) -> Response:
    """The judges' guide on one page."""
    return sent_pdf(printing.guide_pdf(contest, _language()), f"guide-{contest.slug}.pdf")


def _language() -> str:
    asked = request.values.get("lang", current_language())
    return asked if asked in printing.LANGUAGES else "fr"


def sent_pdf(content: bytes, name: str) -> Response:
    """A PDF to look at, kept by no cache."""
    answer = make_response(content)
    answer.content_type = "application/pdf"
    answer.headers.set("Content-Disposition", "inline", filename=name)
    answer.headers["Cache-Control"] = "private, no-store"
    return answer


@blueprint.get("/judge/<contest>/guide.pdf")
@requires(Permission.JUDGE, of="contest")
def my_guide(contest: Contest) -> Response:
    """The same guide, for a judge."""
    return sent_pdf(printing.guide_pdf(contest, _language()), f"guide-{contest.slug}.pdf")


@blueprint.get("/judge/<contest>/service.pdf")
@requires(Permission.JUDGE, of="contest")
def service_pdf(contest: Contest) -> Response:
    """Thanks to a judge, with what was served, once the results are out."""
    judge = queries.judge_of(current_user.id, contest.id)
    if judge is None or contest.published_at is None:
        return go(url_for("judging.judge", contest=contest.slug))
    told = printing.thanks_told(judge, *publishing.served(judge))
    return sent_pdf(printing.thanks_pdf([told]), f"service-{contest.slug}.pdf")
