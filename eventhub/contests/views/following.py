"""Pages of what follows an idea: checklist, several at once, appeals, messages, statistics, spreadsheets."""

import uuid
from collections.abc import Iterable, Iterator
from typing import Any

from flask import flash, request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext as _n
from flask_login import current_user
from werkzeug.wrappers import Response

from eventhub import clock, territory
from eventhub.clock import local_day
from eventhub.contests import phrases, queries
from eventhub.contests.blueprint import blueprint
from eventhub.contests.forms.work import AppealAnswerForm, AppealForm, DecideForm, read_checklist
from eventhub.contests.models import Contest, Idea, IdeaAppeal
from eventhub.contests.operations import following, twins
from eventhub.contests.permissions import Permission
from eventhub.contests.queries import Asked
from eventhub.contests.queries import following as reads
from eventhub.contests.states import EntrantKind, IdeaState, RefusalReason
from eventhub.contests.views import half_typed, own
from eventhub.contests.views.coaching import done
from eventhub.cooperatives.kinds import Sector
from eventhub.cooperatives.phrases import SECTORS
from eventhub.errors import DomainError
from eventhub.i18n import Texts
from eventhub.permissions import requires
from eventhub.web.pages import Slice, go, page
from eventhub.web.spreadsheets import spreadsheet

TARGETS = {"admit": IdeaState.ELIGIBLE, "refuse": IdeaState.INELIGIBLE}


@blueprint.post("/work/contests/<contest>/ideas/<idea>/check")
@requires(Permission.SCREEN_IDEA, of="idea")
def check(contest: Contest, idea: Idea) -> Response:
    """Keep what was found on each point of the checklist."""
    checked = read_checklist(contest, request.form)
    here = url_for("contests.screening", contest=contest.slug, idea=idea.public_id)
    half_typed.keep(idea)
    do = lambda: following.check(current_user, idea, checked, clock.now())  # noqa: E731 - one verb
    return done(do, _("The checklist was kept."), here)


@blueprint.post("/work/contests/<contest>/ideas/<idea>/twins")
@requires(Permission.SCREEN_IDEA, of="idea")
def tell_apart(contest: Contest, idea: Idea) -> Response:
    """Two ideas that look alike are not the same; or may be, after all."""
    other = queries.idea_of(request.form.get("other", ""), {"contest": contest})
    is_apart = request.values.get("apart") == "yes"
    checked = read_checklist(contest, request.form)
    verb = twins.tell_apart if is_apart else twins.take_back
    said = _("Noted: these two are not the same.") if is_apart else _("Noted: look at these two again.")
    here = url_for("contests.screening", contest=contest.slug, idea=idea.public_id)
    half_typed.keep(idea)

    def tell() -> None:
        verb(current_user, idea, other, clock.now())
        if checked:  # ticked before the likeness was seen: the same form sends it along
            following.check(current_user, idea, checked, clock.now())

    return done(tell, said, here)


@blueprint.route("/work/contests/<contest>/decide", methods=["GET", "POST"])
@requires(Permission.MANAGE, of="contest")
def decide(contest: Contest) -> Response:
    """Several ideas at once: what would happen is shown first, and done by a second press."""
    form = DecideForm(data={"deed": request.args.get("deed")})
    if not form.sending.data:
        form.sending.data = str(uuid.uuid4())
    names = request.values.getlist("ids")
    ideas = reads.ideas_named(contest, names)
    is_sure = request.form.get("sure") == "yes"
    if (
        form.is_submitted()
        and is_sure
        and (said := form.attempt(lambda: _do(contest, ideas, form))) is not None
    ):
        flash(said, "ok")
        return go(url_for("contests.ideas", contest=contest.slug))
    target = TARGETS.get(form.deed.data or "")
    shown = following.preview(contest, ideas, target) if target else following.Preview(list(ideas), [])
    context = {"contest": contest, "ideas": ideas, "shown": shown, "target": target}
    return page("contests/decide.html", form=form if is_sure else None, deeds=form, **context)


def _do(contest: Contest, ideas: list[Idea], form: DecideForm) -> str:
    at, deed = clock.now(), form.deed.data
    if deed == "write":
        sent = following.write_to(current_user, contest, ideas, form.words.data or "", form.sending.data, at)
        return str(_n("%(num)s owner was written to.", "%(num)s owners were written to.", len(sent)))
    reason = RefusalReason(form.reason.data) if form.reason.data else None
    if deed == "refuse" and reason is None:
        raise DomainError("no_reason", _("Choose the reason that their owners will read."), field="reason")
    moved = following.decide(current_user, contest, ideas, TARGETS[deed], reason, at)
    if deed == "admit":
        return str(_n("%(num)s idea was admitted.", "%(num)s ideas were admitted.", len(moved)))
    return str(_n("%(num)s idea was not admitted.", "%(num)s ideas were not admitted.", len(moved)))


@blueprint.post("/ideas/<idea>/appeal")
@requires(Permission.WRITE_IDEA, of="idea")
def appeal(idea: Idea) -> Response:
    """Appeal against not being admitted."""
    form = AppealForm()
    if not form.attempt(lambda: following.appeal(current_user, idea, form.words.data, clock.now())):
        return own.idea_page(idea, form)
    flash(_("Your appeal was sent. The answer comes to this page."), "ok")
    return go(url_for("contests.idea", idea=idea.public_id, _anchor="appeal"))


@blueprint.get("/work/contests/<contest>/appeals")
@requires(Permission.MANAGE, of="contest")
def appeals(contest: Contest) -> Response:
    """Appeals, those that wait for an answer first."""
    asked = {name: request.args.get(name, "")[:80] for name in ("q", "outcome")}
    return page(
        "contests/appeals.html",
        contest=contest,
        appeals=reads.appeals_page(contest, asked["q"], asked["outcome"]),
        kept={name: said for name, said in asked.items() if said},
        outcomes=[("waiting", _("Waits for an answer")), *phrases.APPEAL_OUTCOMES.items()],
    )


@blueprint.post("/work/contests/<contest>/ideas/<idea>/answer-appeal")
@requires(Permission.SCREEN_IDEA, of="idea")
def answer_appeal(contest: Contest, idea: Idea) -> Response:
    """Answer an appeal."""
    form, row = AppealAnswerForm(), reads.appeal_of(idea)
    here = url_for("contests.appeals", contest=contest.slug)
    if row is None:
        return go(here)
    if form.attempt(lambda: _answer(row, form)):
        flash(_("The appeal was answered; the entrant is told."), "ok")
        return go(here)
    alone = Slice([row], None, None)
    return page("contests/appeals.html", form=form, contest=contest, appeals=alone, answering=row, kept={})


def _answer(row: IdeaAppeal, form: AppealAnswerForm) -> IdeaAppeal:
    return following.answer_appeal(current_user, row, form.chosen(), form.answer.data, clock.now())


@blueprint.get("/work/contests/<contest>/statistics")
@requires(Permission.MANAGE, of="contest")
def statistics(contest: Contest) -> Response:
    """Who entered what, where: counts as pictures."""
    kinds, provinces, sectors, states, stages = (
        queries.counts_by(contest, column)
        for column in (Idea.entrant_kind, Idea.province_code, Idea.sector, Idea.state, Idea.stage)
    )
    named = {each["id"]: each["name"] for each in contest.categories}
    categories = [row for row in queries.counts_by(contest, Idea.category) if row[0] in named]
    return page(
        "contests/statistics.html",
        contest=contest,
        shares=reads.shares_of(contest),
        kinds=[(phrases.ENTRANTS[EntrantKind(kind)], count) for kind, count in kinds],
        provinces=[(territory.place(code), count) for code, count in provinces],
        sectors=[(SECTORS[Sector(sector)], count) for sector, count in sectors],
        states=[(phrases.IDEA_STATES[IdeaState(state)], count) for state, count in states],
        stages=[(phrases.STAGES[stage], count) for stage, count in stages],  # type: ignore[index]
        categories=[(Texts(named[key]), count) for key, count in categories],
    )


def _header() -> list[str]:
    return [
        _("No."),
        _("Idea"),
        _("State"),
        _("Entrant"),
        _("Entered by"),
        _("Phone"),
        _("Region"),
        _("Province"),
        _("Sector"),
        _("How far the project is"),
        _("Members"),
        _("Women"),
        _("Under 35"),
        _("Budget"),
        _("Own share"),
        _("Sent on"),
        _("Rank"),
    ]


def _rows(ideas: Iterable[Idea]) -> Iterator[list[Any]]:
    for idea in ideas:
        yield [
            idea.number,
            str(idea.title),
            str(phrases.IDEA_STATES[IdeaState(idea.state)]),
            str(phrases.ENTRANTS[EntrantKind(idea.entrant_kind)]),
            str(idea.owner_name),
            idea.person.phone if idea.person else "",
            str(territory.place(idea.region_code) or ""),
            str(territory.place(idea.province_code) or ""),
            str(SECTORS[Sector(idea.sector)]),
            str(phrases.STAGES[idea.stage]),  # type: ignore[index]
            idea.members,
            idea.women,
            idea.young,
            None if idea.budget is None else idea.budget / 100,
            None if idea.own_share is None else idea.own_share / 100,
            idea.submitted_at and local_day(idea.submitted_at),
            idea.result.rank if idea.result and idea.contest.published_at else None,
        ]


@blueprint.get("/work/contests/<contest>/ideas.<any(csv, xlsx):form>")
@requires(Permission.MANAGE, of="contest")
def export(contest: Contest, form: str) -> Response:
    """What was sent, as asked, for a spreadsheet."""
    found = reads.every_sent_idea(contest, Asked.read(request.args))
    return spreadsheet(_header(), _rows(found), f"ideas-{contest.slug}.{form}")
