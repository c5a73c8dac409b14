"""Stands' pages kept in memory as they are sent: made once for each content, language and state of a visitor.

What a page says of the stand is in its fingerprint, so a kept page is true or not found; nothing expires.
Pages hold nothing of a person: the passport's number stays in its cookie. Each process keeps its own; the
least lately asked leave first.
"""

import gzip
import hashlib
from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock

from msgspec import Struct

MOST = 2000
"""Pages kept at once: about 20 MB."""
LEVEL = 6


class Sheet(Struct, frozen=True):
    """A page ready to leave: its text, the same compressed, and its entity tag."""

    text: bytes
    packed: bytes
    tag: str


class Kept:
    """The least recently used pages of this process."""

    def __init__(self, most: int = MOST) -> None:
        self.most = most
        self._sheets: OrderedDict[Hashable, Sheet] = OrderedDict()
        self._lock = Lock()

    def get(self, key: Hashable, make: Callable[[], str]) -> Sheet:
        """The page of a key, made now if nobody asked for it lately."""
        with self._lock:
            sheet = self._sheets.get(key)
            if sheet is not None:
                self._sheets.move_to_end(key)
                return sheet
        text = make().encode()
        sheet = Sheet(text, gzip.compress(text, LEVEL, mtime=0), hashlib.sha256(text).hexdigest()[:20])
        with self._lock:
            self._sheets[key] = sheet
            while len(self._sheets) > self.most:
                self._sheets.popitem(last=False)
        return sheet


kept = Kept()
