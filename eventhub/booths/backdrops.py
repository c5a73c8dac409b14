"""A picture to lie under a plan: a photo or scan, or the first page of a PDF, as bytes of a picture."""

import io
from threading import Lock

from flask_babel import lazy_gettext as _l

from eventhub.errors import DomainError
from eventhub.storage import LARGEST_BYTES

LONGEST_SIDE = 1600
_ONE_AT_A_TIME = Lock()
"""PDFium serves one thread at a time."""


def as_picture(data: bytes) -> bytes:
    """A picture as it is; the first page of a PDF drawn as PNG, its longest side 1600 pixels.

    Raises file_too_large and file_unreadable.
    """
    if len(data) > LARGEST_BYTES:
        sentence = _l("This file is larger than 8 MB. Choose a smaller one.")
        raise DomainError("file_too_large", sentence, field="file", status=413)
    if not data.startswith(b"%PDF-"):
        return data
    import pypdfium2

    try:
        with _ONE_AT_A_TIME, pypdfium2.PdfDocument(data) as document:
            page = document[0]
            scale = LONGEST_SIDE / max(*page.get_size(), 1)
            picture = page.render(scale=min(scale, 8)).to_pil().convert("RGB")
    except (pypdfium2.PdfiumError, IndexError, ValueError, OSError):
        sentence = _l("This file is neither a picture nor a PDF that can be opened. Choose another.")
        raise DomainError("file_unreadable", sentence, field="file", status=422) from None
    out = io.BytesIO()
    picture.save(out, "PNG")
    return out.getvalue()
