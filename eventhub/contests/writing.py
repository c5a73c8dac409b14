"""The language a sentence is written in, so that an entrant writes once, in any of them."""

import unicodedata

from eventhub.i18n import Texts


def language_of(text: str, otherwise: str = "fr") -> str:
    """`ar` or `zgh` when most letters are Arabic or Tifinagh, else the Latin language the page speaks."""
    names = [unicodedata.name(letter, "") for letter in text if letter.isalpha()]
    for language, script in (("ar", "ARABIC"), ("zgh", "TIFINAGH")):
        if sum(name.startswith(script) for name in names) * 2 > len(names):
            return language
    return otherwise if otherwise in {"fr", "en"} else "fr"


def written(text: str | None, page_language: str = "fr") -> Texts:
    """One text as a `Texts`, under the language it is written in."""
    words = (text or "").strip()
    return Texts({language_of(words, page_language): words}) if words else Texts()
