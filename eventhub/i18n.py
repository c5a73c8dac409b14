"""Languages: which one speaks, its direction, and texts that organizers write in several.

Arabic is the first language and every fallback ends there. Tamazight falls back to Arabic.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache
from typing import Any

import sqlalchemy as sa
from babel import Locale, dates, numbers
from babel.support import NullTranslations, Translations
from flask import Flask, current_app, g, has_request_context, request
from flask_babel import Babel, Domain, force_locale, get_babel, get_locale
from flask_login import current_user
from sqlalchemy.orm import Mapper
from sqlalchemy.types import TypeDecorator
from werkzeug.datastructures import LanguageAccept
from werkzeug.http import parse_accept_header

from eventhub import places
from eventhub.cldr import locale_of
from eventhub.clock import CASABLANCA
from eventhub.directions import isolated
from eventhub.phones import shown_phone

LANGUAGES = {"ar": "العربية", "fr": "Français", "en": "English", "zgh": "ⵜⴰⵎⴰⵣⵉⵖⵜ"}
LOCALES = {"ar": "ar_MA", "fr": "fr_MA", "en": "en", "zgh": "zgh"}
DATE_LOCALES = LOCALES | {"fr": "fr"}
"""CLDR shortens June to “jui.”, and March as it does Tuesday, in French of Morocco; nobody writes so."""
FALLBACKS = {
    "ar": ("ar", "fr", "en"),
    "fr": ("fr", "ar", "en"),
    "en": ("en", "fr", "ar"),
    "zgh": ("zgh", "ar", "fr"),
}
RIGHT_TO_LEFT = {"ar"}
COOKIE = "language"


class Texts(dict[str, str]):
    """One text in several languages; as a string, the best one for the language of the moment."""

    @classmethod
    def of_scripts(cls, arabic: str | None, latin: str | None) -> "Texts":
        """A name in both scripts; as a string, the one in the reader's, or the one that is known."""
        return cls(ar=arabic or "", fr=latin or "", en=latin or "")

    def best(self, language: str | None = None) -> str:
        """The text in a language, or in the first of its fallbacks that is filled, or empty."""
        for candidate in (*FALLBACKS.get(language or current_language(), ()), *self):
            if self.get(candidate):
                return self[candidate]
        return ""

    def __str__(self) -> str:
        """The best text for the language of the moment."""
        return self.best()


class Translated(TypeDecorator[Texts]):
    """A column that holds one text in several languages, as JSON {language: text}."""

    impl = sa.JSON(none_as_null=True)
    cache_ok = True

    def process_bind_param(
        self, value: Mapping[str, str] | None, dialect: sa.Dialect
    ) -> dict[str, str] | None:
        """Keep the filled languages only."""
        del dialect
        return None if value is None else {code: text for code, text in value.items() if text}

    def process_result_value(self, value: Any, dialect: sa.Dialect) -> Texts | None:
        """Give back something that prints itself in the language of the moment."""
        del dialect
        return None if value is None else Texts(value)


@sa.event.listens_for(Mapper, "mapper_configured")
def _speaks_at_once(mapper: Mapper[Any], owner: type) -> None:
    """What is put into a translated column prints itself at once, not only after it was read back.

    A mail sent in the transaction that made its row would otherwise show a bare dictionary.
    """
    for column in mapper.column_attrs:
        if isinstance(column.columns[0].type, Translated):
            sa.event.listen(getattr(owner, column.key), "set", _as_texts, retval=True)


def _as_texts(_row: Any, value: Any, _before: Any, _initiator: Any) -> Any:
    return Texts(value) if isinstance(value, Mapping) and not isinstance(value, Texts) else value


class _Pseudo(NullTranslations):
    """The pseudo-locale of the tests: every translated text comes out between ⟦ and ⟧."""

    def gettext(self, message: str) -> str:
        return f"⟦{message}⟧"

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return f"⟦{msgid1 if n == 1 else msgid2}⟧"

    ugettext, ungettext = gettext, ngettext


class _FallingBack(Domain):
    """The catalogue; Tamazight's gaps are filled from Arabic's."""

    def get_translations(self) -> Any:
        if current_app.config.get("PSEUDO_LOCALE"):
            return _Pseudo()
        locale, kept = current_locale(), g.get("translations_kept")
        if kept is not None and kept[0] is locale:
            return kept[1]
        translations = super().get_translations()
        if str(locale) == "zgh" and translations._fallback is None:  # noqa: SLF001 - gettext's own chain
            translations.add_fallback(Translations.load(str(places.TRANSLATIONS), ["ar"]))
        if locale is not None:
            g.translations_kept = (locale, translations)
        return translations


def configure(app: Flask) -> None:
    """Give the application its languages, and the templates what they need to speak them."""
    app.config["BABEL_TRANSLATION_DIRECTORIES"] = str(places.TRANSLATIONS)
    Babel(
        app,
        default_locale="ar_MA",
        default_timezone="Africa/Casablanca",
        default_domain="messages",
        locale_selector=_select_locale,
        timezone_selector=lambda: str(g.get("zone", CASABLANCA)),
    )
    with app.app_context():
        get_babel().instance.domain_instance = _FallingBack([str(places.TRANSLATIONS)])
    app.jinja_env.filters.update(
        number=number, money=money, percent=percent, day=day, days=days, moment=moment, hour=hour
    )
    app.jinja_env.filters["phone"] = shown_phone
    app.jinja_env.filters["isolated"] = isolated
    app.context_processor(lambda: {"lang": current_language(), "dir": direction(), "languages": LANGUAGES})


def _select_locale() -> Locale:
    return locale_of(LOCALES[choose_language()])


def choose_language() -> str:
    """The request's language: asked for now, chosen before, the person's, the browser's, Arabic."""
    if "language" in g:
        return str(g.language)
    g.language = _choose()
    return str(g.language)


def language_cookie() -> str:
    """The name of the cookie that remembers a chosen language."""
    return str(current_app.config.get("COOKIE_PREFIX", "")) + COOKIE


def _choose() -> str:
    if not has_request_context():
        return "ar"
    asked = request.args.get("lang") or request.cookies.get(language_cookie())
    if asked in LANGUAGES:
        return str(asked)
    if request.cookies:  # without one nobody is signed in, and asking who is costs
        own = getattr(current_user, "language", None)
        if own in LANGUAGES:
            return str(own)
    return _best_match(request.environ.get("HTTP_ACCEPT_LANGUAGE", ""))


@lru_cache(maxsize=256)
def _best_match(accepted: str) -> str:
    """Remembered by what browsers send, which is some dozens of texts."""
    return parse_accept_header(accepted, LanguageAccept).best_match(LANGUAGES) or "ar"


def current_locale() -> Locale | None:
    """The locale being spoken, None outside the application.

    Flask-Babel's `get_locale()` without its half a dozen proxies, once it has been chosen: a list asks for it
    hundreds of times.
    """
    try:
        chosen: Locale | None = g._get_current_object()._flask_babel.babel_locale  # noqa: SLF001 - as said above
    except (AttributeError, RuntimeError):
        chosen = None
    return chosen or get_locale()  # after `speaking` at a request's begin, what stands there is nothing


def current_language() -> str:
    """The language code (ar, fr, en, zgh) being spoken."""
    locale = current_locale()
    return locale.language if locale is not None else "ar"


def direction(language: str | None = None) -> str:
    """Rtl or ltr."""
    return "rtl" if (language or current_language()) in RIGHT_TO_LEFT else "ltr"


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Speak a language for a while: for mails, PDFs and lists sent to somebody."""
    with force_locale(LOCALES[language]):
        yield


def _locale() -> Locale:
    return current_locale() or locale_of("ar_MA")


def number(value: float | Decimal, digits: int | None = None) -> str:
    """A number as the language writes it, with Western digits; `digits` decimals, or as they are."""
    pattern = None if digits is None else "#,##0" + ("." + "0" * digits if digits else "")
    return _decimal(value, pattern, current_language())


@lru_cache(maxsize=2048, typed=True)
def _decimal(value: float | Decimal, pattern: str | None, language: str) -> str:
    return numbers.format_decimal(value, format=pattern, locale=locale_of(LOCALES[language]))


def money(centimes: int) -> str:
    """An amount in dirhams from whole centimes; round amounts without decimals."""
    return _money(centimes, current_language())


@lru_cache(maxsize=4096)
def _money(centimes: int, language: str) -> str:
    locale = locale_of(LOCALES[language])
    unit = {"ar": "درهم", "zgh": "ⴷⵔⵎ"}.get(language, "DH")
    pattern = "#,##0" if centimes % 100 == 0 else "#,##0.00"
    return f"{numbers.format_decimal(Decimal(centimes) / 100, format=pattern, locale=locale)}\u00a0{unit}"


def percent(share: float) -> str:
    """A share between 0 and 1, in whole per cents."""
    return numbers.format_percent(
        share, format="#,##0 %" if current_language() == "fr" else None, locale=_locale()
    )


def day(value: date, form: str = "long") -> str:
    """A day: '22 May 2025'. `form`: short, medium, long, full or a CLDR pattern."""
    return _date(value, form, current_language())


@lru_cache(maxsize=2048, typed=True)
def _date(value: date, form: str, language: str) -> str:
    """Remembered by the language's code: a locale is compared part by part."""
    return dates.format_date(value, format=form, locale=locale_of(DATE_LOCALES[language]))


def days(first: date, last: date) -> str:
    """A span of days: '22–28 May 2025'."""
    if first == last:
        return day(first)
    locale = locale_of(DATE_LOCALES[current_language()])
    return dates.format_interval(first, last, skeleton="yMMMMd", locale=locale)


def moment(value: datetime, form: str = "medium") -> str:
    """A moment in the fair's zone: day and time."""
    zone = g.get("zone", CASABLANCA)
    local = value.astimezone(zone)
    return f"{day(local.date(), form)} {hour(value)}"


def hour(value: datetime) -> str:
    """The time of day in the fair's zone, 24 hours: '10:14'."""
    return value.astimezone(g.get("zone", CASABLANCA)).strftime("%H:%M")
