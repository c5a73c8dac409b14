"""An organizer's pages about stands: visits, votes and what looks odd in them, meetings. Nobody is named."""

from datetime import date
from typing import Any

from flask import Blueprint, abort, flash, request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from eventhub import clock
from eventhub.fairs.models import Edition
from eventhub.folding import natural
from eventhub.permissions import requires
from eventhub.visitors import phrases, queries, vote_patterns
from eventhub.visitors.forms.stands import DecideForm
from eventhub.visitors.meeting import what_came
from eventhub.visitors.operations import votes
from eventhub.visitors.permissions import Permission
from eventhub.visitors.queries import Visits
from eventhub.visitors.stands import Exhibit, exhibits_by_booth, exhibits_of
from eventhub.visitors.vote_patterns import Decision, Pattern
from eventhub.web.pages import go, page
from eventhub.web.spreadsheets import spreadsheet

HOME = "/work/e/<edition>/stands"
PAGE = 50


def add_to(blueprint: Blueprint) -> None:
    """Add these pages."""
    for rule, view, methods in (
        (HOME, see_stands, ["GET"]),
        (f"{HOME}.<kind>", export_stands, ["GET"]),
        ("/work/e/<edition>/votes", see_votes, ["GET"]),
        ("/work/e/<edition>/votes/decide", decide_votes, ["POST"]),
        ("/work/e/<edition>/meetings", see_meetings, ["GET"]),
    ):
        blueprint.add_url_rule(rule, view_func=view, methods=methods)


class StandRow:
    """One exhibitor's figures: visits, favourites, questions, contacts. Nobody's name."""

    def __init__(
        self, exhibit: Exhibit, visits: dict[int, Visits], asked: dict[int, Any], leads: dict[int, Any]
    ) -> None:
        own = [visits[booth] for booth in exhibit.booth_ids if booth in visits]
        self.exhibit = exhibit
        self.at_stand = sum(each.at_stand for each in own)
        self.from_afar = sum(each.from_afar for each in own)
        self.favourites = sum(each.favourites for each in own)
        self.questions, self.answered = asked.get(exhibit.cooperative_id, (0, 0))
        self.leads, self.released = leads.get(exhibit.cooperative_id, (0, 0))


def _rows(edition: Edition, day: date | None) -> list[StandRow]:
    """Every exhibitor's figures, the most visited first. Four statements."""
    visits = queries.visits_by_stand(edition.id, day)
    asked, leads = queries.questions_by_exhibitor(edition.id), queries.leads_by_exhibitor(edition.id)
    rows = [StandRow(exhibit, visits, asked, leads) for exhibit in exhibits_of(edition.id)]
    return sorted(rows, key=lambda row: (-row.at_stand, row.exhibit.label))


def _day(edition: Edition) -> date | None:
    try:
        day = date.fromisoformat(request.args.get("day", ""))
    except ValueError:
        return None
    return day if edition.starts_on <= day <= edition.ends_on else None


@requires(Permission.SEE_STANDS, of="edition")
def see_stands(edition: Edition) -> Any:
    """How the stands are visited, on a day or in all."""
    day = _day(edition)
    rows = _rows(edition, day)
    start = request.args.get("from", 0, int)
    start = start if 0 <= start < max(len(rows), 1) else 0
    today = clock.today(edition.zone)
    return page(
        "visitors/stands.html",
        edition=edition,
        day=day,
        days=[each for each in edition.day_list if each <= today],
        rows=rows[start : start + PAGE],
        start=start,
        earlier=start - PAGE if start else None,
        later=start + PAGE if start + PAGE < len(rows) else None,
        totals={
            name: sum(getattr(row, name) for row in rows)
            for name in ("at_stand", "from_afar", "favourites", "questions", "answered", "leads", "released")
        },
        unseen=sum(row.at_stand == 0 for row in rows),
    )


@requires(Permission.SEE_STANDS, of="edition")
def export_stands(edition: Edition, kind: str) -> Any:
    """The same figures as a table."""
    if kind not in ("csv", "xlsx"):
        abort(404)
    header = (
        *(_("Stand"), _("Exhibitor"), _("Visits"), _("Looked at online"), _("Favourites")),
        *(_("Questions"), _("Answered"), _("Contacts asked for"), _("Contacts released")),
    )
    lines = (
        (
            *(row.exhibit.label, str(row.exhibit.name), row.at_stand, row.from_afar, row.favourites),
            *(row.questions, row.answered, row.leads, row.released),
        )
        for row in _rows(edition, _day(edition))
    )
    return spreadsheet(header, lines, f"{edition.slug}-stands.{kind}", title=_("Stands"))


def _patterns(edition: Edition) -> list[Pattern]:
    return vote_patterns.patterns(
        queries.votes_of(edition.id), gates_counted=queries.gates_counted(edition.id)
    )


@requires(Permission.JUDGE_VOTES, of="edition")
def see_votes(edition: Edition, refused: DecideForm | None = None, pattern: str = "") -> Any:
    """The votes, all and those that count, and what looks odd in them."""
    cast = queries.votes_of(edition.id)
    decided = {each.pattern: each for each in queries.decisions_of(edition.id)}
    counts = vote_patterns.counted(cast, queries.set_aside(edition.id))
    exhibits = exhibits_by_booth(edition.id)
    found = vote_patterns.patterns(cast, gates_counted=queries.gates_counted(edition.id))
    standing = sorted(counts.items(), key=lambda item: (-item[1][1], -item[1][0], item[0]))
    gone = [each for key, each in decided.items() if key not in {one.key for one in found}]
    return page(
        "visitors/votes.html",
        refused,
        edition=edition,
        standing=[(exhibits.get(booth, []), all_votes, kept) for booth, (all_votes, kept) in standing[:30]],
        total=len(cast),
        kept=sum(kept for _all, kept in counts.values()),
        reports=[(each, exhibits.get(each.booth_id, []), decided.get(each.key)) for each in found],
        gone=gone,
        decide_form=DecideForm(formdata=None),
        pattern=pattern,
        patterns=phrases.PATTERNS,
        advice=phrases.PATTERN_ADVICE,
        decisions=phrases.DECISIONS,
    )


@requires(Permission.JUDGE_VOTES, of="edition")
def decide_votes(edition: Edition) -> Any:
    """Keep the votes of one pattern, or set them aside, with the reason."""
    form, key = DecideForm(), request.form.get("pattern", "")
    pattern = next((each for each in _patterns(edition) if each.key == key), None)
    if pattern is None:
        flash(_("This pattern is not there any more."), "wait")
        return go(url_for("visitors.see_votes", edition=edition.slug))

    def decide() -> Any:
        reason, decision = form.reason.data or "", Decision(form.decision.data)
        return votes.decide(current_user, edition, pattern, decision, reason, clock.now())

    if form.attempt(decide):
        flash(_("Your decision is kept, with its reason."), "ok")
        return go(url_for("visitors.see_votes", edition=edition.slug))
    return see_votes(edition=edition, refused=form, pattern=key)


@requires(Permission.SEE_MEETINGS, of="edition")
def see_meetings(edition: Edition) -> Any:
    """What the meetings came to, and which stands met whom how often; no visitor is named."""
    found = queries.meetings_of(edition.id)
    names = {exhibit.cooperative_id: exhibit for exhibit in exhibits_of(edition.id)}
    by_stand: dict[int, list[Any]] = {}
    for meeting in found:
        by_stand.setdefault(meeting.cooperative_id, []).append(meeting)
    rows = [(names.get(stand), what_came(met)) for stand, met in by_stand.items()]
    return page(
        "visitors/meetings_work.html",
        edition=edition,
        came=what_came(found),
        rows=sorted(rows, key=lambda row: (-row[1].asked, natural(row[0].label) if row[0] else ())),
    )
