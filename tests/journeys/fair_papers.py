"""What a person sees on another person's screen and takes away as a file."""

from playwright.sync_api import Locator

from tests.journeys.walking import Walker
from tests.papers import codes_in, picture_of


def code_on_screen(place: Locator) -> str:
    """The text of the one QR code that a part of the page shows."""
    (text,) = codes_in(picture_of(place.screenshot()))
    return text


def fetched(walker: Walker, path: str, kind: str) -> bytes:
    """A file that the person downloads, which must be of that kind."""
    answer = walker.context.request.get(walker.world.address + path)
    assert answer.status == 200, (path, answer.status)
    assert answer.headers["content-type"].startswith(kind), answer.headers["content-type"]
    return answer.body()
