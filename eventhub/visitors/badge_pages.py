"""One chunk of badges as PDF: what many badges say is set once and stamped, the rest drawn under its words.

Not here: which badges, and the processes that render chunks (`badge_rendering`).
"""

from collections.abc import Sequence
from typing import Any

from msgspec import Struct

from eventhub.visitors import badge_painting
from eventhub.visitors.badge_codes import Drawn
from eventhub.visitors.badge_design import Design, Element, Kind
from eventhub.visitors.badge_pictures import jpeg_size
from eventhub.visitors.badge_setting import Face, Setter


class Printed(Struct, frozen=True):
    """One badge of a chunk: its face, its QR code, the numbers of the stamps that it bears."""

    face: Face
    code: Drawn
    stamps: tuple[int, ...]


class Chunk(Struct, frozen=True):
    """One piece of work for a process: pages already written as HTML, and what is painted under them.

    The first `stamps` pages bear one recurring text each, where the first badge of a page has it.
    """

    html: str
    setter: Setter
    badges: tuple[Printed, ...]
    stamps: int
    logo: bytes = b""


def render_chunk(chunk: Chunk) -> tuple[bytes, int]:
    """The PDF of one chunk and its number of badges."""
    from weasyprint import HTML

    from eventhub.documents import own_files_only, shared_fonts

    document = HTML(string=chunk.html, url_fetcher=own_files_only()).render(font_config=shared_fonts())
    content = document.write_pdf(finisher=lambda _document, pdf: _Painter(pdf, chunk).paint())
    return bytes(content), len(chunk.badges)


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
        """Make stamps of the first pages, then draw every other page of the chunk."""
        import pydyf  # type: ignore[import-untyped]

        pages = [each for each in self.pdf.objects if isinstance(each, dict) and each.get("Type") == "/Page"]
        self._make_stamps(pages[: self.chunk.stamps])
        for number, page in enumerate(pages[self.chunk.stamps :]):
            start = number * self.paper.per_page
            badges = self.chunk.badges[start : start + self.paper.per_page]
            stream = pydyf.Stream([self._drawing(badges)], compress=True)
            self.pdf.add_object(stream)
            page["Contents"] = pydyf.Array([stream.reference, page["Contents"]])

    def _make_stamps(self, pages: Sequence[Any]) -> None:
        """Take these pages away and keep what is written on them as forms, to be placed on other pages."""
        import pydyf

        parts = {name: self.resources[name] for name in ("Font", "ExtGState", "ColorSpace")}
        resources = pydyf.Dictionary(parts)
        self.pdf.add_object(resources)
        for number, page in enumerate(pages):
            stream = self.pdf.objects[int(page["Contents"].split()[0])]
            stream.extra |= {"Type": "/XObject", "Subtype": "/Form", "BBox": page["MediaBox"]}
            stream.extra["Resources"] = resources.reference
            self.resources["XObject"][f"Stamp{number}"] = stream.reference
        del self.pdf.pages["Kids"][: len(pages) * len(("number", "generation", "R"))]
        self.pdf.pages["Count"] -= len(pages)

    def _drawing(self, badges: Sequence[Printed]) -> bytes:
        parts = []
        left, top = self.paper.corner(0)
        for index, badge in enumerate(badges):
            x, y = self.paper.corner(index)
            parts += [
                self._element(element, badge, x + element.x, y + element.y)
                for element in self.setter.design.elements
            ]
            parts += [badge_painting.moved(f"Stamp{number}", x - left, y - top) for number in badge.stamps]
        if self.paper.per_page > 1:
            parts.append(badge_painting.cutting_marks(_corners(self.setter.design), self.paper.page_height))
        return "\n".join(filter(None, parts)).encode("ascii")

    def _element(self, element: Element, badge: Printed, x: float, y: float) -> str:
        tall, face = self.paper.page_height, badge.face
        match element.kind:
            case Kind.QR:
                side = min(element.width, element.height)
                left, top = x + (element.width - side) / 2, y + (element.height - side) / 2
                return badge_painting.qr(badge.code.side, badge.code.hexadecimal, (left, top, side), tall)
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
