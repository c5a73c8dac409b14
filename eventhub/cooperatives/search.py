"""Finding cooperatives by words: the rarest word leads through the index, the others are checked on the way.

One statement counts (up to a limit) how many names hold each word, so a rare word costs the rows it
has, and a frequent one a short walk in the order of the list. The cost doesn't grow with the page's
number, nor with the number of cooperatives.
"""

from typing import Any

import sqlalchemy as sa

from eventhub.cooperatives.folded import GENERIC, LONGEST_WORD
from eventhub.cooperatives.models import Cooperative, Word
from eventhub.database import db
from eventhub.folding import fold

MOST_WORDS = 6
FREQUENT = 2500
"""A word in so many names, alone, is found soon by walking the list itself."""
MANY = 6000
"""Where counting stops: two such words may have hardly a name in common, so both lead."""
_LAST = "\U0010ffff"


def matching(query: sa.Select[Any], text: str) -> sa.Select[Any]:
    """The query narrowed to cooperatives with a word beginning like each of the text's."""
    words = _useful(text)
    if not words:
        return query
    counts = _counts(words)
    words.sort(key=lambda word: counts[word])
    rarest = counts[words[0]]
    if len(words) > 1 or rarest < FREQUENT:
        leading = words[: 2 if rarest == MANY else 1]
        found = sa.intersect(*(_whose(word) for word in leading)) if len(leading) > 1 else _whose(leading[0])
        query = query.where(Cooperative.id.in_(found))
        words = words[len(leading) :]
    return query.where(*(_holds(word) for word in words))


def _whose(word: str) -> sa.Select[Any]:
    return sa.select(Word.cooperative_id).where(_begins(word))


def _useful(text: str) -> list[str]:
    """The words that narrow a search: none of those in every name, and no lone letters beside longer ones."""
    words = [word[:LONGEST_WORD] for word in dict.fromkeys(fold(text[:200]).split())][:MOST_WORDS]
    telling = [word for word in words if word not in GENERIC]
    return [word for word in telling if len(word) > 1] or telling[:1]


def _counts(words: list[str]) -> dict[str, int]:
    capped = [
        sa.select(sa.literal(word).label("word"), sa.func.count().label("names")).select_from(
            sa.select(Word.word).where(_begins(word)).limit(MANY).subquery()
        )
        for word in words
    ]
    return {row.word: row.names for row in db.session.execute(sa.union_all(*capped))}


def _begins(word: str) -> Any:
    return Word.word.between(word, word + _LAST)


def _holds(word: str) -> Any:
    """A word of the name begins so, with or without the Arabic article. A folded text has no wildcards."""
    padded = " " + Cooperative.folded
    return sa.or_(padded.like(f"% {word}%"), padded.like(f"% ال{word}%"))
