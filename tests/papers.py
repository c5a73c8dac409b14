"""PDF files as a person meets them: pages drawn by another program than ours, codes decoded, words read."""

import io
from pathlib import Path

import pypdfium2
import zxingcpp
from PIL import Image

DOTS_PER_INCH = 150
POINTS_PER_INCH = 72


def pages_drawn(pdf: bytes | Path, dots_per_inch: int = DOTS_PER_INCH) -> list[Image.Image]:
    """Every page as a printer draws it."""
    with pypdfium2.PdfDocument(pdf) as document:
        scale = dots_per_inch / POINTS_PER_INCH
        return [page.render(scale=scale).to_pil() for page in document]


def words_on(pdf: bytes | Path) -> str:
    """The text of all pages, as a reader copies it."""
    with pypdfium2.PdfDocument(pdf) as document:
        return "\n".join(page.get_textpage().get_text_range() for page in document)


def codes_in(picture: Image.Image) -> list[str]:
    """The text of every QR code in a picture, from the top."""
    found = zxingcpp.read_barcodes(picture.convert("L"))
    return [each.text for each in sorted(found, key=lambda each: each.position.top_left.y)]


def picture_of(png: bytes) -> Image.Image:
    """A screenshot to look into."""
    return Image.open(io.BytesIO(png))
