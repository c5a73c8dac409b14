"""Pages of watching gates: irregular entries, how many may be inside, queues as files, the staff's guide."""

from typing import Any

from flask import Blueprint, Response, flash, request, session, url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from flask_login import current_user

from eventhub import clock
from eventhub.fairs.models import Edition
from eventhub.i18n import number
from eventhub.permissions import requires
from eventhub.visitors import codes, gate_guide, operations, phrases, queries
from eventhub.visitors.admission import Outcome, Reason
from eventhub.visitors.forms import CrowdForm, NoteForm, QueueForm
from eventhub.visitors.permissions import Permission
from eventhub.visitors.queries.watching import OPEN, SETTLED
from eventhub.web.pages import go, page
from eventhub.web.spreadsheets import spreadsheet

HOME = "/work/e/<edition>/gates"


def add_to(blueprint: Blueprint) -> None:
    """Add these pages."""
    for rule, view, methods in (
        (f"{HOME}/irregular", list_irregular, ["GET"]),
        (f"{HOME}/irregular/export.csv", export_irregular, ["GET"]),
        (f"{HOME}/irregular/<irregular>", note_irregular, ["GET", "POST"]),
        (f"{HOME}/crowd", limit_crowd, ["GET", "POST"]),
        (f"{HOME}/queue", bring_queue, ["GET", "POST"]),
        (f"{HOME}/guide.pdf", print_guide, ["GET"]),
    ):
        blueprint.add_url_rule(rule, view_func=view, methods=methods)


@requires(Permission.SEE_IRREGULAR, of="edition")
def list_irregular(edition: Edition) -> Any:
    """Entries that the rule would have refused, newest first: filtered by gate, reason, settled or not."""
    chosen = {name: request.args.get(name, "")[:40] for name in ("place", "reason", "state")}
    return page(
        "visitors/irregular.html",
        edition=edition,
        found=queries.irregular_page(edition.id, **chosen),
        chosen=chosen,
        gates=queries.gates_of(edition.id),
        reasons=[(reason, phrases.REASONS[reason]) for reason in queries.irregular_reasons(edition.id)],
        states=[(OPEN, _("To look at")), (SETTLED, _("Settled"))],
        words=phrases.REASONS,
        shown=codes.shown,
    )


@requires(Permission.SEE_IRREGULAR, of="edition")
def export_irregular(edition: Edition) -> Response:
    """The same as a file; codes of badges, no names."""
    header = [
        *(_("Time"), _("Gate"), _("Device"), _("Badge"), _("Reason")),
        *(_("First entry"), _("Note"), _("Settled")),
    ]
    rows = (
        [
            row.at.astimezone(edition.zone).strftime("%Y-%m-%d %H:%M:%S"),
            *(row.place, row.device, codes.shown(row.code) if row.code else ""),
            str(phrases.REASONS[Reason(row.reason)]) if row.reason else "",
            row.first_at.astimezone(edition.zone).strftime("%Y-%m-%d %H:%M:%S") if row.first_at else "",
            *(row.note or "", _("yes") if row.resolved_at else ""),
        ]
        for row in queries.irregular_to_export(edition.id)
    )
    return spreadsheet(header, rows, f"irregular-{edition.slug}.csv")


@requires(Permission.NOTE_IRREGULAR, of="edition")
def note_irregular(edition: Edition, irregular: Any) -> Any:
    """What was found out about one entry."""
    form = NoteForm(text=irregular.note or "", is_resolved=irregular.resolved_at is not None)
    if form.is_submitted():
        done = form.attempt(
            lambda: operations.note_scan(
                current_user,
                edition,
                irregular.id,
                form.text.data.strip(),
                clock.now(),
                is_resolved=form.is_resolved.data,
            )
        )
        if done:
            flash(_("The note was kept."), "ok")
            return go(url_for("visitors.list_irregular", edition=edition.slug))
    words = phrases.REASONS
    return page("visitors/note.html", form, edition=edition, entry=irregular, words=words, shown=codes.shown)


@requires(Permission.LIMIT_CROWD, of="edition")
def limit_crowd(edition: Edition) -> Any:
    """How many people may be inside, and when to warn."""
    form = CrowdForm(obj=queries.limit_of(edition.id))
    if form.is_submitted():
        people, warn_at = form.people.data, form.warn_at.data
        done = form.attempt(
            lambda: operations.limit_crowd(current_user, edition, people, warn_at, clock.now())
        )
        if done:
            flash(_("Kept: gates and scanners know it now."), "ok")
            return go(url_for("visitors.see_gates", edition=edition.slug))
    return page("visitors/crowd.html", form, edition=edition)


@requires(Permission.BRING_QUEUE, of="edition")
def bring_queue(edition: Edition) -> Any:
    """A device could not send: its file is brought in by hand."""
    form = QueueForm()
    if form.is_submitted():
        content = form.content
        done = form.attempt(lambda: operations.bring_queue(current_user, edition, content, clock.now()))
        if done:
            flash(_brought(done), "ok")
            return go(url_for("visitors.see_gates", edition=edition.slug))
    return page("visitors/queue.html", form, edition=edition)


def _brought(outcomes: Any) -> str:
    total, irregular = outcomes.total(), outcomes[Outcome.IRREGULAR]
    said = ngettext("%(count)s scan is here.", "%(count)s scans are here.", total, count=number(total))
    if irregular:
        more = ngettext(
            "%(count)s of them is irregular.",
            "%(count)s of them are irregular.",
            irregular,
            count=number(irregular),
        )
        said = f"{said} {more}"
    return f"{said} {_('Sending the file again changes nothing.')}"


@requires(Permission.PRINT_GUIDE, of="edition")
def print_guide(edition: Edition) -> Response:
    """One page for gate staff; with the pairing QR just made, if it is asked for."""
    _device, code = session.get("pairing", ("", ""))
    content = gate_guide.pdf(edition, code if code and "pairing" in request.args else None)
    response = Response(content, content_type="application/pdf")
    response.headers.set("Content-Disposition", "attachment", filename=f"gate-{edition.slug}.pdf")
    response.headers["Cache-Control"] = "private, no-store"
    return response
