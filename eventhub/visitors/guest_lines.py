"""A list of guests as it is copied out of a spreadsheet.

Each line is: name; function; table; phone; rank; who receives them. Everything after the name may be left
out. Not here: who is on the list already (`operations.guests`).
"""

from functools import cache

from flask_babel import lazy_gettext as _l
from msgspec import Struct

from eventhub.errors import DomainError
from eventhub.folding import fold
from eventhub.i18n import speaking
from eventhub.phones import normal_phone
from eventhub.visitors import phrases
from eventhub.visitors.guest_ranks import Rank

MOST_LINES = 300
HEADS = frozenset({"name", "nom", "الاسم", "الاسم الكامل", "nom complet", "full name"})


class GuestLine(Struct, frozen=True):
    """One line, understood; `rank` None: the one chosen for the whole list."""

    name: str
    title: str | None = None
    place: str | None = None
    phone: str | None = None
    rank: Rank | None = None
    host: str | None = None


def read_guest_lines(text: str) -> list[GuestLine]:
    """The guests of a pasted list, in order; a line of headings and empty lines are passed over.

    Raises DomainError at `lines`: `no_lines`, `too_many_lines`, `bad_line` with the line's number.
    """
    rows = [
        (number, [cell.strip() for cell in line.replace("\t", ";").split(";")])
        for number, line in enumerate(text.splitlines(), 1)
    ]
    named = [(number, cells) for number, cells in rows if cells[0] and fold(cells[0]) not in _heads()]
    if not named:
        raise DomainError("no_lines", _l("Write one guest on each line."), field="lines", status=422)
    if len(named) > MOST_LINES:
        raise DomainError("too_many_lines", _l("At most 300 lines at once."), field="lines", status=422)
    return [_read(number, cells) for number, cells in named]


def _read(number: int, cells: list[str]) -> GuestLine:
    name, title, place, phone, rank, host = [*cells, "", "", "", "", ""][:6]
    return GuestLine(
        name[:120],
        title[:160] or None,
        place[:40] or None,
        _phone(number, phone) if phone else None,
        _rank(number, rank) if rank else None,
        host[:120] or None,
    )


def _phone(number: int, text: str) -> str:
    try:
        return normal_phone(text)
    except ValueError:
        sentence = _l("Line %(line)s: “%(text)s” is no phone number.", line=number, text=text[:40])
        raise DomainError("bad_line", sentence, field="lines", status=422) from None


def _rank(number: int, text: str) -> Rank:
    """A rank by all its words, or by one that no other rank has."""
    said = fold(text).removeprefix("ال")
    found = {rank for words, rank in _ranks().items() if said == words or said in words.split()}
    rank = _ranks().get(said) or (found.pop() if len(found) == 1 else None)
    if rank is None:
        sentence = _l("Line %(line)s: “%(text)s” is none of the ranks.", line=number, text=text[:40])
        raise DomainError("bad_line", sentence, field="lines", status=422)
    return rank


@cache
def _heads() -> frozenset[str]:
    return frozenset(map(fold, HEADS))


@cache
def _ranks() -> dict[str, Rank]:
    """Every rank by its words in every language, folded."""
    known = {fold(rank.value): rank for rank in Rank} | {fold("والي"): Rank.WALI}
    for language in ("ar", "fr", "en"):
        with speaking(language):
            known |= {fold(str(words)): Rank(name) for name, words in phrases.RANKS.items()}
    return known
