"""Static files under an address that changes with their content, so that browsers may keep them for ever.

The whole tree shares one digest (`/assets/<digest>/js/main.js`): modules that import each other by
relative paths stay consistent without a build step.
"""

import gzip
import hashlib
import mimetypes
from functools import cache, lru_cache
from pathlib import Path

from flask import Blueprint, Flask, Response, abort, request

from eventhub import places
from eventhub.permissions import open_to_all

FOREVER = "public, max-age=31536000, immutable"
TEXTS = {".css", ".js", ".mjs", ".svg", ".json", ".webmanifest", ".wasm"}

blueprint = Blueprint("assets", __name__)


def configure(app: Flask) -> None:
    """Give templates `asset(path)`; what it costs to read the whole tree is paid now, not by a visitor."""
    tree_digest.cache_clear()
    tree_digest()
    app.register_blueprint(blueprint)
    app.jinja_env.globals["asset"] = asset


@cache
def tree_digest() -> str:
    """What stands in the addresses; another one once any file is another. Read once for an application."""
    found = hashlib.sha256()
    for path in sorted(places.STATIC.rglob("*")):
        if path.is_file() and path.suffix != ".ttf":
            found.update(path.relative_to(places.STATIC).as_posix().encode())
            found.update(path.read_bytes())
    return found.hexdigest()[:12]


def asset(path: str) -> str:
    """The address of a static file, good for ever. Called for every icon, so it joins and asks nobody."""
    return f"/assets/{tree_digest()}/{path}"


@lru_cache(maxsize=256)
def _content(path: Path, _modified: int, *, packed: bool) -> bytes:
    content = path.read_bytes()
    return gzip.compress(content, 9, mtime=0) if packed else content


@blueprint.get("/assets/<digest>/<path:path>")
@open_to_all("styles, scripts and pictures of the pages themselves")
def serve(digest: str, path: str) -> Response:
    """One static file, compressed when the browser likes it."""
    target = (places.STATIC / path).resolve()
    if not target.is_relative_to(places.STATIC.resolve()) or not target.is_file():
        abort(404)
    packed = target.suffix in TEXTS and "gzip" in request.headers.get("Accept-Encoding", "")
    kind = mimetypes.guess_type(target.name)[0] or "application/octet-stream"
    response = Response(
        _content(target, target.stat().st_mtime_ns, packed=packed), content_type=_with_charset(kind)
    )
    is_fresh = digest == tree_digest()
    response.headers["Cache-Control"] = FOREVER if is_fresh else "no-cache"
    response.headers["Vary"] = "Accept-Encoding"
    if packed:
        response.headers["Content-Encoding"] = "gzip"
    return response


def _with_charset(kind: str) -> str:
    return (
        f"{kind}; charset=utf-8"
        if kind.startswith("text/") or kind.endswith(("javascript", "json"))
        else kind
    )
