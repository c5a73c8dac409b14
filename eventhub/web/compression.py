"""Pages leave compressed: the phones this is for pay by the megabyte."""

import gzip

from flask import Request, Response

from eventhub.web.answers import vary

SMALLEST = 800
LEVEL = 5
KINDS = ("text/", "application/json", "application/problem+json", "image/svg+xml")


def compress(response: Response, asking: Request) -> None:
    """Compress a page or JSON answer when the browser accepts it."""
    headers = response.headers
    if "Content-Encoding" in headers:
        return  # whoever packed it has said what it varies by
    if (response.content_length or SMALLEST) < SMALLEST:
        return  # never compressed, so it does not vary
    vary(headers, "Accept-Encoding")
    if (
        response.direct_passthrough
        or not response.content_type.startswith(KINDS)
        or "gzip" not in asking.environ.get("HTTP_ACCEPT_ENCODING", "")
    ):
        return
    content = response.get_data()
    if len(content) >= SMALLEST:
        response.set_data(gzip.compress(content, LEVEL, mtime=0))
        headers["Content-Encoding"] = "gzip"
