"""What is kept of a locale is what is said; the rest no longer takes a worker's memory."""

from datetime import date

import pytest
from babel import UnknownLocaleError, dates, localedata, numbers

from eventhub.cldr import locale_of


@pytest.mark.parametrize(
    ("name", "written", "amount"),
    [
        ("ar_MA", "22 ماي 2025", "1.234.567"),
        ("fr", "22 mai 2025", "1\u202f234\u202f567"),
        ("en", "May 22, 2025", "1,234,567"),
        ("zgh", "22 ⵎⴰⵢⵢⵓ 2025", "1\u00a0234\u00a0567"),
    ],
)
def test_days_numbers_and_plurals_are_said_as_before(name: str, written: str, amount: str) -> None:
    locale = locale_of(name)

    assert dates.format_date(date(2025, 5, 22), "long", locale=locale) == written
    assert numbers.format_decimal(1_234_567, locale=locale) == amount
    assert locale_of(name) is locale


def test_what_is_never_said_is_not_kept() -> None:
    locale_of("ar_MA")

    kept = localedata.load("ar_MA")
    assert kept["months"]
    assert not kept["unit_patterns"]
    assert not kept["currency_names"]


def test_a_locale_that_does_not_exist_is_said_so() -> None:
    with pytest.raises(UnknownLocaleError):
        locale_of("xx_YY")
