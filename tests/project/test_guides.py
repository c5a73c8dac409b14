"""The guides say what the screens say: each word in bold is a translation, each picture is there and used."""

import re
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

ROOT = Path(__file__).resolve().parents[2]
PICTURES = ROOT / "docs" / "images" / "guide"
LANGUAGES = ("ar", "fr")


def _guide(language: str) -> Path:
    return ROOT / "docs" / "guides" / f"organizers.{language}.md"


def _on_screen(language: str) -> set[str]:
    path = ROOT / "eventhub" / "translations" / language / "LC_MESSAGES" / "messages.po"
    with path.open("rb") as file:
        messages = read_po(file)
    return {str(message.string) for message in messages}


@pytest.mark.parametrize("language", LANGUAGES)
def test_words_in_bold_are_those_of_the_screen(language: str) -> None:
    bold = re.findall(r"\*\*([^*]+)\*\*", _guide(language).read_text(encoding="utf-8"))

    assert len(bold) > 200
    assert set(bold) - _on_screen(language) == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_chapter_shows_its_picture(language: str) -> None:
    guide = _guide(language)
    text = guide.read_text(encoding="utf-8")
    shown = [(guide.parent / link).resolve() for link in re.findall(r"!\[[^]]+\]\(([^)]+)\)", text)]

    assert sorted(shown) == sorted(PICTURES.glob(f"*.{language}.png"))
    assert len(shown) == len(re.findall(r"^## \d+\. ", text, re.MULTILINE))
