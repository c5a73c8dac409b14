"""Pages of grants: what winners were awarded, paid and used, with proof."""

import uuid
from typing import Any

from flask import abort, flash, request, url_for
from flask_babel import gettext as _
from flask_login import current_user
from werkzeug.wrappers import Response

from eventhub import clock, territory
from eventhub.contests import phrases
from eventhub.contests.blueprint import blueprint
from eventhub.contests.forms.work import GrantEntryForm
from eventhub.contests.models import Contest, Grant, GrantEntry
from eventhub.contests.operations import granting
from eventhub.contests.permissions import Permission
from eventhub.contests.queries import grants as reads
from eventhub.errors import DomainError
from eventhub.permissions import requires
from eventhub.transaction import savepoint
from eventhub.web.loading import loads
from eventhub.web.pages import go, page
from eventhub.web.spreadsheets import spreadsheet
from eventhub.web.views import send_stored

loads("grant", reads.grant_of)
loads("grant_entry", reads.entry_of)


@blueprint.get("/work/contests/<contest>/grants")
@requires(Permission.MANAGE, of="contest")
def grants(contest: Contest) -> Response:
    """Every grant, and where it stands."""
    asked = {name: request.args.get(name, "")[:80] for name in ("q", "waiting")}
    found = reads.grants_page(contest, asked["q"], asked["waiting"])
    there = reads.followed(contest)
    return page(
        "contests/grants.html",
        contest=contest,
        found=found,
        rows=[(grant, granting.account_of(grant)) for grant in found.rows],
        sums=reads.sums_of(contest),
        kept={name: said for name, said in asked.items() if said},
        waiting=[
            result
            for result in (reads.winners_of(contest) if contest.published_at else [])
            if result.idea_id not in there and granting.amount_of(contest, result)
        ],
    )


@blueprint.get("/work/contests/<contest>/grants.<any(csv, xlsx):form>")
@requires(Permission.MANAGE, of="contest")
def export_grants(contest: Contest, form: str) -> Response:
    """The grants as asked, with what was paid and proved, for a spreadsheet."""
    asked = {name: request.args.get(name, "")[:80] for name in ("q", "waiting")}
    found = reads.every_grant(contest, asked["q"], asked["waiting"])
    header = [_("No."), _("Idea"), _("Entered by"), _("Phone"), _("Province"), _("Prize"), _("State")]
    sums = [_("Awarded"), _("Paid out so far"), _("Used, with proof"), _("Left to pay"), _("Left to prove")]
    rows = (_row(grant) for grant in found)
    return spreadsheet([*header, *sums, _("Papers kept")], rows, f"grants-{contest.slug}.{form}")


def _row(grant: Grant) -> list[Any]:
    idea, account = grant.idea, granting.account_of(grant)
    sums = (account.awarded, account.paid, account.used, account.to_pay, account.to_use)
    return [
        idea.number,
        str(idea.title),
        str(idea.owner_name),
        idea.person.phone if idea.person else "",
        str(territory.place(idea.province_code) or ""),
        str(idea.result.prize or "") if idea.result else "",
        str(phrases.GRANT_STATES[account.state]),
        *(centimes / 100 for centimes in sums),
        sum(entry.proof_id is not None for entry in grant.entries),
    ]


@blueprint.post("/work/contests/<contest>/grants")
@requires(Permission.MANAGE, of="contest")
def award_grants(contest: Contest) -> Response:
    """Begin to follow the winners' grants."""
    try:
        with savepoint():
            granting.award(current_user, contest, clock.now())
    except DomainError as refusal:
        flash(str(refusal), "no")
    return go(url_for("contests.grants", contest=contest.slug))


@blueprint.route("/work/contests/<contest>/grants/<grant>", methods=["GET", "POST"])
@requires(Permission.MANAGE, of="contest")
def grant_page(contest: Contest, grant: Grant) -> Response:
    """One grant: its entries, and one more."""
    form = GrantEntryForm(data={"on": clock.today(), "entry_id": str(uuid.uuid4())})
    if form.is_submitted():
        sent = request.files.get("proof")
        proof = sent if sent is not None and sent.filename else None
        done = form.attempt(lambda: granting.record(current_user, grant, form.said(proof), clock.now()))
        if done is not None:
            flash(_("Recorded."), "ok")
            return go(url_for("contests.grant_page", contest=contest.slug, grant=grant.public_id))
    account = granting.account_of(grant)
    return page("contests/grant.html", form=form, contest=contest, grant=grant, account=account)


@blueprint.get("/work/contests/<contest>/grants/<grant>/<grant_entry>/proof")
@requires(Permission.MANAGE, of="contest")
def grant_proof(contest: Contest, grant: Grant, grant_entry: GrantEntry) -> Response:
    """The photo or PDF that proves a use."""
    del contest, grant
    if grant_entry.proof is None:
        abort(404)
    return send_stored(grant_entry.proof)
