"""Pages before the sheets open: the jury's rules, what gives an entrant away, what judges tell."""

from typing import Any

from flask import flash, request, url_for
from flask_babel import gettext as _
from flask_login import current_user
from werkzeug.wrappers import Response

from eventhub import clock
from eventhub.clock import CASABLANCA
from eventhub.contests.models import Contest, Idea
from eventhub.contests.states import HIGHEST, LOWEST, QUESTIONS, ContestState
from eventhub.judging import queries
from eventhub.judging.blueprint import blueprint
from eventhub.judging.forms import LiftForm, MaskForm, RulesForm, TiesForm
from eventhub.judging.models import Conflict, Judge
from eventhub.judging.operations import preparing
from eventhub.judging.permissions import Permission
from eventhub.judging.queries import aside, panel
from eventhub.judging.revealing import Finding, findings
from eventhub.judging.telling import sheets
from eventhub.permissions import requires
from eventhub.web.pages import go, page

SCALE = range(LOWEST, HIGHEST + 1)


@blueprint.route("/work/contests/<contest>/jury/rules", methods=["GET", "POST"])
@requires(Permission.PREPARE, of="contest")
def rules(contest: Contest) -> Response:
    """The rubric seen whole, gates, comments, ties, the time of a pitch."""
    kept = queries.settings_of(contest)
    until, is_fixed = kept.public_vote_until, contest.state not in preparing.EARLY
    form = RulesForm(
        # a page from before they were fixed sends them still, and is told so
        with_fixed=not is_fixed or "comment_rule" in request.form,
        data={
            "gates": [{"name": gate["name"]} for gate in kept.gates],
            "comment_rule": kept.comment_rule,
            "tie_break": kept.tie_break,
            "needs_signature": kept.needs_signature,
            "shows_photos": kept.shows_photos,
            "pitch_minutes": kept.pitch_minutes,
            "public_vote_until": until.astimezone(CASABLANCA).replace(tzinfo=None) if until else None,
            "public_may_change": kept.public_may_change,
        },
    )
    if form.is_submitted() and form.attempt(
        lambda: preparing.set_rules(current_user, contest, form.rules(), clock.now())
    ):
        flash(_("Kept."), "ok")
        return go(url_for("judging.rules", contest=contest.slug))
    return page("judging/rules.html", form=form, contest=contest, settings=kept, is_fixed=is_fixed)


@blueprint.route("/work/contests/<contest>/jury/try", methods=["GET", "POST"])
@requires(Permission.PREPARE, of="contest")
def try_rubric(contest: Contest) -> Response:
    """The sheet as a judge sees it, with a sample idea; nothing is kept but that it was tried."""
    ideas = queries.eligible_ideas(contest)
    marks = {each["id"]: request.form.get(f"mark-{each['id']}", type=int) for each in contest.criteria}
    whole = sum(each["weight"] for each in contest.criteria) or 1
    total = None
    if request.method == "POST" and all(mark in SCALE for mark in marks.values()):
        preparing.note_tried(current_user, contest, clock.now())
        total = sum(each["weight"] * (marks[each["id"]] or 0) for each in contest.criteria) / whole
    return page(
        "judging/try.html",
        contest=contest,
        idea=sheets.shown_idea(ideas[0], contest) if ideas else None,
        anchors=sheets.anchors_of(contest),
        settings=queries.settings_of(contest),
        marks=marks,
        total=total,
        is_short=request.method == "POST" and total is None,
    )


def _found_in(idea: Idea) -> tuple[Finding, ...]:
    texts = [*idea.title.values(), *(text for name in QUESTIONS for text in idea.answer(name).values())]
    return findings(texts, panel.names_behind(idea), panel.places_of(idea))


def _blind_page(contest: Contest, form: MaskForm, about: Idea | None = None) -> Response:
    masks, shown = panel.masks_of(contest), panel.people_page(contest)
    rows = [(idea, _found_in(idea), masks.get(idea.id, {})) for idea in shown.rows]
    waiting = sum(finding.words not in decided for _idea, found, decided in rows for finding in found)
    return page(
        "judging/blind.html",
        form=form,
        about=about,
        contest=contest,
        rows=rows,
        waiting=waiting,
        ideas=shown,
        at=_place(),
    )


def _place() -> dict[str, str]:
    """Which page of the list this is, to come back to it."""
    return {name: request.args[name] for name in ("after", "before") if name in request.args}


@blueprint.get("/work/contests/<contest>/jury/blind")
@requires(Permission.PREPARE, of="contest")
def blind(contest: Contest) -> Response:
    """What the ideas' texts give away."""
    return _blind_page(contest, MaskForm(formdata=None))


@blueprint.post("/work/contests/<contest>/jury/blind/<idea>")
@requires(Permission.PREPARE, of="contest")
def mask(contest: Contest, idea: Idea) -> Response:
    """Hide words of an idea, or leave them."""
    form, is_hidden = MaskForm(), request.form.get("leave") is None
    words = form.words.data or ""
    if form.attempt(lambda: preparing.mask(current_user, idea, words, is_hidden=is_hidden, at=clock.now())):
        flash(_("Hidden from the jury.") if is_hidden else _("Left as it is."), "ok")
        anchor = f"idea-{idea.code}"
        place: Any = _place()
        return go(url_for("judging.blind", contest=contest.slug, _anchor=anchor, **place))
    return _blind_page(contest, form, idea)


@blueprint.route("/judge/<contest>/ties", methods=["GET", "POST"])
@requires(Permission.DECLARE, of="contest")
def declare(contest: Contest) -> Response:
    """A judge's own ties: family names, employer, commune."""
    judge = queries.judge_of(current_user.id, contest.id)
    assert judge is not None  # noqa: S101 - the permission says so
    form = TiesForm(data=_told(judge))
    if form.is_submitted() and not request.form.get("refill"):
        aside = form.attempt(lambda: preparing.declare(judge, form.ties(), clock.now()))
        if aside is not None:
            flash(_thanks(aside), "ok")
            return go(url_for("judging.judge", contest=contest.slug))
    return ties_page(contest, judge, form)


def ties_page(
    contest: Contest,
    judge: Judge,
    form: TiesForm | None = None,
    refused: tuple[Conflict, LiftForm] | None = None,
) -> Response:
    """What I told, and the ideas I set aside myself; `refused`: one I could not take back."""
    mine = [
        each for each in aside.conflicts_of_judge(judge) if each.source == "declared" and not each.lifted_at
    ]
    forms = {each.id: LiftForm(formdata=None, prefix=each.public_id) for each in mine}
    if refused is not None:
        forms[refused[0].id] = refused[1]
    return page(
        "judging/ties.html",
        form=refused[1] if refused else form,
        ties=form or TiesForm(formdata=None, data=_told(judge)),
        contest=contest,
        judge=judge,
        conflicts=mine,
        forms=forms,
        masks=sheets.covered(contest),
        can_take_back=contest.state not in (ContestState.PUBLISHED, ContestState.CANCELLED),
    )


def _thanks(aside: int) -> str:
    touched = (
        _("Ideas close to you were set aside; somebody else judges them.")
        if aside
        else _("No sheet of yours is touched.")
    )
    return f"{_('Thank you for saying so.')} {touched}"


def _told(judge: Judge) -> dict[str, str]:
    from eventhub import territory

    chain = [place.code for place in territory.chain(judge.commune_code)]
    region, province, commune = (*chain, "", "", "")[:3]
    return {
        "family_names": _(", ").join(judge.family_names),
        "employer": judge.employer or "",
        "region": region,
        "province": province,
        "commune": commune,
    }
