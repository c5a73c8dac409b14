"""What makes the site installable: the service worker and the manifests.

The worker's own address decides what it may serve, so it lives at the top of the site. The
scanner has a manifest of its own, which opens at the gate.
"""

from typing import Any

from flask import Blueprint, Response, jsonify, render_template
from flask_babel import gettext as _

from eventhub import places
from eventhub.i18n import current_language, direction
from eventhub.permissions import open_to_all
from eventhub.web.assets import asset, tree_digest

blueprint = Blueprint("pwa", __name__)


@blueprint.get("/sw.js")
@open_to_all("the service worker's script")
def service_worker() -> Response:
    """The worker, told which version of the assets it keeps."""
    text = (places.STATIC / "sw.js").read_text(encoding="utf-8").replace("{{ digest }}", tree_digest())
    response = Response(text, content_type="text/javascript; charset=utf-8")
    response.headers["Cache-Control"] = "no-cache"
    return response


@blueprint.get("/offline")
@open_to_all("what the service worker shows without a network; it knows nobody")
def absence() -> str:
    """The page that stands for one that a phone without a network has not kept."""
    return render_template("errors/offline.html")


@blueprint.get("/manifest.webmanifest")
@open_to_all("the site's name and icons")
def manifest() -> Response:
    """The site as an application."""
    return manifest_of("EventHub", "/")


@blueprint.get("/gate.webmanifest")
@open_to_all("the scanner's name and icons")
def gatemanifest_of() -> Response:
    """The scanner as an application."""
    return manifest_of(_("Gate"), "/gate", orientation="portrait")


def manifest_of(name: str, opens: str, **more: Any) -> Response:
    """An application that opens at an address, for the phone's first screen."""
    response = jsonify(
        {
            "name": name,
            "short_name": name[:24],
            "lang": current_language(),
            "dir": direction(),
            "start_url": opens,
            "id": opens,
            "scope": "/",
            "display": "standalone",
            "background_color": "#f5eee4",
            "theme_color": "#17497f",
            "icons": [
                {"src": asset(f"icons/icon-{size}.png"), "sizes": f"{size}x{size}", "type": "image/png"}
                for size in (192, 512)
            ],
            **more,
        }
    )
    response.content_type = "application/manifest+json"
    response.headers["Cache-Control"] = "public, max-age=3600"
    response.vary.update(["Cookie", "Accept-Language"])
    return response
