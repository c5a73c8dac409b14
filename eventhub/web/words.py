"""The words of templates, looked up quickly: a list says a few hundred, mostly the same ones again.

Replaces the functions that Flask-Babel gives Jinja by ones with the same meaning (escaped like the template,
always a format string) that remember what a language says for a message without values.
"""

from typing import Any

from flask import Flask, current_app, g
from flask_babel import get_domain
from flask_babel import gettext as lazily
from flask_babel.speaklater import LazyString
from markupsafe import Markup, escape

from eventhub.i18n import current_locale

MOST = 20_000
"""Messages remembered in all; templates have some thousands in each language."""

_remembered: dict[tuple[str, bool], dict[str, Markup]] = {}


def configure(app: Flask) -> None:
    """Give the templates their words."""
    app.jinja_env.globals.update(_=gettext, gettext=gettext, ngettext=ngettext)


def gettext(message: str, /, **values: Any) -> Markup:
    """What the language of the moment says, with the values in their places."""
    if values:
        return Markup(get_domain().gettext(message)) % values  # noqa: S704 - words of our own catalogue
    said = _said()
    found = said.get(message)
    if found is None:
        found = Markup(get_domain().gettext(message)) % {}  # noqa: S704
        if sum(map(len, _remembered.values())) < MOST:
            said[message] = found
    return found


def ngettext(singular: str, plural: str, num: int, /, **values: Any) -> Markup:
    """The same for a number of things."""
    values.setdefault("num", num)
    return Markup(get_domain().get_translations().ungettext(singular, plural, num)) % values  # noqa: S704


def said(lazy: LazyString) -> Markup:
    """The words of a message written down for later (`lazy_gettext`); what is put into it is escaped."""
    if lazy._func is lazily and not lazy._kwargs and "%" not in lazy._args[0]:  # noqa: SLF001 - often asked
        return gettext(lazy._args[0])  # noqa: SLF001
    return escape(str(lazy))


def _said() -> dict[str, Markup]:
    """What was said in this language before; found again at once while the language stays the same."""
    here: dict[str, Any] = g._get_current_object().__dict__  # noqa: SLF001 - asked hundreds of times a page
    kept: tuple[Any, dict[str, Markup]] | None = here.get("words_said")
    locale = getattr(here.get("_flask_babel"), "babel_locale", None) or current_locale()
    if kept is None or kept[0] is not locale:
        language = (str(locale), bool(current_app.config.get("PSEUDO_LOCALE")))
        kept = here["words_said"] = (locale, _remembered.setdefault(language, {}))
    return kept[1]
