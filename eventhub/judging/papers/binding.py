"""Papers of a contest that may be many hundred pages: parts made by workers, bound when asked for.

Few pages are made while one waits. More are made by workers, part by part, and kept in the store under what
they were made from, so that nothing is printed twice and nothing stale is handed out; after two days they go.
What is printed is known to `judges_sheets`, `letters`, `diplomas`, `thanks`, `vote_cards`; not to this.
"""

import hashlib
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property
from typing import Any

from msgspec import Struct

from eventhub import documents, storage, transaction
from eventhub.contests.models import Contest

AT_ONCE = 24
"""Up to this many pages are made while one waits: some six seconds."""
KEPT = timedelta(days=2)
A_PART = 24
"""Pages that one worker makes at a time, where nothing else divides them."""
FOLDERS = ("sheets", "letters", "certificates", "thanks", "vote")
"""Where prints lie in the store, a folder for each kind of paper."""


class Part(Struct, frozen=True):
    """What one worker prints: its number for the job, its pages, where its print lies once it is made."""

    number: int
    pages: Sequence[Any]
    key: str

    @property
    def is_made(self) -> bool:
        """Whether the print is there."""
        return storage.has_key(self.key)


@dataclass(frozen=True)
class Binding:
    """What was asked for: the parts in their order, and how pages become a PDF."""

    parts: Sequence[Part]
    printed: Callable[[Sequence[Any]], bytes]

    @property
    def pages(self) -> int:
        """How many pages it has."""
        return sum(len(part.pages) for part in self.parts)

    @property
    def is_small(self) -> bool:
        """Whether all is made while one waits."""
        return self.pages <= AT_ONCE

    @cached_property
    def missing(self) -> list[Part]:
        """The parts that nobody had made when this was first asked: the store is asked once for each."""
        return [part for part in self.parts if not part.is_made]

    @property
    def is_ready(self) -> bool:
        """Whether it can be handed out at once."""
        return self.is_small or not self.missing

    @property
    def done(self) -> int:
        """How many parts need no more waiting for."""
        return len(self.parts) if self.is_small else len(self.parts) - len(self.missing)

    def make(self, number: int) -> None:
        """Make the part of a number and keep it; a second call finds it kept.

        Commits first, then only reads: a print takes long, and a worker that could write would keep everybody
        else from writing meanwhile, where the database is one file.
        """
        for part in self.parts:
            if part.number == number and not part.is_made:
                transaction.commit()
                with transaction.transaction(read_only=True):
                    content = self.printed(part.pages)
                storage.write_key(part.key, content)

    def bound(self) -> bytes:
        """All of it as one PDF: made now where it is small, else of the parts that are kept.

        Raises FileNotFoundError when a part is not there.
        """
        if self.is_small:
            return self.printed([one for part in self.parts for one in part.pages])
        return documents.bound([storage.read_key(part.key) for part in self.parts])


def key(folder: str, contest: Contest, told: Any) -> str:
    """Where a print lies: its name changes with everything that is written or drawn on it."""
    text = json.dumps(told, default=str, sort_keys=True)
    return f"{folder}/{contest.public_id}/{hashlib.sha256(text.encode()).hexdigest()[:32]}.pdf"


def in_parts(
    folder: str, contest: Contest, pages: Sequence[Any], printed: Callable[[Sequence[Any]], bytes]
) -> Binding:
    """Pages that say all that is printed on them, in parts that are numbered from 0."""
    some = [pages[first : first + A_PART] for first in range(0, len(pages), A_PART)]
    parts = [Part(place, each, key(folder, contest, each)) for place, each in enumerate(some)]
    return Binding(parts, printed)


def forget(at: datetime) -> None:
    """Drop the prints that were made long ago: they hold what entrants and judges wrote."""
    for folder in FOLDERS:
        storage.drop_older(folder, at - KEPT)
