"""What the editor says, handed to its scripts: their sentences keep their own places, written {so}."""

from typing import Any

from flask_babel import gettext as _

from eventhub.booths import phrases
from eventhub.cooperatives.phrases import SECTORS


def said() -> dict[str, Any]:
    """Every word of the editor's scripts, in the language of the moment."""
    return {
        "things": {kind: str(words) for kind, words in phrases.THINGS.items()},
        "sectors": {sector: str(words) for sector, words in SECTORS.items()},
        **_saving(),
        **_drawing(),
        **_fields(),
        **_faults(),
    }


def _saving() -> dict[str, str]:
    return {
        "signIn": _("Your session has ended. Sign in in another tab: what you drew is kept here."),
        "alone": _("You are alone on this plan"),
        "here": _("Also here: {names}"),
        "takeTheirs": _("Take the other one"),
        "keepMine": _("Keep mine"),
        "bringBack": _("Bring it back"),
        "letGo": _("Let it go"),
        "understood": _("Understood"),
        "broken": _("This change could not be saved: {why}"),
    }


def _drawing() -> dict[str, str]:
    return {
        "stand": _("Stand"),
        "zone": _("Zone"),
        "thing": _("Thing"),
        "ground": _("The ground"),
        "many": _("{count} chosen"),
        "rowOf": _("{count} stands, {first} to {last}"),
        "held": _("Held by {name}"),
        "heldStays": _("Stand {label} is held by {name}: it can be moved, not removed."),
        "stands": _("{count} stands"),
        "text": _("Your words"),
        "hintRow": _("Drag a line: stands line up along it."),
        "hintStand": _("Press where the stand is to be."),
        "hintZone": _("Drag a rectangle round the zone."),
        "hintThing": _("Drag its size, or press where it is to be."),
        "hintLane": _("Drag the lane's length and width."),
        "hintScale": _("Press two points of the picture whose distance you know."),
    }


def _fields() -> dict[str, str]:
    return {
        "label": _("Stand no."),
        "row": _("Row"),
        "x": _("From the left (m)"),
        "y": _("From the top (m)"),
        "width": _("Width (m)"),
        "depth": _("Depth (m)"),
        "angle": _("Angle (°)"),
        "power_kw": _("Power (kW)"),
        "price": _("Price (MAD)"),
        "has_water": _("Water"),
        "allows_cooking": _("Cooking"),
        "takes_heavy": _("Heavy goods"),
        "is_accessible": _("Reached by wheelchair"),
        "is_corner": _("Corner"),
        "is_blocked": _("Out of use"),
        "key": _("Letter"),
        "name_ar": _("Name in Arabic"),
        "name_fr": _("Name in French"),
        "sectorsAdmitted": _("Sectors admitted (none: all)"),
        "is_institutional": _("Institutions only"),
        "hall": _("Hall (empty: open air)"),
        "is_step_free": _("Without steps"),
        "what": _("What"),
        "words": _("Words on it"),
        "mixed": _("several"),
        "neighbours": _("These two are"),
        "asDrawn": _("as drawn: {kind}"),
        "side": _("side by side"),
        "back": _("back to back"),
        "facing": _("face to face"),
        "none": _("no neighbours"),
        "opacity": _("Strength of the picture"),
    }


def _faults() -> dict[str, str]:
    return {
        "noFault": _("Nothing is wrong."),
        "faultOverlaps": _("{one} and {other} lie on each other."),
        "faultOutside": _("{one} lies outside the ground."),
        "faultSameLabel": _("Two stands are called {one}."),
        "faultNoZone": _("{one} lies outside its zone {other}."),
        "faultNarrow": _("Less than 1.40 m between {one} and {other}: no wheelchair passes."),
        "faultLane": _("A lane is narrower than 1.40 m: no wheelchair passes."),
        "labelTaken": _("Another stand is called {one}."),
    }
