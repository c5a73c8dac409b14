"""What a person sees on paper and on another person's screen: QR codes decoded, PDF pages drawn and read."""

import io
import subprocess
from pathlib import Path

import zxingcpp
from PIL import Image
from playwright.sync_api import Locator

from tests.journeys.walking import Walker

DOTS_PER_INCH = 150
RUN_WITHIN = 30  # seconds


def codes_in(picture: bytes) -> list[str]:
    """The text of every QR code in a picture, from the top."""
    found = zxingcpp.read_barcodes(Image.open(io.BytesIO(picture)).convert("L"))
    return [each.text for each in sorted(found, key=lambda each: each.position.top_left.y)]


def code_on_screen(place: Locator) -> str:
    """The text of the one QR code that a part of the page shows."""
    (text,) = codes_in(place.screenshot())
    return text


def fetched(walker: Walker, path: str, kind: str) -> bytes:
    """A file that the person downloads, which must be of that kind."""
    answer = walker.context.request.get(walker.world.address + path)
    assert answer.status == 200, (path, answer.status)
    assert answer.headers["content-type"].startswith(kind), answer.headers["content-type"]
    return answer.body()


def pages_drawn(pdf: bytes, folder: Path) -> list[bytes]:
    """Every page as a printer draws it, a PNG each."""
    folder.mkdir(parents=True, exist_ok=True)
    command = ["pdftoppm", "-r", str(DOTS_PER_INCH), "-png", "-", str(folder / "page")]
    subprocess.run(command, input=pdf, check=True, timeout=RUN_WITHIN)
    return [path.read_bytes() for path in sorted(folder.glob("page*.png"))]


def words_on(pdf: bytes) -> str:
    """The text of all pages, as a reader copies it."""
    done = subprocess.run(
        ["pdftotext", "-", "-"], input=pdf, check=True, capture_output=True, timeout=RUN_WITHIN
    )
    return done.stdout.decode("utf-8")
