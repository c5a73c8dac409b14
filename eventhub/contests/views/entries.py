"""Pages on which an idea is written: the first page, all of it, its files; and filing for somebody."""

from collections.abc import Mapping
from typing import Any

from flask import flash, jsonify, request, url_for
from flask_babel import gettext as _
from flask_login import current_user
from werkzeug.wrappers import Response

from eventhub import clock, storage
from eventhub.contests import budgets, entering, queries
from eventhub.contests.blueprint import blueprint
from eventhub.contests.forms.writing import FirstPageForm, ForSomebodyForm, IdeaForm
from eventhub.contests.kinds import FileKind
from eventhub.contests.models import Contest, Idea, IdeaFile
from eventhub.contests.operations import files, helping, syncing
from eventhub.contests.permissions import Permission
from eventhub.contests.queries import bank as bank_reads
from eventhub.contests.queries import writing
from eventhub.contests.states import EntrantKind
from eventhub.cooperatives.models import Cooperative
from eventhub.errors import DomainError
from eventhub.permissions import open_to_all, requires
from eventhub.transaction import savepoint
from eventhub.web.assets import asset
from eventhub.web.loading import loads
from eventhub.web.pages import go, page

loads("idea_file", writing.file_of)
SHOWN_FILES = {FileKind.PHOTO: "photo_file", FileKind.VOICE: "voice_file", FileKind.VIDEO: "video_file"}
"""The inputs of files, by what they hold."""


def cooperatives_for(idea: Idea) -> list[Cooperative]:
    """The cooperatives an idea may be entered for: its owner's, and the actor's own."""
    found = {each.id: each for each in queries.cooperatives_of(current_user.id)}
    if idea.person_id and idea.person_id != current_user.id:
        found |= {each.id: each for each in queries.cooperatives_of(idea.person_id)}
    if idea.cooperative is not None:
        found[idea.cooperative.id] = idea.cooperative
    return list(found.values())


def _at_first(cooperatives: list[Cooperative]) -> dict[str, Any]:
    """What the first page starts from: one's cooperative, or the model one comes from."""
    first = cooperatives[0] if cooperatives else None
    known: dict[str, Any] = {
        "entrant_kind": EntrantKind.COOPERATIVE if first else None,
        "cooperative_id": first.id if first else None,
        "province_code": first.province_code if first else None,
    }
    model = bank_reads.model_shown(request.args.get("model", ""))
    return known | ({"title": str(model.title), "sector": model.sector} if model else {})


@blueprint.route("/contests/<contest>/enter", methods=["GET", "POST"])
@requires(Permission.ENTER, of="contest")
def enter(contest: Contest) -> Response:
    """The first page of a new idea; sending it keeps a draft."""
    cooperatives = queries.cooperatives_of(current_user.id)
    form = FirstPageForm(contest, cooperatives, data=_at_first(cooperatives))
    model = bank_reads.model_shown(request.args.get("model", ""))
    if form.is_submitted() and (
        idea := form.attempt(
            lambda: helping.begin_from(current_user, contest, form.words(), model, clock.now())
        )
    ):
        return go(url_for("contests.write", idea=idea.public_id))
    return page(
        "contests/enter.html",
        form=form,
        contest=contest,
        model=model,
        is_open=contest.is_open(clock.now()),
    )


@blueprint.route("/contests/<contest>/enter-for", methods=["GET", "POST"])
@requires(Permission.FILE_FOR_OTHERS, of="contest")
def enter_for(contest: Contest) -> Response:
    """An agent begins an idea for somebody who can't."""
    form = ForSomebodyForm(contest, [])
    if form.is_submitted() and (
        idea := form.attempt(
            lambda: helping.begin_for(
                current_user,
                contest,
                {name: form[name].data for name in ("name_ar", "name_latin", "phone")},
                form.words(),
                clock.now(),
            )
        )
    ):
        flash(_("The idea is marked as filed by you, and its owner is told."), "ok")
        return go(url_for("contests.write", idea=idea.public_id))
    open_now = contest.is_open(clock.now())
    return page("contests/enter_for.html", form=form, contest=contest, is_open=open_now)


@blueprint.route("/ideas/<idea>/write", methods=["GET", "POST"])
@requires(Permission.WRITE_IDEA, of="idea")
def write(idea: Idea) -> Response:
    """All of an idea: a step a screen with scripts, one page without."""
    form = IdeaForm.of(idea, cooperatives_for(idea))
    if form.is_submitted():
        done = form.attempt(lambda: _kept(idea, form.words()))
        if done is not None:
            return go(url_for("contests.idea", idea=idea.public_id))
    return page(
        "contests/write.html",
        form=form,
        contest=idea.contest,
        idea=idea,
        files=writing.files_of(idea),
        budget=budgets.added_up(idea.lines_said, idea.own_share),
        can_write=entering.may_be_written(idea, clock.now()),
        largest_recording=storage.LARGEST_RECORDING,
    )


def _kept(idea: Idea, words: Mapping[str, Any]) -> Idea:
    at = clock.now()
    kept = syncing.write_page(current_user, idea, words, at)
    for kind, name in SHOWN_FILES.items():
        for sent in request.files.getlist(name):
            if sent.filename:
                files.add(current_user, idea, kind, sent, at)
    return kept


@blueprint.post("/ideas/<idea>/files/<idea_file>/remove")
@requires(Permission.WRITE_IDEA, of="idea")
def remove_file(idea: Idea, idea_file: IdeaFile) -> Response:
    """Take a photo or a recording away."""
    try:
        with savepoint():
            files.remove(current_user, idea_file, clock.now())
    except DomainError as refusal:
        flash(str(refusal), "no")
    return go(url_for("contests.write", idea=idea.public_id, _anchor="step-files"))


def _sent(row: IdeaFile, cache: str) -> Response:
    """A file as players want it: whole, or the part they ask for."""
    response = Response(storage.read(row.file), content_type=row.file.media_type)
    response.headers["Content-Security-Policy"] = "default-src 'none'; frame-ancestors 'none'; sandbox"
    response.headers["Cache-Control"] = cache
    return response.make_conditional(request, accept_ranges=True, complete_length=row.file.size)


@blueprint.get("/idea-files/<idea_file>")
@requires(Permission.SEE_FILE, of="idea_file")
def idea_file(idea_file: IdeaFile) -> Response:
    """A photo, a voice note or a film of an idea, for those who may read it."""
    return _sent(idea_file, "private, no-store")


@blueprint.get("/contests/offline.json")
@open_to_all("names of public files that the page of an idea needs")
def offline() -> Response:
    """What a service worker keeps so that an idea opens without a network."""
    behaviours = ("autosize", "dialog", "leaving", "main", "menu", "once", "theme", "toast")
    writing = ("page", "steps", "draft", "store", "sync", "later", "trouble", "meeting")
    applying = (*writing, "photo", "papers", "needs", "wishes", "neighbours")
    scripts = (
        *behaviours,
        *("keeping", "sending", "uuid", "contests/budget", "contests/previews", "contests/recorder"),
        *(f"applying/{name}" for name in applying),
    )
    styles = tuple(f"css/{name}.css" for name in ("base", "contests", "applying", "print"))
    pictures = ("img/sprite.svg", "img/favicon.svg", "img/zellij.svg", "img/down.svg", "img/frieze.svg")
    return jsonify(
        files=[asset(name) for name in (*(f"js/{name}.js" for name in scripts), *styles, *pictures)]
    )
