"""PDFs and QR codes. WeasyPrint and qrcode are imported when used: a web process may never need them.

Templates are in templates/documents/. Fonts are ours (static/fonts), so a PDF looks the same
everywhere. Nothing but our own files, and data the caller hands over, can be fetched while rendering.
"""

import atexit
import base64
import gc
import io
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from flask import render_template

from eventhub import places
from eventhub.i18n import speaking


def pdf(template: str, language: str, **context: Any) -> bytes:
    """Render templates/documents/<template> in a language as a PDF."""
    from weasyprint import HTML

    with speaking(language):
        html = render_template(f"documents/{template}", **context)
    return bytes(
        HTML(string=html, base_url=places.STATIC.as_uri() + "/", url_fetcher=own_files_only()).write_pdf(
            font_config=shared_fonts()
        )
    )


def bound(parts: Sequence[bytes]) -> bytes:
    """Several PDFs as one."""
    from pypdf import PdfWriter

    with PdfWriter() as binder:
        for part in parts:
            binder.append(io.BytesIO(part), import_outline=False)
        out = io.BytesIO()
        binder.write(out)
    return out.getvalue()


@cache
def shared_fonts() -> Any:
    """The fonts of this process, read once. WeasyPrint copies them (4 MB) to a folder, see `forget_fonts`."""
    from weasyprint.text.fonts import FontConfiguration

    atexit.register(forget_fonts)
    return FontConfiguration()


def forget_fonts() -> None:
    """Let go of this process's fonts, and of their copies on the disk.

    Left to itself Python does it too late when it ends (WeasyPrint then no longer knows how to remove a
    folder); a process that leaves without Python's own end, as a worker's jobs do, must call this.
    """
    if shared_fonts.cache_info().currsize:
        shared_fonts.cache_clear()
        gc.collect()  # a drawn document and its fonts hold each other


@cache
def own_files_only() -> Any:
    """What WeasyPrint may fetch with: our static files and data: URLs, nothing else."""
    from weasyprint.urls import URLFetcher

    class OwnFilesOnly(URLFetcher):  # type: ignore[misc]
        """Refuses every address but our static files and data: URLs."""

        def fetch(self, url: str, headers: Any = None) -> Any:
            parts = urlsplit(url)
            inside = parts.scheme == "file" and Path(unquote(parts.path)).resolve().is_relative_to(
                places.STATIC.resolve()
            )
            if not inside and parts.scheme != "data":
                msg = f"documents may not fetch {parts.scheme}:"
                raise ValueError(msg)
            return super().fetch(url, headers)

    return OwnFilesOnly()


def qr_matrix(text: str, *, is_alphanumeric: bool = False) -> list[list[bool]]:
    """The modules of a QR code, without a quiet zone. Upper-case text gives a smaller code.

    The mask is fixed: choosing the best of eight costs eight times as much and scanners don't care. The modes
    of its parts are the shortest, or alphanumeric for all of it.
    """
    import qrcode
    from qrcode.constants import ERROR_CORRECT_M
    from qrcode.util import MODE_ALPHA_NUM, QRData

    code = qrcode.QRCode(error_correction=ERROR_CORRECT_M, border=0, mask_pattern=2)
    code.add_data(QRData(text, MODE_ALPHA_NUM) if is_alphanumeric else text)
    code.make(fit=True)
    return [[bool(module) for module in row] for row in code.modules]


def qr_png(text: str, scale: int = 8, quiet: int = 4) -> bytes:
    """A QR code as a black-and-white PNG; `scale` pixels a module, `quiet` modules around."""
    from PIL import Image

    rows = qr_matrix(text)
    side = len(rows) + 2 * quiet
    picture = Image.new("1", (side, side), 1)
    for y, row in enumerate(rows):
        for x, dark in enumerate(row):
            if dark:
                picture.putpixel((x + quiet, y + quiet), 0)
    out = io.BytesIO()
    picture.resize((side * scale, side * scale)).save(out, "PNG", optimize=True)
    return out.getvalue()


def qr_svg_path(text: str) -> tuple[int, str]:
    """A QR code as (modules a side, SVG path) for a viewBox of that size; runs are merged."""
    rows = qr_matrix(text)
    parts = []
    for y, row in enumerate(rows):
        x = 0
        while x < len(row):
            length = 0
            while x + length < len(row) and row[x + length]:
                length += 1
            if length:
                parts.append(f"M{x} {y}h{length}v1h-{length}z")
            x += max(length, 1)
    return len(rows), "".join(parts)


def data_url(content: bytes, media_type: str) -> str:
    """Content as a data: URL, for pictures made while printing."""
    return f"data:{media_type};base64,{base64.b64encode(content).decode()}"
