"""Pictures on badges: photos and logos as JPEG, which a PDF takes as it is."""

import io


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
