"""PURE: an amount in dirhams written in words, in Arabic and in French, as invoices of Morocco do.

Numbers are spelled by num2words; what is counted follows the grammar of each language: درهمان، ثلاثة دراهم،
أحد عشر درهما، مائة درهم; « un million de dirhams ».
"""

from typing import Any

_DIRHAM = ("درهم", "درهمان", "دراهم", "درهما")
_CENTIME = ("سنتيم", "سنتيمان", "سنتيمات", "سنتيما")
_HUNDRED, _TEN, _MILLION, _TWO = 100, 10, 1_000_000, 2


def _words_of(count: int, language: str) -> Any:
    """What num2words says; imported when an amount is spelled: its fifty languages take four megabytes."""
    from num2words import num2words  # type: ignore[import-untyped]

    return num2words(count, lang=language)


def in_words(centimes: int, language: str) -> str:
    """An amount in words, in `ar` or `fr`; its sign is left to the reader of the figures."""
    dirhams, rest = divmod(abs(centimes), 100)
    if language == "ar":
        words = _counted(dirhams, _DIRHAM)
        return f"{words} و{_counted(rest, _CENTIME)}" if rest else words
    words = _french(dirhams)
    return f"{words} et {_plural(rest, 'centime')}" if rest else words


def _french(dirhams: int) -> str:
    if dirhams >= _MILLION and dirhams % _MILLION == 0:
        return f"{_words_of(dirhams, 'fr')} de dirhams"
    return _plural(dirhams, "dirham")


def _plural(count: int, noun: str) -> str:
    return f"{_words_of(count, 'fr')} {noun}{'s' if count >= _TWO else ''}"


def _spelled(count: int) -> str:
    return str(_words_of(count, "ar")).replace(" و ", " و").replace("ألفاً", "ألف")


def _counted(count: int, noun: tuple[str, str, str, str]) -> str:
    one, two, few, many = noun
    last = count % _HUNDRED
    if last in (1, _TWO):
        small = f"{one} واحد" if last == 1 else two
        return small if count == last else f"{_spelled(count - last)} {one} و{small}"
    if 0 < last <= _TEN:
        return f"{_spelled(count)} {few}"
    return f"{_spelled(count)} {many if last else one}"
