"""The guide for gate staff: one printed page in Arabic and French, made of what the scanner itself says."""

from typing import Any

from flask import current_app
from flask_babel import gettext as _

from eventhub import documents
from eventhub.fairs.models import Edition
from eventhub.i18n import days, speaking
from eventhub.visitors import phrases
from eventhub.visitors.admission import Outcome

LANGUAGES = ("ar", "fr")


def pdf(edition: Edition, pairing: str | None = None) -> bytes:
    """The page as a PDF; `pairing`: a code to pair a phone by, good for minutes."""
    address = f"{current_app.config['PUBLIC_URL']}/gate"
    side, path = documents.qr_svg_path(f"{address}#{pairing}" if pairing else address)
    said = {}
    for language in LANGUAGES:
        with speaking(language):
            said[language] = _words(edition, is_pairing=bool(pairing))
    return documents.pdf(
        "visitors/gate_guide.html",
        "ar",
        edition=edition,
        said=said,
        picture={"side": side, "path": path},
        address=address,
    )


def _words(edition: Edition, *, is_pairing: bool) -> dict[str, Any]:
    ways = {"out": _("Going out"), "in": _("Coming in")}
    return {
        "title": _("At the gate"),
        "fair": str(edition.name),
        "days": days(edition.starts_on, edition.ends_on),
        "answers": _answers(),
        "steps": [
            _("Scan this QR with the phone’s camera: the phone is paired.")
            if is_pairing
            else _("Open the scanner with this QR. Scan the pairing QR that the organizer shows."),
            _("Turn the sound up and the screen bright. Allow the camera."),
            _("Hold the badge a hand’s breadth before the camera. Look at the colour."),
            _("A badge for several? The screen says for how many: count the heads."),
            _("Somebody goes out? Press “%(out)s” first, and “%(in)s” again afterwards.", **ways),
            _("Wrong person or wrong way? Press “Undo” within ten seconds."),
        ],
        "no_network": _("No network?"),
        "offline": [
            _("Go on scanning: the phone keeps everything and sends it later by itself."),
            _("At the top it says since when, and how many wait. Don’t clear the browser."),
            _("Still waiting in the evening? Press “Save what waits” and give the file to the organizer."),
        ],
        "no_camera": _("The camera sees nothing?"),
        "otherwise": [
            _("Wipe the lens, press “Light”, or hold the badge flat."),
            _("Take a photo of the badge, or type the code under its QR."),
        ],
        "battery": _("The screen goes dark when nobody comes, to spare the battery: touch it and go on."),
    }


def _answers() -> list[tuple[str, str, str]]:
    """Each answer as the scanner shows it: its look, its word, what to do."""
    words = phrases.OUTCOMES
    return [
        ("ok", str(words[Outcome.OK]), _("Let them in. One high sound.")),
        (
            "again",
            str(words[Outcome.AGAIN]),
            _("Came in before: the screen says when and where. Ask, then decide."),
        ),
        ("no", str(words[Outcome.REFUSED]), _("Not here or not now: read the reason aloud, show the desk.")),
        (
            "unknown",
            str(words[Outcome.UNKNOWN]),
            _("Type the code under the QR. Still unknown? To the desk."),
        ),
    ]
