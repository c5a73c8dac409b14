"""The locales that speak here, as Babel reads them from CLDR, without what nothing here ever says.

Of 2 MB a language, three quarters are names of units, currencies, languages and zones; of what Babel reads
for all, most guesses a locale that is not known. It is let go as soon as it was read, so that the next
language takes its place in a worker's memory.
"""

from functools import cache
from typing import Final, cast

from babel import Locale, localedata
from babel.core import get_global

UNSAID = (
    *("unit_patterns", "compound_unit_patterns", "unit_display_names"),
    *("currency_names", "currency_names_plural", "compact_currency_formats", "compact_decimal_formats"),
    *("languages", "scripts", "territories", "variants", "meta_zones", "time_zones", "zone_formats"),
    *("date_fields", "day_periods", "day_period_rules", "currency_symbols", "currency_unit_patterns"),
)
UNSAID_OF_ALL: Final = (
    "likely_subtags",
    "territory_languages",
    "territory_currencies",
    "windows_zone_mapping",
    "territory_aliases",
    "territory_zones",
    "zone_territories",
    "meta_zones",
)


@cache
def locale_of(name: str) -> Locale:
    """A locale by its name, `ar_MA`; kept, as Babel looks for its file at each call.

    Raises babel.UnknownLocaleError.
    """
    locale = Locale.parse(name)
    for known in UNSAID_OF_ALL:
        cast("dict[str, object]", get_global(known)).clear()
    parts = name.split("_")
    for level in ("root", *("_".join(parts[: count + 1]) for count in range(len(parts)))):
        data = localedata.load(level)
        for key in UNSAID:
            data[key] = {}
    return locale
