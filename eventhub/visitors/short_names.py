"""PURE: somebody's name as a gate may show it: the first name and an initial, enough to greet by.

Not here: whether a gate may show a name at all (`names_at_gates`).
"""

import re
import unicodedata

LONGEST = 24
"""Letters of a first name on a small screen."""

BEGINS = frozenset(
    "عبد أبو ابو أم ام لالة للا مولاي سيدي abd abdel abdul abou oum lalla moulay sidi".split()  # noqa: SIM905
)
"""Words that are no first name without the next one."""
ENDS = frozenset(
    "الزهراء الدين الله العابدين zahra zohra ezzahra ez-zahra az-zahra eddine ed-dine dine allah".split()  # noqa: SIM905
)
"""Words that belong to the first name before them."""

_COUNTED = re.compile(r"^(.*\S)\s+(\(\d+\))$")
_ARTICLE = re.compile(r"^(?:ال(?=..)|(?:el|al)-)", re.IGNORECASE)


def short_name(name: str) -> str:
    """The first name and the initial of the last: "Fatima A."; one word stays one word.

    Compound first names stay whole ("فاطمة الزهراء ب."), the article is no initial ("العلوي" gives "ع."), and
    the number that tells members of a party apart stays ("Fatima A. (3)").
    """
    counted = _COUNTED.match(name.strip())
    whole, number = counted.groups() if counted else (name, "")
    words = unicodedata.normalize("NFC", whole).split()
    if not words:
        return ""
    taken = _words_of_first(words)
    first = _clipped(" ".join(words[:taken]))
    initial = _initial(words[-1]) if len(words) > taken else ""
    return " ".join(filter(None, (first, initial, number)))


def _words_of_first(words: list[str]) -> int:
    """How many of the words are the first name; one at least stays for the last where there are three."""
    if len(words) < 2:  # noqa: PLR2004 - a first name and another
        return 1
    is_compound = words[0].casefold() in BEGINS or words[1].casefold() in ENDS
    return 2 if is_compound else 1


def _clipped(first: str) -> str:
    return first if len(first) <= LONGEST else first[: LONGEST - 1] + "…"


def _initial(word: str) -> str:
    letters = [letter for letter in _ARTICLE.sub("", word) if letter.isalpha()]
    return f"{letters[0].upper()}." if letters else ""
