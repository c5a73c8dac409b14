"""The bank of projects: its list and map, one project, funders, models, messages to owners."""

from flask import flash, request, url_for
from flask_babel import gettext as _
from flask_login import current_user
from msgspec.structs import replace
from werkzeug.wrappers import Response

from eventhub import clock, permissions, territory
from eventhub.accounts.limits import limited_by_address
from eventhub.contests import budgets, mosaic, queries
from eventhub.contests.blueprint import blueprint
from eventhub.contests.forms.work import ContactAnswerForm, ContactForm
from eventhub.contests.models import BankMessage, Idea, ModelSheet
from eventhub.contests.operations import bank as operations
from eventhub.contests.permissions import Permission
from eventhub.contests.queries import Asked, writing
from eventhub.contests.queries import bank as reads
from eventhub.contests.queries.sought import Sought, funders_page, models_page
from eventhub.contests.states import QUESTIONS, ContestState
from eventhub.permissions import open_to_all, requires
from eventhub.web.loading import loads
from eventhub.web.pages import go, page

loads("model_sheet", reads.model_of)
loads("bank_message", reads.message_of)


@blueprint.get("/bank")
@open_to_all("ideas whose owners agreed to show them")
def bank() -> Response:
    """The bank of cooperative projects."""
    asked = Asked.read(request.args)
    counts = reads.counts_by_region(asked)
    return page(
        "contests/bank.html",
        ideas=queries.banked_ideas(asked),
        asked=asked,
        regions=[(place.code, str(place)) for place in territory.regions()],
        tiles=mosaic.tiles(counts, asked.region),
        total=sum(counts.values()),
    )


def _project(idea: Idea, form: ContactForm, *, refused: ContactForm | None = None) -> Response:
    return page(
        "contests/banked.html",
        form=refused,
        contact=form,
        idea=idea,
        questions=QUESTIONS,
        files=writing.files_of(idea),
        budget=budgets.added_up(idea.lines_said, idea.own_share),
        funders=reads.funders_for(idea),
    )


def _gone(idea: Idea) -> Response:
    """What stands where a project was: its link lives on in messages and on paper after it left the bank."""
    is_own = permissions.may(current_user, Permission.SEE_IDEA, idea)
    answer = page("contests/bank_gone.html", own=idea if is_own else None)
    answer.status_code = 404
    return answer


def _is_there(idea: Idea) -> bool:
    return permissions.may(current_user, Permission.READ_BANKED, idea)


@blueprint.get("/bank/<idea>")
@open_to_all("a project that its owner shows; a page says so when it is not in the bank")
def banked(idea: Idea) -> Response:
    """One project of the bank."""
    if not _is_there(idea):
        return _gone(idea)
    known = current_user.is_authenticated
    data = {
        "name": str(current_user.name) if known else "",
        "contact": (current_user.email or current_user.phone or "") if known else "",
    }
    return _project(idea, ContactForm(data=data))


@blueprint.post("/bank/<idea>/contact")
@open_to_all("anybody may write to who shows a project; a page says so when it is not in the bank")
@limited_by_address
def contact(idea: Idea) -> Response:
    """Write to a project's owner, through the site."""
    if not _is_there(idea):
        return _gone(idea)
    form = ContactForm()
    here = url_for("contests.banked", idea=idea.public_id)
    if form.website.data:  # only machines fill in what people don't see
        return go(here)
    if form.attempt(lambda: operations.write_to_owner(current_user, idea, form.said(), clock.now())) is None:
        return _project(idea, form, refused=form)
    flash(_("Your message was passed on. The owner answers you directly, or not: it is their choice."), "ok")
    return go(here)


@blueprint.get("/ideas/<idea>/messages")
@requires(Permission.SEE_IDEA, of="idea")
def bank_messages(idea: Idea) -> Response:
    """What people wrote about one's project, and funders that look for such."""
    return _messages(idea, ContactAnswerForm())


def _messages(idea: Idea, form: ContactAnswerForm, answering: BankMessage | None = None) -> Response:
    return page(
        "contests/bank_messages.html",
        form=form,
        idea=idea,
        contest=idea.contest,
        messages=reads.messages_to(idea),
        funders=reads.funders_for(idea),
        answering=answering,
    )


@blueprint.post("/ideas/<idea>/messages/<bank_message>/answer")
@requires(Permission.WRITE_IDEA, of="idea")
def answer_message(idea: Idea, bank_message: BankMessage) -> Response:
    """Answer somebody who wrote."""
    form = ContactAnswerForm()
    if (
        form.attempt(
            lambda: operations.answer_message(current_user, bank_message, form.words.data, clock.now())
        )
        is None
    ):
        return _messages(idea, form, bank_message)
    flash(_("Your answer was kept, and sent if they left an e-mail address."), "ok")
    return go(url_for("contests.bank_messages", idea=idea.public_id))


@blueprint.get("/bank/funders")
@open_to_all("what funders look for")
def funders() -> Response:
    """Who looks for projects, and how many of the bank suit each."""
    sought = replace(Sought.read(request.args), shown="")
    found, projects = funders_page(sought), reads.projects_to_match()
    return page(
        "contests/funders.html",
        found=found,
        rows=[(funder, reads.suiting(funder, projects)) for funder in found.rows],
        kept=sought.kept(),
        regions=[(place.code, str(place)) for place in territory.regions()],
    )


@blueprint.get("/bank/models")
@open_to_all("ready-made business models")
def models() -> Response:
    """Ready-made models."""
    sought = replace(Sought.read(request.args), shown="")
    return page("contests/models.html", models=models_page(sought), kept=sought.kept())


@blueprint.get("/bank/models/<model_sheet>")
@requires(Permission.READ_MODEL, of="model_sheet")
def model_page(model_sheet: ModelSheet) -> Response:
    """One model, and the contests where an idea can start from it."""
    at = clock.now()
    open_now = [
        contest
        for contest in queries.public_contests()
        if contest.state == ContestState.OPEN
        and contest.is_open(at)
        and (not contest.sectors or model_sheet.sector in contest.sectors)
    ]
    return page("contests/model.html", model=model_sheet, questions=QUESTIONS, contests=open_now)
