"""PURE: the draw among equals, so plain that anybody can make it again.

Each file's ticket is the SHA-256 of "SEED:FILE"; tickets in rising order are the order drawn. Files of one
priority and score are served in that order. `printf '%s' "482913:k7m2…" | sha256sum` gives the same ticket.
"""

import secrets
from collections.abc import Iterable
from hashlib import sha256

MOST = 1_000_000
"""Seeds have at most six digits: they are read aloud."""


def new_seed() -> int:
    """A seed nobody chose."""
    return secrets.randbelow(MOST)


def ticket(seed: int, file: str) -> str:
    """What a file drew, as 64 hexadecimal digits."""
    return sha256(f"{seed}:{file}".encode()).hexdigest()


def drawn(seed: int, files: Iterable[str]) -> dict[str, int]:
    """The place of each file in the order drawn, from 1."""
    order = sorted(files, key=lambda file: (ticket(seed, file), file))
    return {file: place for place, file in enumerate(order, start=1)}


def numbered(place: int, file: str) -> str:
    """A file's name in an instance: the place it drew comes first: equals are served in that order."""
    return f"{place:05d}-{file}"


def file_of(name: str) -> str:
    """The file behind its name in an instance."""
    return name.partition("-")[2] or name
