"""Passwords: argon2id, hashed again when the cost changes, as slow for a stranger as for a friend.

The cost is OWASP's (19 MiB, two passes): a sign-in stays light on a small server. What others would try first
is known from zxcvbn's list of the 30,000 passwords met most often in leaks. Kept free of the database.
"""

import re
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import Argon2Error, InvalidHashError

from eventhub.folding import fold

SHORTEST = 8
LONGEST = 200
PASSES, KIB, LANES = 2, 19_456, 1
_hasher = PasswordHasher(time_cost=PASSES, memory_cost=KIB, parallelism=LANES)
CONTEXT = (
    *("eventhub", "maroc", "morocco", "casablanca", "motdepasse", "bonjour", "bismillah"),
    *("cooperative", "coop", "foire", "salon", "stand", "exposant", "organisateur", "visiteur", "jury"),
    *("تعاونيه", "التعاونيه", "رواق", "معرض", "مسابقه", "المغرب", "مرحبا", "السلام"),
)
"""Words of the product and the country that somebody who knows where this is used would try (folded)."""
MOST_ADDED = 5
"""So many signs after a known password make it no other: princess2024, Motdepasse!"""
_RUNS = re.compile(r"(.)\1*|(?:0?1234567890?|12345678\d*|87654321|abcdefgh\w*|azertyui\w*|qwertyui\w*)")


def hashed(password: str) -> str:
    """How a password is stored."""
    return _hasher.hash(password)


def matches(stored: str | None, password: str) -> bool:
    """Whether this is the password. Without a stored one the same time is spent, and the answer is no."""
    try:
        _hasher.verify(stored or _nobodys(), password)
    except (Argon2Error, InvalidHashError):
        return False
    return stored is not None


def needs_rehash(stored: str) -> bool:
    """Whether it was hashed at another cost than today's."""
    return _hasher.check_needs_rehash(stored)


@cache
def _nobodys() -> str:
    return hashed("nobody has this password")


def is_guessable(password: str, *about: str | None) -> bool:
    """Whether others would try it first: a well-known one, or the person's own name, phone or address."""
    plain = fold(password).replace(" ", "")
    if not plain:  # signs only: nobody's name, and in the list only as it is
        return len(set(password)) == 1 or password in _known()
    if _RUNS.fullmatch(plain) or _is_known(password.casefold()) or _is_known(plain):
        return True
    own = [fold(text).replace(" ", "") for text in about if text]
    own += ["0" + text[-9:] for text in own if text.startswith("212") and text.isdecimal()]
    return any(plain in text or (len(text) >= SHORTEST and text in plain) for text in own)


def _is_known(plain: str) -> bool:
    """Whether it is in the list, or becomes so without the few figures and signs at its end."""
    bare = re.sub(r"[\W\d_]+$", "", plain)
    known = _known()
    return plain in known or (len(plain) - len(bare) <= MOST_ADDED and bare in known)


@cache
def _known() -> frozenset[str]:
    """Passwords of leaks and words of this place; read when first asked for, most processes never are."""
    from zxcvbn.frequency_lists import FREQUENCY_LISTS

    return frozenset(FREQUENCY_LISTS["passwords"]).union(CONTEXT)
