"""The build hook: compiled catalogues in every build; templates, static and migrations inside the wheel."""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hatchling.builders.hooks.plugin.interface import BuildHookInterface

BUNDLED = ("templates", "static", "migrations")


LOOSE = re.compile("(?<=\\S) (?=[:;?!»])|(?<=«) ")
"""The spaces of French that may not break: a line never begins with a colon."""


def _bound(words: str | tuple[str, ...]) -> str | tuple[str, ...]:
    """A translation, or each of its plural forms, with no-break spaces where French wants them."""
    if isinstance(words, str):
        return LOOSE.sub("\N{NO-BREAK SPACE}", words)
    return tuple(LOOSE.sub("\N{NO-BREAK SPACE}", form) for form in words)


def compile_catalogues(translations: Path) -> list[Path]:
    """Compile every catalogue beside its source and answer the compiled files; fuzzy lines stay out."""
    compiled = []
    for source in sorted(translations.glob("*/LC_MESSAGES/*.po")):
        with source.open("rb") as lines:
            catalogue = read_po(lines, locale=source.parts[-3])
        if source.parts[-3] == "fr":
            for message in catalogue:
                message.string = _bound(message.string)
        content = BytesIO()
        write_mo(content, catalogue)
        target = source.with_suffix(".mo")
        if not target.exists() or target.read_bytes() != content.getvalue():
            target.write_bytes(content.getvalue())
        compiled.append(target)
    return compiled


class EventHubBuildHook(BuildHookInterface):
    """What Hatchling runs before it builds a wheel, an editable wheel or a source archive."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile the catalogues; a wheel that stands alone also gets the top-level folders.

        An editable one (version `editable`) keeps reading them where they are: see eventhub/places.py.
        """
        root = Path(self.root)
        if self.target_name != "wheel":
            return
        compiled = compile_catalogues(root / "eventhub" / "translations")
        build_data["artifacts"].extend(path.relative_to(root).as_posix() for path in compiled)
        if version == "standard":
            build_data["force_include"].update(
                {str(root / folder): f"eventhub/_bundled/{folder}" for folder in BUNDLED}
            )
