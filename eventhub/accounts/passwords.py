"""Passwords: argon2id, hashed again when the cost changes, as slow for a stranger as for a friend.

The cost is OWASP's (19 MiB, two passes): a sign-in stays light on a small server. Kept free of the database.
"""

import re
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import Argon2Error, InvalidHashError

from eventhub.folding import fold

SHORTEST = 8
LONGEST = 200
_hasher = PasswordHasher(time_cost=2, memory_cost=19_456, parallelism=1)
_COMMON = re.compile(
    r"(.)\1*|(?:0?1234567890?|12345678\d*|87654321|abcdefgh\w*|azertyui\w*|qwertyui\w*)"
    r"|(?:password|passw0rd|motdepasse|maroc|morocco|casablanca|bonjour|bismillah|eventhub)\d*"
)


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
    if _COMMON.fullmatch(plain):
        return True
    own = [fold(text).replace(" ", "") for text in about if text]
    own += ["0" + text[-9:] for text in own if text.startswith("212") and text.isdecimal()]
    return any(plain in text or (len(text) >= SHORTEST and text in plain) for text in own)
