"""Where the files that are not code live: pages, styles, migrations, catalogues, fonts.

A wheel carries the first three in `eventhub/_bundled/`; a working copy has them at its top level. Nothing
here reads a file, and only the standard library is imported.
"""

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def _place(name: str) -> Path:
    """The folder `name`, bundled or beside the package; FileNotFoundError if it is in neither place."""
    bundled, beside = _PACKAGE / "_bundled" / name, _PACKAGE.parent / name
    for place in (bundled, beside):
        if place.is_dir():
            return place
    message = f"EventHub's folder {name}/ is neither {bundled} nor {beside}; install EventHub again"
    raise FileNotFoundError(message)


TEMPLATES = _place("templates")
STATIC = _place("static")
MIGRATIONS = _place("migrations")
TRANSLATIONS = _PACKAGE / "translations"
FONTS = STATIC / "fonts"
