"""Files people send in: kept behind one small interface, checked by their content, never trusted.

A folder by default; any store that fsspec knows when STORAGE_URL says so (s3://bucket/prefix with the
`s3` extra), so that web machines hold no state.
"""

import contextlib
import hashlib
import io
import logging
import re
from collections.abc import Callable
from datetime import datetime
from typing import Any, BinaryIO

import sqlalchemy as sa
from flask import Flask, current_app
from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import Mapped, mapped_column

from eventhub.config import folder_of
from eventhub.database import Model, Row, db, random_code, values_check
from eventhub.errors import DomainError

log = logging.getLogger(__name__)

LARGEST_BYTES = 8 * 1024 * 1024
LARGEST_PIXELS = 40_000_000
LONGEST_SIDE = 1600
PICTURES = ("JPEG", "PNG", "WEBP", "GIF", "AVIF", "BMP", "TIFF")
"""What phones, scanners and web pages make. Other readers of the library are never reached by a file."""
RECORDINGS = {
    "mp4": "video/mp4",
    "webm": "video/webm",
    "mp3": "audio/mpeg",
    "m4a": "audio/mp4",
    "ogg": "audio/ogg",
    "wav": "audio/wav",
}
"""What phones record voices and short films as; browsers play them all, sound alone too."""
KINDS = {"image": "image/webp", "pdf": "application/pdf", **RECORDINGS}
LARGEST_RECORDING = 24 * 1024 * 1024


class StoredFile(Row, Model):
    """One file kept: what it is was decided by looking inside, not by its name."""

    __tablename__ = "stored_files"

    kind: Mapped[str] = mapped_column(sa.String(10))
    name: Mapped[str] = mapped_column(sa.String(200))
    size: Mapped[int]
    sha256: Mapped[str] = mapped_column(sa.String(64))
    key: Mapped[str] = mapped_column(sa.String(120), unique=True)
    is_public: Mapped[bool] = mapped_column(default=False)
    owner_id: Mapped[int | None] = mapped_column(sa.ForeignKey("people.id", ondelete="SET NULL"), index=True)

    __table_args__ = (values_check("kind", KINDS),)

    @property
    def media_type(self) -> str:
        """The content type it is served with."""
        return KINDS[self.kind]


def configure(app: Flask, url: str) -> None:
    """Remember where files live."""
    app.config["STORAGE_URL"] = url


def _store() -> tuple[Any, str]:
    import fsspec

    url = current_app.config["STORAGE_URL"]
    folder = folder_of(url)  # read by us: fsspec leaves the signs of an address quoted
    if folder is not None:
        return fsspec.filesystem("file"), str(folder)
    return fsspec.core.url_to_fs(url)  # type: ignore[no-any-return]


def keep(
    stream: BinaryIO, name: str, *, owner: Any = None, is_public: bool = False, images_only: bool = False
) -> StoredFile:
    """Check and keep a file. Images are turned upright, shrunk, stripped and re-encoded as WebP.

    Raises DomainError when it is too large, broken, or neither an image nor (unless `images_only`) a PDF.
    """
    data = stream.read(LARGEST_BYTES + 1)
    if len(data) > LARGEST_BYTES:
        raise DomainError(
            "file_too_large", _l("This file is larger than 8 MB. Choose a smaller one."), status=413
        )
    if data.startswith(b"%PDF-") and not images_only:
        return _kept("pdf", data, name, owner, is_public=is_public)
    return _kept("image", _clean_image(data), name, owner, is_public=is_public)


def keep_recording(stream: BinaryIO, name: str, *, owner: Any = None, is_public: bool = False) -> StoredFile:
    """Keep a film or a sound as it was recorded, but for the place it was taken at, which is struck out.

    Raises DomainError when it is larger than 24 MB or none of RECORDINGS.
    """
    data = stream.read(LARGEST_RECORDING + 1)
    if len(data) > LARGEST_RECORDING:
        raise DomainError(
            "file_too_large", _l("This recording is larger than 24 MB. Make a shorter one."), status=413
        )
    kind = recorded_as(data)
    if kind is None:
        sentence = _l("This is no sound or film that can be played here. Record it with the phone itself.")
        raise DomainError("file_unreadable", sentence, status=422)
    return _kept(kind, _PLACE.sub(_struck_out, data), name, owner, is_public=is_public)


def recorded_as(data: bytes) -> str | None:
    """What a film or sound is by its first bytes (ISO 14496-12, Matroska, RIFF, Ogg, MPEG)."""
    if data.startswith(b"\x1aE\xdf\xa3"):
        return "webm" if b"webm" in data[:64] else None
    if data[4:8] == b"ftyp":
        return "m4a" if data[8:11] in {b"M4A", b"M4B"} else "mp4"
    if data.startswith(b"RIFF") and data[8:12] == b"WAVE":
        return "wav"
    if data.startswith(b"OggS"):
        return "ogg"
    return "mp3" if data.startswith((b"ID3", b"\xff\xfb", b"\xff\xf3", b"\xff\xf2")) else None


_PLACE = re.compile(rb"[+-]\d{2}\.\d{3,8}[+-]\d{3}\.\d{3,8}(?:[+-]\d{1,6}(?:\.\d{1,6})?)?/")
"""A place as phones write it into films (ISO 6709): +32.9358-005.6693+826.5/."""


def _struck_out(place: re.Match[bytes]) -> bytes:
    return re.sub(rb"\d", b"0", place.group())


def _kept(kind: str, data: bytes, name: str, owner: Any, *, is_public: bool) -> StoredFile:
    row = StoredFile(
        kind=kind,
        name=name[-200:] or kind,
        size=len(data),
        sha256=hashlib.sha256(data).hexdigest(),
        key=f"{random_code(2)}/{random_code(20)}.{'webp' if kind == 'image' else kind}",
        is_public=is_public,
        owner_id=getattr(owner, "id", None),
    )
    _write_or_refuse(row.key, data)
    db.session.add(row)
    db.session.flush()
    return row


def _write_or_refuse(key: str, data: bytes) -> None:
    """Write, or leave nothing behind and say so: a full disk, a folder not ours, a store away.

    Raises DomainError; why is the operator's matter, in the log.
    """
    try:
        write_key(key, data)
    except OSError as error:
        log.warning("a file could not be kept", extra={"key": key, "error": str(error)})
        with contextlib.suppress(OSError):
            drop_key(key)
        sentence = _l(
            "This file could not be kept: there is no room for it now. Try again later, or without it."
        )
        raise DomainError("file_not_kept", sentence, status=503) from None


def _clean_image(data: bytes) -> bytes:
    from PIL import Image, ImageOps, UnidentifiedImageError

    try:
        with Image.open(io.BytesIO(data), formats=PICTURES) as picture:
            if picture.width * picture.height > LARGEST_PIXELS:
                raise DomainError(
                    "image_too_large",
                    _l("This picture has too many pixels. Choose a smaller one."),
                    status=413,
                )
            upright = ImageOps.exif_transpose(picture).convert("RGB")
            upright.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
            out = io.BytesIO()
            upright.save(out, "WEBP", quality=82)
            return out.getvalue()
    except (UnidentifiedImageError, OSError, EOFError, ValueError, SyntaxError, Image.DecompressionBombError):
        sentence = _l("This file is neither a picture nor a PDF that can be opened. Choose another.")
        raise DomainError("file_unreadable", sentence, status=422) from None


def thumbnail(data: bytes, side: int) -> bytes:
    """A picture made small, its longest side `side` pixels at most; WebP without any metadata."""
    from PIL import Image

    with Image.open(io.BytesIO(data)) as picture:
        picture.thumbnail((side, side))
        out = io.BytesIO()
        picture.convert("RGB").save(out, "WEBP", quality=70, exif=b"", icc_profile=b"")
        return out.getvalue()


def print_of(data: bytes, side: int) -> bytes:
    """A picture for paper, its longest side `side` pixels at most; JPEG (PDFs hold it) without metadata."""
    from PIL import Image

    with Image.open(io.BytesIO(data)) as picture:
        picture.thumbnail((side, side))
        out = io.BytesIO()
        picture.convert("RGB").save(out, "JPEG", quality=75, exif=b"", icc_profile=None)
        return out.getvalue()


def write_key(key: str, data: bytes) -> None:
    """Put content in the store under a key."""
    files, root = _store()
    path = f"{root}/{key}"
    files.makedirs(path.rpartition("/")[0], exist_ok=True)
    with files.open(path, "wb") as out:
        out.write(data)


def read(row: StoredFile) -> bytes:
    """The whole content. Raises FileNotFoundError when the store has lost it."""
    return read_key(row.key)


def read_key(key: str) -> bytes:
    """The whole content under a key. Raises FileNotFoundError when the store has lost it."""
    files, root = _store()
    with files.open(f"{root}/{key}", "rb") as source:
        return bytes(source.read())


def kept_or_made(key: str, make: Callable[[], bytes]) -> bytes:
    """What lies under a key, made and kept if nothing does yet; for what can be made again at any time."""
    try:
        return read_key(key)
    except FileNotFoundError:
        content = make()
        write_key(key, content)
        return content


def has_key(key: str) -> bool:
    """Whether there is content under a key."""
    files, root = _store()
    return bool(files.exists(f"{root}/{key}"))


def drop_older(folder: str, before: datetime) -> None:
    """Erase what was written to a folder of the store before a moment; for what can be made anew."""
    files, root = _store()
    place = f"{root}/{folder}"
    if files.exists(place):
        for path in files.find(place):
            if files.modified(path) < before:
                files.rm(path)


def drop(row: StoredFile) -> None:
    """Erase a file and its row."""
    drop_key(row.key)
    db.session.delete(row)


def drop_key(key: str) -> None:
    """Erase the content under a key, if there is any."""
    files, root = _store()
    if files.exists(f"{root}/{key}"):
        files.rm(f"{root}/{key}")
