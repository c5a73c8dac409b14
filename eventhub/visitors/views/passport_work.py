"""An organizer's pages about the passport: its themes, and the prize draw from announcement to winners."""

from typing import Any

from flask import Blueprint, flash, url_for
from flask_babel import gettext as _
from flask_login import current_user

from eventhub import clock
from eventhub.cooperatives.phrases import SECTORS
from eventhub.fairs.models import Edition
from eventhub.permissions import requires
from eventhub.visitors import phrases, queries, theme_icons
from eventhub.visitors.forms.stands import DrawForm, ThemeForm, WitnessForm
from eventhub.visitors.models import PassportTheme, PrizeDraw
from eventhub.visitors.operations import draws, passports
from eventhub.visitors.permissions import Permission
from eventhub.web.forms import Form
from eventhub.web.pages import go, page

HOME = "/work/e/<edition>/passport"


def add_to(blueprint: Blueprint) -> None:
    """Add these pages."""
    for rule, view, methods in (
        (HOME, see_passport, ["GET"]),
        (f"{HOME}/themes/new", create_theme, ["GET", "POST"]),
        (f"{HOME}/themes/<theme>", edit_theme, ["GET", "POST"]),
        (f"{HOME}/themes/<theme>/drop", drop_theme, ["POST"]),
        (f"{HOME}/draws/new", announce_draw, ["GET", "POST"]),
        (f"{HOME}/draws/<draw>", run_draw, ["GET", "POST"]),
        (f"{HOME}/draws/<draw>/freeze", freeze_draw, ["POST"]),
    ):
        blueprint.add_url_rule(rule, view_func=view, methods=methods)


@requires(Permission.EDIT_PASSPORT, of="edition")
def see_passport(edition: Edition) -> Any:
    """The pages of the passport with the stands they hold, and the draws."""
    sectors = queries.sectors_by_booth(edition.id)
    themes = queries.themes_of(edition.id)
    return page(
        "visitors/passport_work.html",
        edition=edition,
        themes=[(each, sum(sector in each.sectors for sector in sectors.values())) for each in themes],
        draws=queries.draws_of(edition.id),
        states=phrases.DRAWS,
        sectors=SECTORS,
        figures=queries.passport_figures(edition.id),
    )


def _theme_page(edition: Edition, theme: PassportTheme | None) -> Any:
    values = (
        {name: getattr(theme, name) or "" for name in ("name", "sectors", "goal", "icon")} if theme else {}
    )
    form = ThemeForm(data=values)

    def save() -> PassportTheme:
        return passports.save_theme(current_user, edition, form.data, clock.now(), theme)

    if form.is_submitted() and form.attempt(save):
        flash(_("The page was saved."), "ok")
        return go(url_for("visitors.see_passport", edition=edition.slug))
    icons = {name: name or theme_icons.ANY for name in ("", *theme_icons.ICONS)}
    return page("visitors/theme.html", form, edition=edition, kept=theme, icons=icons)


@requires(Permission.EDIT_PASSPORT, of="edition")
def create_theme(edition: Edition) -> Any:
    """Add a page to the passport."""
    return _theme_page(edition, None)


@requires(Permission.EDIT_PASSPORT, of="edition")
def edit_theme(edition: Edition, theme: PassportTheme) -> Any:
    """Change a page of the passport."""
    return _theme_page(edition, theme)


@requires(Permission.EDIT_PASSPORT, of="edition")
def drop_theme(edition: Edition, theme: PassportTheme) -> Any:
    """Take a page out; stamps stay."""
    passports.drop_theme(current_user, theme, clock.now())
    flash(_("The page was taken out. The stamps stay."), "ok")
    return go(url_for("visitors.see_passport", edition=edition.slug))


@requires(Permission.RUN_DRAW, of="edition")
def announce_draw(edition: Edition) -> Any:
    """Announce a draw: what can be won, with how many stamps."""
    form = DrawForm()
    if form.is_submitted():
        draw = form.attempt(lambda: draws.announce(current_user, edition, form.values, clock.now()))
        if draw:
            flash(_("The draw is announced and its seed sealed."), "ok")
            return go(url_for("visitors.run_draw", edition=edition.slug, draw=draw.public_id))
    return page("visitors/announce.html", form, edition=edition)


@requires(Permission.RUN_DRAW, of="edition")
def run_draw(edition: Edition, draw: PrizeDraw) -> Any:
    """Where a draw stands, and its next step; drawing needs witnesses and their words."""
    form = WitnessForm()
    if form.is_submitted() and form.attempt(lambda: draws.draw(current_user, draw, form.values, clock.now())):
        flash(_("Drawn. Everybody can check it."), "ok")
        return go(url_for("visitors.show_draw", edition=edition.slug, draw=draw.public_id))
    return _draw_page(edition, draw, form)


def _draw_page(edition: Edition, draw: PrizeDraw, form: Form) -> Any:
    taking_part = queries.full_passports(draw) if draw.entries is None else draw.entries
    return page(
        "visitors/run_draw.html",
        form,
        edition=edition,
        draw=draw,
        count=len(taking_part),
        states=phrases.DRAWS,
        witness_form=form if isinstance(form, WitnessForm) else WitnessForm(formdata=None),
        winners=queries.winners_of(draw),
    )


@requires(Permission.RUN_DRAW, of="edition")
def freeze_draw(edition: Edition, draw: PrizeDraw) -> Any:
    """Close the list of who takes part."""
    form = Form()
    if form.attempt(lambda: draws.freeze(current_user, draw, clock.now())) is None:
        return _draw_page(edition, draw, form)
    flash(_("The list is closed. Draw before witnesses."), "ok")
    return go(url_for("visitors.run_draw", edition=edition.slug, draw=draw.public_id))
