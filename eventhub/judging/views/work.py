"""Organizers' pages of judging: the jury and its sheets, the ranking, prizes, publication."""

from collections import Counter
from typing import Any
from urllib.parse import quote

from flask import flash, request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from flask_login import current_user
from werkzeug.wrappers import Response

from eventhub import clock, documents
from eventhub.accounts import phrases as account_phrases
from eventhub.accounts import queries as account_queries
from eventhub.accounts.roles import RoleName
from eventhub.contests import queries as contest_queries
from eventhub.contests.models import Contest
from eventhub.contests.states import ContestState
from eventhub.errors import DomainError
from eventhub.judging import operations, queries
from eventhub.judging.blueprint import blueprint
from eventhub.judging.forms import FieldsForm, JudgeForm, LiftForm, SignerForm
from eventhub.judging.models import Conflict, Judge
from eventhub.judging.operations import deliberating, joining, publishing, standing_aside
from eventhub.judging.operations.planning import Given
from eventhub.judging.permissions import Permission
from eventhub.judging.queries import aside, panel, room
from eventhub.judging.ranking.results import Caution, Method
from eventhub.judging.states import SheetState
from eventhub.permissions import requires
from eventhub.transaction import savepoint
from eventhub.web.pages import go, page


def _jury_page(contest: Contest, form: JudgeForm, invitation: str | None = None) -> Response:
    every = queries.sheets_of(contest)
    by_judge = Counter((sheet.judge_id, sheet.state) for sheet in every)
    living = [sheet for sheet in every if sheet.state != SheetState.RECUSED]
    judges = queries.judges_of(contest)
    counting = {judge.id for judge in judges if judge.role in queries.SCORING}
    per_idea = Counter(sheet.idea_id for sheet in living if sheet.judge_id in counting)
    ideas = queries.eligible_ideas(contest)
    borderline = queries.settings_of(contest).borderline_ideas
    return page(
        "judging/jury.html",
        form=JudgeForm(formdata=None) if invitation else form,
        contest=contest,
        judges=judges,
        count=by_judge,
        conflicts=Counter(conflict.judge_id for conflict in queries.conflicts_of(contest)),
        sheets=len(living),
        counting=per_idea.total(),
        complete=sum(s.state == SheetState.COMPLETE for s in living if s.judge_id in counting),
        ideas=len(ideas),
        lacking=sum(per_idea[idea.id] < panel.sheets_asked(contest, idea, borderline) for idea in ideas),
        invitation=invitation,
        invited=_invited(contest, form, invitation) if invitation else None,
        token=invitation.rsplit("/", 1)[-1] if invitation else None,
        awaited=joining.awaited(contest, clock.now()),
        picture=documents.qr_svg_path(invitation) if invitation else None,
        can_assign=contest.state in (ContestState.SCREENING, ContestState.JUDGING),
        can_change=contest.state
        not in (ContestState.DELIBERATION, ContestState.PUBLISHED, ContestState.CANCELLED),
    )


def _invited(contest: Contest, form: JudgeForm, invitation: str) -> dict[str, str | None]:
    """Where an invitation went by mail, and what sends it by a message."""
    email, phone = form.reached_at
    role = account_phrases.ROLES[RoleName.JUDGE]
    words = _(
        "You are invited as %(role)s: %(where)s. Open this link: %(address)s",
        role=role,
        where=contest.name,
        address=invitation,
    )
    to = (phone or "").removeprefix("+")
    return {"email": email, "whatsapp": f"https://wa.me/{to}?text={quote(words, safe='')}"}


@blueprint.get("/work/contests/<contest>/jury")
@requires(Permission.RUN_JURY, of="contest")
def jury(contest: Contest) -> Response:
    """Who judges, how far they are."""
    return _jury_page(contest, JudgeForm(formdata=None))


@blueprint.post("/work/contests/<contest>/jury")
@requires(Permission.RUN_JURY, of="contest")
def add(contest: Contest) -> Response:
    """Add somebody who has an account, or invite somebody who hasn't."""
    form = JudgeForm()
    known = account_queries.person_by_identity(form.to.data or "")
    if known is not None:
        if form.attempt(lambda: operations.add_judge(current_user, contest, known, clock.now())):
            flash(_("%(name)s joined the jury.", name=known.name), "ok")
            return go(url_for("judging.jury", contest=contest.slug))
        return _jury_page(contest, form)
    at, to = clock.now(), form.to.data or ""
    was_invited = joining.was_invited(contest, to, at) if form.validate() else False
    address = form.attempt(lambda: operations.invite_judge(current_user, contest, to, at))
    if address and was_invited:
        flash(_("This address was invited before: only the new invitation opens a seat now."), "info")
    return _jury_page(contest, form, address)


@blueprint.route("/work/contests/<contest>/jury/invite", methods=["GET", "POST"])
@requires(Permission.RUN_JURY, of="contest")
def invite(contest: Contest) -> Response:
    """A link and its QR, for whoever is in the room; the address opened again makes no other."""
    if request.method == "GET":
        return go(url_for("judging.jury", contest=contest.slug))
    address = operations.invite_judge(current_user, contest, None, clock.now())
    return _jury_page(contest, JudgeForm(formdata=None), address)


@blueprint.route("/work/contests/<contest>/jury/<judge>", methods=["GET", "POST"])
@requires(Permission.RUN_JURY, of="judge")
def member(contest: Contest, judge: Judge) -> Response:
    """One judge's part in the jury and fields."""
    form = FieldsForm(obj=judge)
    if form.is_submitted() and form.attempt(
        lambda: operations.change_fields(
            current_user,
            judge,
            role=form.role.data,
            expertise=form.expertise.data or [],
            minutes=form.minutes_served.data,
            at=clock.now(),
        )
    ):
        flash(_("Kept."), "ok")
        return go(url_for("judging.jury", contest=contest.slug))
    return member_page(contest, judge, form)


def member_page(
    contest: Contest,
    judge: Judge,
    form: FieldsForm | None = None,
    refused: tuple[Conflict, LiftForm] | None = None,
) -> Response:
    """One judge's part, fields, and the ideas they stand aside from; `refused`: a conflict not lifted."""
    found = aside.conflicts_of_judge(judge)
    forms = {each.id: LiftForm(formdata=None, prefix=each.public_id) for each in found}
    if refused is not None:
        forms[refused[0].id] = refused[1]
    return page(
        "judging/member.html",
        form=refused[1] if refused else form,
        fields=form or FieldsForm(formdata=None, obj=judge),
        contest=contest,
        judge=judge,
        conflicts=found,
        forms=forms,
        certain=standing_aside.FACTS,
        can_lift=contest.state not in (ContestState.PUBLISHED, ContestState.CANCELLED),
    )


@blueprint.post("/work/contests/<contest>/jury/<judge>/remove")
@requires(Permission.RUN_JURY, of="judge")
def remove(contest: Contest, judge: Judge) -> Response:
    """Take somebody off the jury."""
    operations.remove_judge(current_user, judge, clock.now())
    flash(_("%(name)s left the jury. Give out the sheets again.", name=judge.person.name), "info")
    return go(url_for("judging.jury", contest=contest.slug))


@blueprint.post("/work/contests/<contest>/assign")
@requires(Permission.RUN_JURY, of="contest")
def assign(contest: Contest) -> Response:
    """Give out the sheets, or mend the plan."""
    try:
        given = operations.assign_sheets(current_user, contest, clock.now())
    except DomainError as refusal:
        flash(str(refusal), "no")
    else:
        flash(_explained(given, contest), "ok")
    back = "judging.seats" if request.form.get("back") == "seats" else "judging.jury"
    return go(url_for(back, contest=contest.slug))


def _explained(given: Given, contest: Contest) -> str:
    """What was done now; the whole plan in a second sentence."""
    plan, new = given.plan, len(given.new)
    loads = [load for load in plan.loads.values() if load] or [0]
    if new:
        first = ngettext("%(num)d sheet was given out.", "%(num)d sheets were given out.", new)
    else:
        first = _("The plan holds: no new sheet was needed.")
    second = (
        ngettext(
            "Each idea has %(each)d, each judge %(num)d.",
            "Each idea has %(each)d, each judge %(num)d.",
            min(loads),
            each=contest.sheets_each,
        )
        if min(loads) == max(loads)
        else _(
            "Each idea has %(each)d, each judge between %(least)d and %(most)d.",
            each=contest.sheets_each,
            least=min(loads),
            most=max(loads),
        )
    )
    linked = _("Shared ideas link all judges, so they can be compared.")
    return " ".join((first, second, *([linked] if plan.parts == 1 else [])))


@blueprint.get("/work/contests/<contest>/ranking")
@requires(Permission.SEE_RANKING, of="contest")
def ranking(contest: Contest) -> Response:
    """Places, how sure they are, where the methods differ, how judges judged."""
    return _ranking_page(contest)


def _ranking_page(contest: Contest, form: SignerForm | None = None) -> Response:
    results = contest_queries.results_of(contest)
    computed = queries.computed_ranking(contest)
    second: dict[str, int] = computed.second_opinion if computed else {}
    low = min((result.lo90 for result in results), default=0.0)
    high = max((result.hi90 for result in results), default=10.0)
    return page(
        "judging/ranking.html",
        contest=contest,
        results=results,
        computed=computed,
        is_current=computed is not None and publishing.is_current(contest, computed),
        differing=_differing(contest, results, second),
        second=second,
        by_mean=publishing.places_by_mean(results, computed),
        cautions=[Caution(each) for each in computed.cautions] if computed else [],
        method=Method(computed.used) if computed else None,
        span=(max(0.0, low - 0.2), min(10.0, high + 0.2)),
        judges=[judge for judge in queries.judges_of(contest) if judge.generosity is not None],
        chosen=_chosen(contest, results),
        unsigned=_unsigned(contest, form),
        form=form,
    )


@blueprint.post("/work/contests/<contest>/signer")
@requires(Permission.PUBLISH, of="contest")
def name_signer(contest: Contest) -> Response:
    """Somebody signs in the president's place."""
    others = [each for each in panel.active_judges(contest) if each.role == "member"]
    form = SignerForm(others)

    def named() -> Any:
        judge = queries.judge_by_public_id(form.judge.data, {"contest": contest})
        return deliberating.name_signer(current_user, contest, judge, form.reason.data, clock.now())

    if row := form.attempt(named):
        flash(_("%(name)s can sign the minutes now.", name=row.signer.person.name), "ok")
        return go(url_for("judging.ranking", contest=contest.slug, _anchor="publication"))
    return _ranking_page(contest, form)


def _unsigned(contest: Contest, form: SignerForm | None = None) -> dict[str, Any] | None:
    """What the page says when a signature is needed and missing: of whom, and who else might."""
    if contest.state != ContestState.DELIBERATION or not publishing.lacks_signature(contest):
        return None
    others = [each for each in panel.active_judges(contest) if each.role == "member"]
    deliberation = room.deliberation_of(contest)
    return {
        "president": queries.president_of(contest),
        "named": deliberation.signer if deliberation else None,
        "reason": deliberation.signer_reason if deliberation else None,
        "address": url_for("judging.room", contest=contest.slug, _anchor="minutes", _external=True),
        "form": form or SignerForm(others, formdata=None),
    }


def _differing(contest: Contest, results: list[Any], second: dict[str, int]) -> list[Any]:
    """Results whose prize place depends on the method: what the jury should talk about."""
    places = len(contest.prizes) or 3
    return [
        result
        for result in results
        if (other := second.get(result.idea.public_id)) is not None
        and (result.rank <= places) != (other <= places)
    ]


def _chosen(contest: Contest, results: list[Any]) -> dict[str, int]:
    """Which prize each result has; before anything was chosen, one for each place from the first."""
    names = [prize["name"] for prize in contest.prizes]
    if any(result.prize for result in results):
        return {r.public_id: names.index(dict(r.prize)) for r in results if r.prize in names}
    first = results[: len(names)]
    return {result.public_id: place for place, result in enumerate(first)}


@blueprint.post("/work/contests/<contest>/ranking")
@requires(Permission.SEE_RANKING, of="contest")
def compute(contest: Contest) -> Response:
    """Compute it from the complete sheets."""
    here = url_for("judging.ranking", contest=contest.slug)
    try:
        computed = publishing.compute_ranking(current_user, contest, clock.now())
    except DomainError as refusal:
        flash(str(refusal), "no")
        return go(here)
    said = ngettext("Computed from %(num)d sheet.", "Computed from %(num)d sheets.", computed.sheets)
    flash(said, "ok")
    return go(here)


@blueprint.post("/work/contests/<contest>/publish")
@requires(Permission.PUBLISH, of="contest")
def publish(contest: Contest) -> Response:
    """Keep the prizes; with the other button, publish everything."""
    here = url_for("judging.ranking", contest=contest.slug)
    results = contest_queries.results_of(contest)
    wanted = {result.public_id: request.form.get(f"prize-{result.public_id}", type=int) for result in results}
    try:
        with savepoint():
            if request.form.get("publish"):
                publishing.publish(current_user, contest, clock.now())
            else:
                publishing.choose_prizes(current_user, contest, wanted, clock.now())
    except DomainError as refusal:
        flash(str(refusal), "no")
        return go(here)
    is_out = contest.state == ContestState.PUBLISHED
    flash(_("The results are published.") if is_out else _("The prizes were kept."), "ok")
    return go(here)
