"""The rules of an allocation in words: edited, tried, ordered, in their versions."""

from typing import Any

from flask import flash, request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from flask_login import current_user
from werkzeug.wrappers import Response

from eventhub import clock
from eventhub.booths import forms, rules
from eventhub.booths.blueprint import blueprint
from eventhub.booths.operations import auditing, ruling
from eventhub.booths.permissions import Permission
from eventhub.booths.queries import cohorts, instances, lists, plans
from eventhub.fairs.models import Edition
from eventhub.permissions import requires
from eventhub.web.pages import go, page


@blueprint.route("/work/e/<edition>/plan/rules", methods=["GET", "POST"])
@requires(Permission.ALLOCATE, of="edition")
def allocation_rules(edition: Edition) -> Response:
    """Read and change the rules; “try” tells what a change would do before it is kept."""
    book, version = instances.rules_of(edition)
    form = forms.RulesForm()
    if not form.is_submitted():
        form = forms.RulesForm(formdata=None)
        form.show(book, version)
        return _show(edition, form)
    _offer(edition, form)
    if request.form.get("action") == "try":
        found = form.attempt(lambda: ruling.effect(edition, form.book(book)))
        return _show(edition, form, effect_words(found) if found else None)
    seen = int(form.seen.data) if (form.seen.data or "").isdecimal() else None
    kept = form.attempt(
        lambda: (ruling.write(current_user, edition, form.book(book), clock.now(), seen=seen),)
    )
    if kept is None:
        return _show(edition, form)
    flash(_("The rules are kept. They count from the next search on."), "ok")
    return go(url_for("booths.allocation_rules", edition=edition.slug))


def _offer(edition: Edition, form: forms.RulesForm) -> None:
    files = [(row.public_id, str(plans.name_of(row))) for row in cohorts.candidates(edition)]
    form.offer(plans.zones_of(edition), files, lists.labels_of(edition))


def _show(edition: Edition, form: forms.RulesForm, tried: str | None = None) -> Response:
    _offer(edition, form)
    book, version = instances.rules_of(edition)
    return page(
        "booths/rules.html",
        form=form,
        edition=edition,
        book=book,
        version=version,
        versions=ruling.versions(edition),
        tried=tried,
        levels=[name for name, _terms in book.levels()],
        trait=auditing.trait_words,
    )


@blueprint.post("/work/e/<edition>/plan/rules/order")
@requires(Permission.ALLOCATE, of="edition")
def order_rules(edition: Edition) -> Response:
    """Move one level of importance up or down."""
    form = forms.EmptyForm()
    name, step = request.form.get("level", ""), -1 if request.form.get("way") == "up" else 1

    def move() -> bool:
        book, version = instances.rules_of(edition)
        if name in book.order:
            ruling.write(current_user, edition, _moved(book, name, step), clock.now(), seen=version)
        return True

    if not form.attempt(move):
        flash(str(form.refusal.message) if form.refusal else _("Try again."), "no")
    return go(url_for("booths.allocation_rules", edition=edition.slug) + "#order")


def _moved(book: rules.RuleBook, name: str, step: int) -> rules.RuleBook:
    """One place among the levels that show; those that don't are passed over."""
    shown = [level for level, _terms in book.levels()]
    moved = book.moved(name, step)
    while [level for level, _terms in moved.levels()] == shown and moved.order[0] != name != moved.order[-1]:
        moved = moved.moved(name, step)
    return moved


@blueprint.post("/work/e/<edition>/plan/rules/without")
@requires(Permission.ALLOCATE, of="edition")
def try_without(edition: Edition) -> Response:
    """What would change if one rule were not there; nothing is kept."""
    book, version = instances.rules_of(edition)
    family, number = request.form.get("family", ""), request.form.get("number", "")
    form = forms.EmptyForm()
    known = family in rules.FAMILIES and number.isdecimal()
    found = form.attempt(lambda: ruling.effect(edition, book.without(family, int(number)))) if known else None
    words = _("Without this rule: %(effect)s", effect=effect_words(found)) if found else None
    shown = forms.RulesForm(formdata=None)
    shown.show(book, version)
    shown.refusal = form.refusal
    return _show(edition, shown, words)


def effect_words(found: ruling.Effect) -> str:
    """What a change would do, in a sentence or two."""
    if not found.is_solved:
        sentence: str = ngettext(
            "The present plan would break %(num)s rule. Start a search to see what it comes to.",
            "The present plan would break %(num)s rules. Start a search to see what it comes to.",
            found.broken,
        )
        return sentence
    parts: list[Any] = []
    if found.refused > 0:
        parts.append(ngettext("refuses %(num)s more", "refuses %(num)s more", found.refused))
    if found.refused < 0:
        parts.append(ngettext("places %(num)s more", "places %(num)s more", -found.refused))
    if found.moved:
        parts.append(ngettext("moves %(num)s exhibitor", "moves %(num)s exhibitors", found.moved))
    words: str = _(", ").join(str(part) for part in parts) or _("nobody gains, loses or moves")
    return words if found.is_sure else str(_("%(words)s (after two seconds of search)", words=words))
