"""Pages of a rectification: why, what was wrong, what becomes different, signature, publication."""

from collections.abc import Callable
from typing import Any

from flask import flash, request, url_for
from flask_babel import gettext as _
from flask_login import current_user
from werkzeug.wrappers import Response

from eventhub import clock, permissions
from eventhub.contests.models import Contest, Idea
from eventhub.contests.states import JUDGED, ContestState, RefusalReason
from eventhub.errors import DomainError
from eventhub.judging import queries
from eventhub.judging.blueprint import blueprint
from eventhub.judging.forms import (
    LeftOutForm,
    NotAdmissibleForm,
    RectifiedMinutesForm,
    RectifyForm,
    RightedForm,
    SignerForm,
)
from eventhub.judging.models import Amendment, Rectification, Sheet
from eventhub.judging.operations import rectified, rectifying, republishing
from eventhub.judging.operations.rectifying import Words
from eventhub.judging.permissions import Permission
from eventhub.judging.queries import aside, panel, room
from eventhub.judging.queries import rectifying as reads
from eventhub.judging.states import SheetState
from eventhub.permissions import requires
from eventhub.transaction import savepoint
from eventhub.web.forms import Form
from eventhub.web.pages import go, page


def _here(contest: Contest, where: str = "") -> str:
    return url_for("judging.rectification", contest=contest.slug, _anchor=where or None)


def _page(contest: Contest, form: Form | None = None) -> Response:
    """What is under way, or the way to begin; what was rectified before."""
    row = reads.under_way(contest)
    standing = rectified.standing_of(contest, row) if row is not None else None
    me = queries.judge_of(current_user.id, contest.id)
    barred = aside.judges_aside(contest)
    return page(
        "judging/rectification.html",
        contest=contest,
        form=form,
        begin_form=form if type(form) is RectifyForm else RectifyForm(formdata=None),
        words_form=form if isinstance(form, RectifiedMinutesForm) else _words_form(row),
        signer_form=form if isinstance(form, SignerForm) else SignerForm(_others(contest), formdata=None),
        row=row,
        standing=standing,
        lacks=_lacks(contest, row, standing) if row is not None and standing is not None else None,
        through=rectified.gone_through(contest, standing) if standing is not None else None,
        covered={idea for idea, who in barred.items() if me is not None and me.id in who},
        ideas=queries.eligible_ideas(contest),
        runs=permissions.may(current_user, Permission.RECTIFY, contest),
        signs=permissions.may(current_user, Permission.SIGN, contest),
        president=queries.president_of(contest),
        unsigned=row is not None and republishing.needs_signature(contest, row),
        first=room.deliberation_of(contest),
        done=reads.published_of(contest),
    )


def _words_form(row: Rectification | None) -> RectifiedMinutesForm:
    return RectifiedMinutesForm(formdata=None, obj=row)


def _others(contest: Contest) -> list[Any]:
    return [each for each in panel.active_judges(contest) if each.role == "member"]


def _lacks(contest: Contest, row: Rectification, standing: rectified.Standing) -> str | None:
    """The first thing that is missing before the minutes can be signed; None for nothing."""
    try:
        rectified.check_whole(contest, row, standing)
    except DomainError as refusal:
        return str(refusal)
    return None


def _done(contest: Contest, where: str, verb: Callable[[], object], words: str) -> Response:
    """Do it, say so or why not, and go back to that part of the page."""
    try:
        with savepoint():
            verb()
    except DomainError as refusal:
        flash(str(refusal), "no")
    else:
        flash(words, "ok")
    return go(_here(contest, where))


@blueprint.get("/work/contests/<contest>/rectification")
@requires(Permission.SEE_ROOM, of="contest")
def rectification(contest: Contest) -> Response:
    """The rectification under way, and those that were published."""
    if contest.state != ContestState.PUBLISHED:
        return go(url_for("judging.room", contest=contest.slug))
    return _page(contest)


@blueprint.post("/work/contests/<contest>/rectification")
@requires(Permission.RECTIFY, of="contest")
def rectify(contest: Contest) -> Response:
    """Open one, with its reason."""
    form = RectifyForm()
    if form.attempt(lambda: rectifying.begin(current_user, contest, form.reason.data or "", clock.now())):
        flash(_("The rectification is open. Nothing that is published changes before you publish it."), "ok")
        return go(_here(contest, "wrong"))
    return _page(contest, form)


@blueprint.get("/work/contests/<contest>/rectification/ideas/<idea>")
@requires(Permission.RECTIFY, of="contest")
def rectify_idea(contest: Contest, idea: Idea) -> Response:
    """One idea's sheets, each to be put right or left out; the idea found not admissible."""
    return _idea_page(contest, idea)


def _idea_page(contest: Contest, idea: Idea, refused: tuple[Sheet | None, Form] | None = None) -> Response:
    row = reads.under_way(contest)
    if row is None or not row.is_open or idea.state not in JUDGED:
        return go(_here(contest))
    living = tuple(state for state in SheetState if state != SheetState.RECUSED)
    counting = [
        sheet
        for sheet in queries.sheets_of_idea(idea, living)
        if sheet.judge.role in queries.SCORING and not sheet.judge.is_left_out
    ]
    sheet, form = refused or (None, None)
    return page(
        "judging/rectify_idea.html",
        contest=contest,
        row=row,
        idea=idea,
        sheets=counting,
        amended={each.sheet_id: each for each in row.amendments},
        refused_idea=next(
            (each for each in row.amendments if each.sheet_id is None and each.idea_id == idea.id), None
        ),
        about=sheet,
        form=form,
        righted_form=form if isinstance(form, RightedForm) else RightedForm(formdata=None),
        refusal_form=form if isinstance(form, NotAdmissibleForm) else NotAdmissibleForm(formdata=None),
    )


@blueprint.post("/work/contests/<contest>/rectification/sheets/<sheet>")
@requires(Permission.RECTIFY, of="contest")
def right_sheet(contest: Contest, sheet: Sheet) -> Response:
    """The marks and comment that a sheet should have had."""
    form = RightedForm()
    marks = {each["id"]: request.form.get(f"mark-{each['id']}", type=int) for each in contest.criteria}

    def put() -> bool:
        rectifying.right_sheet(current_user, sheet, marks, form.comment.data or "", clock.now())
        return True

    if form.attempt(put):
        flash(_("Kept in the rectification. The published sheet stays as it is until then."), "ok")
        return go(_here(contest, "wrong"))
    return _idea_page(contest, sheet.idea, (sheet, form))


@blueprint.post("/work/contests/<contest>/rectification/sheets/<sheet>/leave-out")
@requires(Permission.RECTIFY, of="contest")
def leave_sheet_out(contest: Contest, sheet: Sheet) -> Response:
    """A judge's sheet of an idea that no longer counts."""
    form = LeftOutForm()
    if form.attempt(lambda: rectifying.leave_out(current_user, sheet, form.reason.data, clock.now())):
        flash(_("Kept in the rectification: this sheet will not count."), "ok")
        return go(_here(contest, "wrong"))
    return _idea_page(contest, sheet.idea, (sheet, form))


@blueprint.post("/work/contests/<contest>/rectification/ideas/<idea>")
@requires(Permission.RECTIFY, of="contest")
def find_ineligible(contest: Contest, idea: Idea) -> Response:
    """An idea that should not have been judged."""
    form = NotAdmissibleForm()

    def find() -> Amendment:
        reason = RefusalReason(form.refusal_reason.data)
        return rectifying.find_ineligible(current_user, idea, reason, clock.now())

    if form.attempt(find):
        flash(_("Kept in the rectification: this idea will lose its place."), "ok")
        return go(_here(contest, "wrong"))
    return _idea_page(contest, idea, (None, form))


@blueprint.post("/work/contests/<contest>/rectification/changes/<amendment>")
@requires(Permission.RECTIFY, of="contest")
def take_amendment_back(contest: Contest, amendment: Amendment) -> Response:
    """It stays as it was, after all."""
    return _done(
        contest,
        "wrong",
        lambda: rectifying.take_back(current_user, contest, amendment, clock.now()),
        _("Taken back: this stays as published."),
    )


@blueprint.post("/work/contests/<contest>/rectification/minutes")
@requires(Permission.RECTIFY, of="contest")
def write_rectified(contest: Contest) -> Response:
    """The words of the second minutes, and who has which prize."""
    form = RectifiedMinutesForm()
    chosen = {
        idea.public_id: request.form.get(f"prize-{idea.public_id}", type=int)
        for idea in queries.eligible_ideas(contest)
    }
    has_prizes = any(name.startswith("prize-") for name in request.form)

    def write() -> Rectification:
        words = Words(form.reason.data or "", form.place.data or "", form.remarks.data or "")
        if has_prizes:
            words = Words(words.reason, words.place, words.remarks, chosen)
        return rectifying.write(current_user, contest, words, clock.now())

    if form.attempt(write):
        flash(_("Kept."), "ok")
        return go(_here(contest, "minutes"))
    return _page(contest, form)


@blueprint.post("/work/contests/<contest>/rectification/signer")
@requires(Permission.RECTIFY, of="contest")
def name_rectified_signer(contest: Contest) -> Response:
    """Somebody signs the second minutes in the president's place."""
    form = SignerForm(_others(contest))

    def named() -> Rectification:
        judge = queries.judge_by_public_id(form.judge.data, {"contest": contest})
        return rectifying.name_signer(current_user, contest, judge, form.reason.data, clock.now())

    if row := form.attempt(named):
        flash(
            _("%(name)s can sign the minutes now.", name=row.signer.person.name if row.signer else "–"), "ok"
        )
        return go(_here(contest, "signature"))
    return _page(contest, form)


@blueprint.post("/work/contests/<contest>/rectification/sign")
@requires(Permission.SIGN, of="contest")
def sign_rectified(contest: Contest) -> Response:
    """The president signs the second minutes, or takes the signature back."""
    judge = queries.judge_of(current_user.id, contest.id)
    if judge is None:
        return go(_here(contest))
    if request.form.get("again"):
        return _done(
            contest,
            "signature",
            lambda: rectifying.unsign(judge, clock.now()),
            _("The signature was taken back."),
        )
    return _done(
        contest, "signature", lambda: rectifying.sign(judge, clock.now()), _("The minutes are signed.")
    )


@blueprint.post("/work/contests/<contest>/rectification/publish")
@requires(Permission.RECTIFY, of="contest")
def publish_rectified(contest: Contest) -> Response:
    """The rectified result takes the place of the published one."""
    return _done(
        contest,
        "before",
        lambda: republishing.publish(current_user, contest, clock.now()),
        _("The rectified results are published. Those whose place or prize changed are told."),
    )


@blueprint.post("/work/contests/<contest>/rectification/drop")
@requires(Permission.RECTIFY, of="contest")
def drop_rectification(contest: Contest) -> Response:
    """Nothing is put right after all."""
    return _done(
        contest,
        "",
        lambda: rectifying.drop(current_user, contest, clock.now()),
        _("The rectification was dropped: what is published stays as it is."),
    )
