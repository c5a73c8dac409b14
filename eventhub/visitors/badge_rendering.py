"""Badges as PDF: chunks of faces are rendered by processes, one for each core, and bound with pypdf.

Memory stays that of a chunk a process. WeasyPrint sets the words (templates/documents/badges/), the rest is
painted under them by `badge_painting`. Not here: whose badges these are (`printing`).
"""

import gc
import io
import multiprocessing
import os
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from typing import Any

from flask import render_template

from eventhub import places
from eventhub.documents import qr_matrix
from eventhub.visitors import badge_painting
from eventhub.visitors.badge_design import Design, Element, Kind
from eventhub.visitors.badge_setting import Face, Setter, sizes_of

CHUNK = 120
"""Badges rendered at once by one process."""

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Chunk:
    """One piece of work for a process: pages already written as HTML, and what is painted under them."""

    html: str
    setter: Setter
    faces: tuple[Face, ...]
    logo: bytes = b""


def render(
    setter: Setter,
    faces: Iterator[Face] | Sequence[Face],
    count: int,
    out: Any,
    *,
    logo: bytes = b"",
    progress: Progress = lambda _done, _all: None,
) -> None:
    """Render `count` faces and bind them into the open binary file `out`."""
    from pypdf import PdfWriter

    chunks = (_chunk(setter, piece, logo) for piece in _pieces(iter(faces)))
    paper = setter.design.sheet
    with PdfWriter() as binder:
        done = 0
        for content, number in _rendered(chunks, -(-count // CHUNK)):
            binder.append(io.BytesIO(content), import_outline=False)
            done += number
            progress(done, count)
        if not done:
            points = badge_painting.POINTS
            binder.add_blank_page(paper.page_width * points, paper.page_height * points)
        binder.add_metadata({"/Title": setter.fair.get("fair_fr", ""), "/Producer": "EventHub"})
        binder.write(out)


def _pieces(faces: Iterator[Face]) -> Iterator[tuple[Face, ...]]:
    while piece := tuple(islice(faces, CHUNK)):
        yield piece


def _chunk(setter: Setter, faces: tuple[Face, ...], logo: bytes) -> Chunk:
    paper = setter.design.sheet
    settings = [tuple(setter.words_of(face)) for face in faces]
    html = render_template(
        "documents/badges/pages.html",
        title=setter.fair.get("fair_fr", ""),
        pages=[settings[at : at + paper.per_page] for at in range(0, len(settings), paper.per_page)],
        paper=paper,
        elements=setter.design.elements,
        sizes=sizes_of(settings),
        colours=badge_painting.CSS_COLOURS,
        fonts=places.FONTS.as_uri(),
    )
    return Chunk(html, setter, faces, logo)


def _rendered(chunks: Iterator[Chunk], count: int) -> Iterator[tuple[bytes, int]]:
    """Each chunk's PDF and number of badges, in order; by processes when there is enough work."""
    workers = min(os.cpu_count() or 1, count)
    if workers < 2:  # noqa: PLR2004 - one process is no pool
        for chunk in chunks:
            yield render_chunk(chunk)
        return
    with _pool(workers) as pool:
        waiting: deque[Any] = deque()
        for chunk in chunks:
            waiting.append(pool.apply_async(render_chunk, (chunk,)))
            if len(waiting) > workers:
                yield waiting.popleft().get()
        while waiting:
            yield waiting.popleft().get()


@contextmanager
def _pool(workers: int) -> Iterator[Any]:
    """Processes that share what is already loaded; they never touch the database."""
    import weasyprint  # noqa: F401 - loaded once, before the processes part

    gc.freeze()  # what is loaded stays shared: collecting it in a process would copy it there
    pool = multiprocessing.get_context("fork").Pool(workers, maxtasksperchild=3)
    try:
        yield pool
        pool.close()
    except BaseException:
        pool.terminate()
        raise
    finally:
        pool.join()
        gc.unfreeze()


def render_chunk(chunk: Chunk) -> tuple[bytes, int]:
    """The PDF of one chunk and its number of badges."""
    from weasyprint import HTML

    from eventhub.documents import own_files_only, shared_fonts

    document = HTML(string=chunk.html, url_fetcher=own_files_only()).render(font_config=shared_fonts())
    content = document.write_pdf(finisher=lambda _document, pdf: _Painter(pdf, chunk).paint())
    return bytes(content), len(chunk.faces)


class _Painter:
    """Puts each page's drawing under its words; what many badges share is kept once in the file."""

    def __init__(self, pdf: Any, chunk: Chunk) -> None:
        self.pdf, self.chunk, self.setter = pdf, chunk, chunk.setter
        self.paper = chunk.setter.design.sheet
        self.kept: dict[str, str] = {}
        self.resources: Any = next(
            each for each in pdf.objects if isinstance(each, dict) and "XObject" in each
        )

    def paint(self) -> None:
        """Draw every page of the chunk."""
        import pydyf  # type: ignore[import-untyped]

        pages = [each for each in self.pdf.objects if isinstance(each, dict) and each.get("Type") == "/Page"]
        for number, page in enumerate(pages):
            start = number * self.paper.per_page
            faces = self.chunk.faces[start : start + self.paper.per_page]
            stream = pydyf.Stream([self._drawing(faces)], compress=True)
            self.pdf.add_object(stream)
            page["Contents"] = pydyf.Array([stream.reference, page["Contents"]])

    def _drawing(self, faces: Sequence[Face]) -> bytes:
        parts = []
        for index, face in enumerate(faces):
            x, y = self.paper.corner(index)
            parts += [
                self._element(element, face, x + element.x, y + element.y)
                for element in self.setter.design.elements
            ]
        if self.paper.per_page > 1:
            parts.append(badge_painting.cutting_marks(_corners(self.setter.design), self.paper.page_height))
        return "\n".join(filter(None, parts)).encode("ascii")

    def _element(self, element: Element, face: Face, x: float, y: float) -> str:
        tall = self.paper.page_height
        match element.kind:
            case Kind.QR:
                side = min(element.width, element.height)
                left, top = x + (element.width - side) / 2, y + (element.height - side) / 2
                return badge_painting.qr(qr_matrix(face.address), left, top, side, tall)
            case Kind.BAND:
                colour = self.setter.colour(element, face)
                return badge_painting.placed(self._band(element, colour), x, y + element.height, tall)
            case Kind.BOX:
                colour = self.setter.colour(element, face)
                return badge_painting.box(x, y, element.width, element.height, colour, tall)
            case Kind.LOGO:
                return self._picture(element, "Logo", self.chunk.logo, (x, y))
            case Kind.PHOTO:
                return self._picture(element, f"P{face.address}", face.photo, (x, y))
        return ""

    def _band(self, element: Element, colour: str) -> str:
        import pydyf

        key = f"{element.width} {element.height} {colour}"
        if key not in self.kept:
            box = [0, 0, element.width * badge_painting.POINTS, element.height * badge_painting.POINTS]
            form = {"Type": "/XObject", "Subtype": "/Form", "BBox": pydyf.Array(box)}
            drawing = badge_painting.band(element.width, element.height, badge_painting.rgb(colour))
            self._keep(key, pydyf.Stream([drawing.encode("ascii")], form, compress=True))
        return self.kept[key]

    def _picture(self, element: Element, key: str, jpeg: bytes, corner: tuple[float, float]) -> str:
        """A picture as large as its box allows, in the middle of it."""
        import pydyf

        if not jpeg:
            return ""
        wide, tall = jpeg_size(jpeg)
        if key not in self.kept:
            form = {"Type": "/XObject", "Subtype": "/Image", "Width": wide, "Height": tall}
            form |= {"ColorSpace": "/DeviceRGB", "BitsPerComponent": 8, "Filter": "/DCTDecode"}
            self._keep(key, pydyf.Stream([jpeg], form))
        scale = min(element.width / wide, element.height / tall)
        width, height = wide * scale, tall * scale
        x = corner[0] + (element.width - width) / 2
        y = corner[1] + (element.height - height) / 2
        return badge_painting.picture(self.kept[key], (x, y, width, height), self.paper.page_height)

    def _keep(self, key: str, stream: Any) -> None:
        self.pdf.add_object(stream)
        self.kept[key] = f"Own{len(self.kept)}"
        self.resources["XObject"][self.kept[key]] = stream.reference


def _corners(design: Design) -> list[tuple[float, float]]:
    """Where the labels of a sheet are cut."""
    paper = design.sheet
    xs = [paper.left + column * (paper.width + paper.gap_x) for column in range(paper.columns + 1)]
    ys = [paper.top + row * (paper.height + paper.gap_y) for row in range(paper.rows + 1)]
    return [(x, y) for x in xs for y in ys]


def jpeg_size(jpeg: bytes) -> tuple[int, int]:
    """Width and height of a JPEG, in pixels."""
    from PIL import Image

    with Image.open(io.BytesIO(jpeg)) as picture:
        return picture.size


def as_jpeg(picture: bytes, most: int = 600) -> bytes:
    """A stored picture for a badge: JPEG, `most` pixels on its longer side."""
    from PIL import Image

    out = io.BytesIO()
    with Image.open(io.BytesIO(picture)) as opened:
        small = opened.convert("RGB")
        small.thumbnail((most, most))
        small.save(out, "JPEG", quality=85)
    return out.getvalue()
