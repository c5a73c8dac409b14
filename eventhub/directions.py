"""Which way a text runs that somebody wrote, for paper: `dir=auto` is known to browsers, not to WeasyPrint.

`{{ words|isolated }}` in a document is for whatever people wrote and may be in another language than the
page: without it, the full stop of an Arabic sentence stands before it in a French document.
"""

import unicodedata
from typing import Any

from markupsafe import Markup


def way_of(words: str) -> str:
    """Rtl or ltr, by the first letter that runs one way; empty where none does, as in a number.

    That is what HTML's `dir=auto` says (HTML standard, "The dir attribute"; rules P2 and P3 of Unicode's
    bidirectional algorithm, UAX 9).
    """
    for letter in words:
        kind = unicodedata.bidirectional(letter)
        if kind in ("L", "R", "AL"):
            return "ltr" if kind == "L" else "rtl"
    return ""


def isolated(words: Any) -> Markup:
    """The words in an element of their own that runs their way; empty stays empty."""
    text = "" if words is None else str(words)
    way = way_of(text)
    return Markup('<bdi dir="{}">{}</bdi>').format(way, text) if way else Markup("{}").format(text)
