"""The guides say what the screens say: each word in bold is a translation, each picture is there and used."""

import re
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

ROOT = Path(__file__).resolve().parents[2]
IMAGES = ROOT / "docs" / "images"
LANGUAGES = ("ar", "fr")
GUIDES = {"organizers": ("guide", 200), "contests": ("contests", 70)}
"""Each guide, the folder of its pictures, and how many words of the screen it says at least."""


def _guide(name: str, language: str) -> Path:
    return ROOT / "docs" / "guides" / f"{name}.{language}.md"


def _on_screen(language: str) -> set[str]:
    path = ROOT / "eventhub" / "translations" / language / "LC_MESSAGES" / "messages.po"
    with path.open("rb") as file:
        messages = read_po(file)
    return {str(message.string) for message in messages}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", GUIDES)
def test_words_in_bold_are_those_of_the_screen(name: str, language: str) -> None:
    text = _guide(name, language).read_text(encoding="utf-8")
    bold = [" ".join(words.split()) for words in re.findall(r"\*\*([^*]+)\*\*", text)]

    assert len(bold) > GUIDES[name][1]
    assert set(bold) - {" ".join(words.split()) for words in _on_screen(language)} == set()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", GUIDES)
def test_each_chapter_shows_its_picture(name: str, language: str) -> None:
    guide = _guide(name, language)
    text = guide.read_text(encoding="utf-8")
    shown = [(guide.parent / link).resolve() for link in re.findall(r"!\[[^]]+\]\(([^)]+)\)", text)]

    assert sorted(shown) == sorted((IMAGES / GUIDES[name][0]).glob(f"*.{language}.png"))
    assert len(shown) == len(re.findall(r"^## \d+\. ", text, re.MULTILINE))
