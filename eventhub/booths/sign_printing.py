"""The signs of all stands of a fair on paper, kept in the store under what they were made from."""

import hashlib
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from flask import current_app

from eventhub import storage
from eventhub.booths import plan_printing, printed
from eventhub.booths.kinds import PaperKind
from eventhub.fairs.models import Edition

AT_ONCE = 25
"""Up to this many signs are drawn while one waits (a second or two)."""
SIZES = {"a5": PaperKind.SIGN_A5, "a4": PaperKind.SIGN_A4}
_FOLDER = "signs"


def key_of(edition: Edition, rows: Sequence[Any], size: str) -> str:
    """Where the signs lie in the store: it changes with everything that is written on one."""
    made_from = [
        edition.name,
        edition.accent,
        current_app.config["PUBLIC_URL"],
        *(tuple(row) for row in rows),
    ]
    digest = hashlib.sha256(repr(made_from).encode()).hexdigest()[:24]
    return f"{_FOLDER}/{edition.public_id}/{digest}-{size}.pdf"


def is_ready(edition: Edition, rows: Sequence[Any], size: str) -> bool:
    """Whether the signs can be had while one waits: they were made before, or they are few."""
    return len(rows) <= AT_ONCE or storage.has_key(key_of(edition, rows, size))


def made(edition: Edition, rows: Sequence[Any], size: str) -> bytes:
    """The signs, a page each, made and kept if nobody has yet; `rows` of a board, `size` a5 or a4."""
    key = key_of(edition, rows, size)
    return storage.kept_or_made(key, lambda: printed.signs_pdf(edition, rows, SIZES[size]))


def forget(at: datetime) -> None:
    """Drop the signs that were made days ago: they name exhibitors, and are made anew when asked for."""
    storage.drop_older(_FOLDER, at - plan_printing.KEPT)
