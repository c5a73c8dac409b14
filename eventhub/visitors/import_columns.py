"""PURE: which column of a list of people is what, by what stands above it, else by its cells."""

import re
from collections.abc import Iterator, Sequence
from itertools import chain, islice
from typing import TYPE_CHECKING

from eventhub.folding import fold

if TYPE_CHECKING:
    from collections.abc import Callable

COLUMNS = (
    "name_ar",
    "name_latin",
    "given",
    "family",
    "phone",
    "email",
    "category",
    "party",
    "company",
    "commune",
)
ALIASES = {
    "name_ar": (
        "الاسم",
        "الاسم الكامل",
        "الاسم بالعربيه",
        "الاسم والنسب",
        "nom arabe",
        "nom ar",
        "nom en arabe",
    ),
    "name_latin": (
        "name",
        "nom",
        "nom complet",
        "nom et prenom",
        "nom prenom",
        "nom latin",
        "full name",
        "الاسم باللاتينيه",
        "الاسم بالفرنسيه",
        "participant",
        "beneficiaire",
    ),
    "given": ("prenom", "prenoms", "first name", "given name", "الاسم الشخصي"),
    "family": ("nom de famille", "last name", "family name", "surname", "النسب", "الاسم العايلي"),
    "phone": (
        "phone",
        "telephone",
        "tel",
        "gsm",
        "mobile",
        "portable",
        "whatsapp",
        "n tel",
        "n telephone",
        "numero",
        "numero de telephone",
        "phone number",
        "الهاتف",
        "رقم الهاتف",
        "هاتف",
        "الجوال",
    ),
    "email": (
        "e mail",
        "mail",
        "email",
        "courriel",
        "adresse mail",
        "adresse e mail",
        "adresse email",
        "البريد",
        "البريد الالكتروني",
        "الايميل",
    ),
    "category": (
        "category",
        "categorie",
        "type",
        "qualite",
        "profil",
        "kind",
        "الفيه",
        "الصنف",
        "النوع",
        "الصفه",
    ),
    "party": ("party", "nombre", "nombre de personnes", "effectif", "nb", "people", "العدد", "عدد الاشخاص"),
    "company": (
        "company",
        "societe",
        "entreprise",
        "organisme",
        "organisation",
        "cooperative",
        "etablissement",
        "الشركه",
        "المقاوله",
        "الموسسه",
        "التعاونيه",
        "الهييه",
    ),
    "commune": ("commune", "ville", "localite", "city", "الجماعه", "المدينه"),
}
"""What people write above a column, folded."""
KINDS = {
    **dict.fromkeys(("visitor", "visiteur", "visiteuse", "public", "زاير", "زايره", "عموم"), "visitor"),
    **dict.fromkeys(("buyer", "acheteur", "acheteuse", "professionnel", "مشتر", "مشتري", "مهني"), "buyer"),
    **dict.fromkeys(
        ("school", "ecole", "eleve", "eleves", "etudiant", "scolaire", "مدرسه", "تلميذ", "طالب"), "school"
    ),
    **dict.fromkeys(("guest", "invite", "invitee", "officiel", "vip", "ضيف", "مدعو", "رسمي"), "guest"),
    **dict.fromkeys(("press", "presse", "media", "journaliste", "صحافه", "صحافي", "اعلام"), "press"),
    **dict.fromkeys(("exhibitor", "exposant", "exposante", "عارض", "عارضه"), "exhibitor"),
    **dict.fromkeys(
        ("staff", "organisation", "equipe", "organisateur", "benevole", "طاقم", "منظم", "متطوع"), "staff"
    ),
}
"""Kinds of visitor as lists call them, folded."""
_KNOWN = {fold(text): column for column, texts in ALIASES.items() for text in (column, *texts)}
_NUMBER = re.compile(r"(?P<whole>\d+)(?:[.,](?P<part>\d+))?(?:[eE]\+?(?P<power>\d{1,2}))?")
TITLES = 10
"""Lines among which the header is looked for."""
MOST_OF = 0.7
FEWEST_DIGITS, MOST_DIGITS = 9, 14


def guessed(header: Sequence[str], rows: Sequence[Sequence[str]]) -> list[str | None]:
    """For each column what it seems to be, each at most once."""
    found: list[str | None] = []
    for text in header:
        column = _KNOWN.get(fold(text))
        found.append(column if column not in found else None)
    if "given" in found and "family" not in found and "name_latin" in found:
        found[found.index("name_latin")] = "family"
    for at, column in enumerate(found):
        if column is None and not _is_known_otherwise(header[at]):
            found[at] = _by_cells([row[at] for row in rows if at < len(row) and row[at]], found)
    return found


def from_header(lines: Iterator[tuple[int, list[str]]]) -> Iterator[tuple[int, list[str]]]:
    """The numbered lines of a file from its header on: titles and notes above it are left out.

    The header is the line among the first ten that names most columns, the first of those that name as many;
    the first line where none does.
    """
    first = list(islice(lines, TITLES))
    known = [len({_KNOWN.get(fold(text)) for text in cells} - {None}) for _number, cells in first]
    at = known.index(max(known)) if known else 0
    return chain(first[at:], lines)


def typed_number(text: str) -> str:
    """A phone number as typed, where a spreadsheet made a number of it: "661000001.0", "6,61000001E+08".

    Where digits were lost on the way it stays as it is, and is no phone number.
    """
    found = _NUMBER.fullmatch(text.strip())
    if found is None:
        return text
    whole, part, power = found["whole"], (found["part"] or "").rstrip("0"), int(found["power"] or 0)
    is_exact = len(part) <= power and len(whole + part) >= FEWEST_DIGITS and (power or found["part"])
    return (whole + part).ljust(len(whole) + power, "0") if is_exact else text


def _is_known_otherwise(text: str) -> bool:
    """Columns of lists that look like one of ours and are not: numbers of order, identity cards."""
    return fold(text) in {"n", "no", "num", "id", "cin", "cnie", "ice", "رقم", "الرقم", "remarque", "date"}


def _by_cells(cells: Sequence[str], taken: Sequence[str | None]) -> str | None:
    if not cells:
        return None
    tests: dict[str, Callable[[str], bool]] = {
        "email": lambda text: "@" in text and "." in text,
        "phone": lambda text: FEWEST_DIGITS <= sum(map(str.isdigit, text)) <= MOST_DIGITS and len(text) < 22,  # noqa: PLR2004
        "category": lambda text: fold(text) in KINDS,
        "name_ar": lambda text: any("\u0600" <= letter <= "\u06ff" for letter in text) and " " in text,
    }
    for column, is_one in tests.items():
        if column not in taken and sum(map(is_one, cells)) >= MOST_OF * len(cells):
            return column
    return None
