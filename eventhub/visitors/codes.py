"""PURE: the codes on badges and stands, and how they are read back from a camera or a person.

A badge code is `EH`, eleven random symbols (55 bits) and a check symbol: EH-7K2Q-9M4X-C3TA. The alphabet
has 32 symbols without look-alikes (no 0/O, 1/I). The check is a polynomial over GF(32), so any one wrong
symbol and any two swapped ones are caught. Not here: who bears a code (`models.Badge`).
"""

import hashlib
import re
import secrets
from base64 import urlsafe_b64encode
from urllib.parse import urlsplit

ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
PREFIX = "EH"
RANDOM_SYMBOLS = 11
LENGTH = len(PREFIX) + RANDOM_SYMBOLS + 1
LONGEST_READ = 300
"""Nothing longer than this (characters) can be one of our codes or addresses."""
HASH_BYTES = 6
"""Short hashes for offline scanners: eight characters in base64, 40 kB for 5,000 badges."""

_VALUE = {symbol: value for value, symbol in enumerate(ALPHABET)}
_GAPS = re.compile(r"[\s\-‐-―_.·\u200e\u200f\u2066-\u2069]+")
_STAND = re.compile(r"[0-9A-Za-z]{3,16}")
_GROUP = 4


def _times_alpha(value: int) -> int:
    """The product with the generator of GF(32), whose polynomial is x⁵+x²+1."""
    doubled = value << 1
    return doubled ^ 0b100101 if doubled & 0b100000 else doubled


def _remainder(symbols: str) -> int:
    rest = 0
    for symbol in symbols:
        rest = _times_alpha(rest) ^ _VALUE[symbol]
    return rest


def check_symbol(symbols: str) -> str:
    """The symbol that makes a run of alphabet symbols right. Raises KeyError on a foreign one."""
    return ALPHABET[_times_alpha(_remainder(symbols))]


def new_badge_code() -> str:
    """A random badge code without hyphens, as it is stored."""
    symbols = "".join(secrets.choice(ALPHABET) for _ in range(RANDOM_SYMBOLS))
    return PREFIX + symbols + check_symbol(symbols)


def is_badge_code(text: str) -> bool:
    """Whether this is exactly a stored badge code, check included."""
    body = text[len(PREFIX) :]
    if len(text) != LENGTH or not text.startswith(PREFIX) or any(symbol not in _VALUE for symbol in body):
        return False
    return _remainder(body) == 0


def _bare(text: str, letter: str) -> str:
    """What stands after /b/ or /s/ in an address, or the text itself, without spaces and hyphens."""
    text = text.strip()
    if "/" in text:
        try:
            path = urlsplit(text).path
        except ValueError:
            return ""
        before, _, last = path.rstrip("/").rpartition("/")
        if before.rpartition("/")[2].lower() != letter:
            return ""
        text = last
    return _GAPS.sub("", text)


def read_badge(text: str) -> str | None:
    """The badge code in a scanned address, a typed code, in any case and grouping; None if there is none."""
    if len(text) > LONGEST_READ:
        return None
    code = _bare(text, "b").upper()
    return code if is_badge_code(code) else None


def read_stand(text: str) -> str | None:
    """The stand code in a scanned address or a typed code, case as given; None if it can't be one."""
    if len(text) > LONGEST_READ:
        return None
    code = _bare(text, "s")
    return code if _STAND.fullmatch(code) else None


def shown(code: str) -> str:
    """A badge code in groups: EH-7K2Q-9M4X-C3TA."""
    body = code[len(PREFIX) :]
    groups = [body[at : at + _GROUP] for at in range(0, len(body), _GROUP)]
    return "-".join([code[: len(PREFIX)], *groups])


def hinted(code: str) -> str:
    """Enough of a badge's code to find it on paper, too little to use it."""
    return f"{code[: len(PREFIX)]}-…{code[-_GROUP:]}"


def address(public_url: str, letter: str, code: str) -> str:
    """The address of a badge (`b`) or stand (`s`): upper case where that changes nothing, for a compact QR.

    Scheme and host ignore case; a path in front of ours may not, so then the address stays as it is.
    """
    full = f"{public_url}/{letter}/{code}"
    return full if urlsplit(public_url).path else full.upper()


def short_hash(edition: str, code: str) -> str:
    """What an offline scanner keeps of a badge: 48 bits of SHA-256 over `edition:code`, base64url."""
    digest = hashlib.sha256(f"{edition}:{code}".encode()).digest()[:HASH_BYTES]
    return urlsafe_b64encode(digest).decode("ascii")
