"""PURE: a badge's words with their sizes, lines and colours; pictures and papers are drawn from the same.

A face is what is known of one badge; a design says what of it stands where.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct, field

from eventhub.visitors import badge_fitting
from eventhub.visitors.badge_design import Design, Element, Kind, Source
from eventhub.visitors.badge_fitting import LINE, MILLIMETRES, Fitted


class Face(Struct, frozen=True):
    """What is written on one badge: words by their source; `photo` is a JPEG, or nothing."""

    address: str
    category: str
    words: Mapping[str, str]
    photo: bytes = b""


class Words(Struct, frozen=True):
    """One text set: which element's, and its colour's name; `top` is where its first line begins (mm)."""

    place: int
    element: Element
    fitted: Fitted
    colour: str

    @property
    def line_height(self) -> float:
        """Millimetres."""
        return self.fitted.size * MILLIMETRES * LINE

    @property
    def drop(self) -> float:
        """From the element's top to the first line's: what is left over is shared above and below (mm)."""
        return round((self.element.height - self.line_height * len(self.fitted.lines)) / 2, 2)


class Setter(Struct, frozen=True):
    """Sets the words of faces in one design; the fair's own words are the same on each."""

    design: Design
    accent: str
    fair: Mapping[str, str] = field(default_factory=dict)

    def words_of(self, face: Face) -> Iterator[Words]:
        """The texts of one badge that say something."""
        for place, element in enumerate(self.design.elements):
            if element.kind != Kind.TEXT:
                continue
            text = self._text(element, face)
            if text:
                box, sizes = (element.width, element.height), (element.size, element.least)
                fitted = badge_fitting.fit(text, box, sizes, element.lines, is_bold=element.is_bold)
                yield Words(place, element, fitted, self.colour(element, face))

    def colour(self, element: Element, face: Face) -> str:
        """The name of the colour an element has on this badge."""
        return self.design.colour_of(element.colour, face.category, self.accent)

    def _text(self, element: Element, face: Face) -> str:
        if element.source == Source.OWN:
            return element.own
        return face.words.get(element.source) or self.fair.get(element.source, "")


def sizes_of(settings: Sequence[Sequence[Words]]) -> dict[tuple[float, float], int]:
    """A number for each size of type and drop that badges need, so that a page names them once."""
    found: dict[tuple[float, float], int] = {}
    for words in settings:
        for each in words:
            found.setdefault((each.fitted.size, each.drop), len(found))
    return found


def recurring(settings: Sequence[Sequence[Words]], least: int = 4) -> dict[Words, int]:
    """A number for each text that at least so many badges bear alike: set once, then stamped."""
    counted = Counter(words for each in settings for words in each)
    often = (words for words, times in counted.items() if times >= least)
    return {words: number for number, words in enumerate(often)}
