"""PURE: a prize draw that nobody can steer and anybody can make again.

1. A random seed is sealed; its SHA-256 is published when the draw is announced.
2. The list of tickets is frozen, and its SHA-256 published.
3. Before witnesses the seed is opened, and each witness says a word of their own choice. The draw's key is
   the SHA-256 of "SEED|DIGEST OF THE LIST|WORD|WORD…": whoever knew the seed could not know the words, and
   whoever chose the words could not know the seed.
4. Each ticket's number is the SHA-256 of "KEY:TICKET"; tickets in rising order are the order drawn.
5. A prize that nobody can be given goes to the next ticket of that order: nothing is drawn again.

The method is a commitment and a reveal with entropy from outside, as public lotteries and RFC 3797 use.
`printf '%s' "SEED" | sha256sum` gives the commitment.
"""

import secrets
from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum
from hashlib import sha256
from typing import Any

TICKET_LENGTH = 10


class DrawState(StrEnum):
    """Where a draw stands."""

    ANNOUNCED = "announced"
    FROZEN = "frozen"
    DRAWN = "drawn"


MOVES = {
    DrawState.ANNOUNCED: {DrawState.FROZEN},
    DrawState.FROZEN: {DrawState.DRAWN},
    DrawState.DRAWN: set[DrawState](),
}


def _digest(text: str) -> str:
    return sha256(text.encode()).hexdigest()


def new_seed() -> str:
    """256 bits nobody chose, in hexadecimal."""
    return secrets.token_hex(32)


def commitment_of(seed: str) -> str:
    """What is published before: it says nothing of the seed, and fits no other."""
    return _digest(seed)


def ticket_of(draw: str, badge_code: str) -> str:
    """The ticket of a badge in a draw: its bearer can compute it, nobody can read the badge from it."""
    return _digest(f"{draw}:{badge_code}")[:TICKET_LENGTH].upper()


def list_digest(tickets: Iterable[str]) -> str:
    """The digest of a list of tickets, whatever their order: sorted, a line each."""
    return _digest("\n".join(sorted(tickets)))


def key_of(seed: str, digest: str, words: Sequence[str]) -> str:
    """The draw's key from the opened seed, the frozen list and the witnesses' words."""
    return _digest("|".join([seed, digest, *(" ".join(word.split()) for word in words)]))


def drawn(key: str, tickets: Iterable[str], prizes: int) -> list[str]:
    """The winning tickets, first prize first; fewer than prizes where there are fewer tickets."""
    return sorted(set(tickets), key=lambda ticket: (_digest(f"{key}:{ticket}"), ticket))[:prizes]


def in_order(draw: Any) -> list[str]:
    """Every ticket of a draw that was made, in the order drawn: the winners first, then who would be next.

    From its `seed`, `entries`, `entries_digest` and `witnesses`, all public: anybody computes the same.
    """
    key = key_of(draw.seed, draw.entries_digest, [witness["word"] for witness in draw.witnesses])
    return drawn(key, draw.entries, len(draw.entries))


def following(draw: Any) -> list[str]:
    """The tickets that are next should prizes stay, as many as there were winners."""
    many = len(draw.winners)
    return in_order(draw)[many : 2 * many]


def faults_of(draw: Any) -> Iterator[str]:
    """What doesn't hold of a stored draw when all of it is computed again; nothing for a right one."""
    if commitment_of(draw.seed) != draw.commitment:
        yield "the seed is not the one that was sealed"
    if draw.entries is not None and list_digest(draw.entries) != draw.entries_digest:
        yield "the list of tickets is not the one that was frozen"
    if draw.winners is not None:
        words = [witness["word"] for witness in draw.witnesses]
        key = key_of(draw.seed, draw.entries_digest, words)
        if drawn(key, draw.entries, len(draw.prizes)) != draw.winners:
            yield "the winners are not those that the seed, the list and the words give"
