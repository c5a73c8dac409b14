"""Pages leave compressed: the phones this is for pay by the megabyte."""

import gzip

from flask import Response, request

SMALLEST = 800
LEVEL = 5
KINDS = ("text/", "application/json", "application/problem+json", "image/svg+xml")


def compress(response: Response) -> Response:
    """Compress a page or JSON answer when the browser accepts it."""
    if "Content-Encoding" in response.headers:
        return response  # whoever packed it has said what it varies by
    if (response.content_length or SMALLEST) < SMALLEST:
        return response  # never compressed, so it does not vary
    response.vary.add("Accept-Encoding")
    if (
        response.direct_passthrough
        or not response.content_type.startswith(KINDS)
        or "gzip" not in request.headers.get("Accept-Encoding", "")
    ):
        return response
    content = response.get_data()
    if len(content) >= SMALLEST:
        response.set_data(gzip.compress(content, LEVEL, mtime=0))
        response.headers["Content-Encoding"] = "gzip"
    return response
