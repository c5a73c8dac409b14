"""Pages of rounds, editions and rules as published."""

from flask import flash, request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext as _n
from flask_login import current_user
from werkzeug.wrappers import Response

from eventhub import clock, territory
from eventhub.contests import binding, queries
from eventhub.contests.blueprint import blueprint
from eventhub.contests.forms.work import RuleForm, quota_codes, read_quotas
from eventhub.contests.models import Contest
from eventhub.contests.operations import rounds
from eventhub.contests.permissions import Permission
from eventhub.contests.queries import rounds as reads
from eventhub.contests.queries import rules
from eventhub.contests.states import ContestState
from eventhub.errors import DomainError
from eventhub.permissions import requires
from eventhub.transaction import savepoint
from eventhub.web.pages import go, page


def _page(contest: Contest, form: RuleForm, *, refused: RuleForm | None = None) -> Response:
    heats = reads.heats_of(contest)
    there = {code for heat in heats for code in heat.place_codes}
    results = queries.results_of(contest)
    return page(
        "contests/rounds.html",
        form=refused,
        rule_form=form,
        contest=contest,
        is_bound=rules.last_version(contest) is not None,
        heats=heats,
        late=[heat for heat in heats if _is_late(heat, contest)]
        + ([contest] if contest.final and _is_late(contest, contest.final) else []),
        sent=reads.sent_by_contest([contest, *heats]),
        going=rounds.going_through(contest, results) if contest.final_id else [],
        quotas=[
            (code, territory.place(code), (contest.quotas or {}).get(code)) for code in quota_codes(contest)
        ],
        without=[region for region in territory.regions() if region.code not in there],
    )


def _is_late(heat: Contest, final: Contest) -> bool:
    """Whether the best of a heat would come to a final that no longer takes ideas."""
    is_on = heat.state not in (ContestState.PUBLISHED, ContestState.CANCELLED)
    return is_on and heat.judging_ends_at > final.closes_at


@blueprint.route("/work/contests/<contest>/rounds", methods=["GET", "POST"])
@requires(Permission.MANAGE, of="contest")
def rounds_page(contest: Contest) -> Response:
    """Heats and final, and who goes through."""
    form = RuleForm(data={"heat_rule": contest.heat_rule, "goes_through": contest.goes_through})
    if not form.is_submitted():
        return _page(contest, form)
    wanted = rounds.GoingThrough(
        form.heat_rule.data, form.goes_through.data or 0, read_quotas(contest, request.form)
    )
    done = form.attempt(lambda: rounds.set_rule(current_user, contest, wanted, form.reason.data, clock.now()))
    if done is None:
        return _page(contest, form, refused=form)
    flash(_("Kept."), "ok")
    return go(url_for("contests.rounds_page", contest=contest.slug))


@blueprint.post("/work/contests/<contest>/heats")
@requires(Permission.MANAGE, of="contest")
def make_heats(contest: Contest) -> Response:
    """A heat for each region that was ticked."""
    here = url_for("contests.rounds_page", contest=contest.slug)
    try:
        with savepoint():
            made = rounds.make_heats(current_user, contest, request.form.getlist("regions"), clock.now())
    except DomainError as refusal:
        flash(str(refusal), "no")
        return go(here)
    flash(_n("%(num)s heat was created.", "%(num)s heats were created.", len(made)), "ok" if made else "info")
    return go(here)


@blueprint.post("/work/contests/<contest>/next-edition")
@requires(Permission.MANAGE, of="contest")
def next_edition(contest: Contest) -> Response:
    """The next edition, with the same settings, a year later."""
    row = rounds.next_edition(current_user, contest, clock.now())
    flash(_("The next edition was begun with the same settings. Check its dates first."), "ok")
    return go(url_for("contests.settings", contest=row.slug))


@blueprint.get("/contests/<contest>/rules")
@requires(Permission.READ, of="contest")
def rules_page(contest: Contest) -> Response:
    """The rules and the method as published, and what they were before."""
    versions = rules.versions_of(contest)
    wanted = request.args.get("version", default=0, type=int)
    shown = next((each for each in versions if each.number == wanted), versions[0] if versions else None)
    before = next((each for each in versions if shown and each.number == shown.number - 1), None)
    return page(
        "contests/rules.html",
        contest=contest,
        versions=versions,
        shown=shown,
        changes=binding.changes_of(before, shown),
        dates=binding.dates_of(shown.settings) if shown else [],
        onward=binding.going_through(shown.settings) if shown else "",
        jury=binding.jury_of(shown.settings) if shown else "",
    )
