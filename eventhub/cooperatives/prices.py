"""PURE: amounts in dirhams as people type them, to whole centimes."""

import re

_WESTERN = str.maketrans("٠١٢٣٤٥٦٧٨٩٫", "0123456789.")
_UNITS = re.compile(r"(dirhams?|dhs?|mad|درهم|د\.?م\.?)\s*$", re.IGNORECASE)
_AMOUNT = re.compile(r"(\d{1,9})(?:[.,](\d{1,2}))?")
_GROUPS = re.compile(r"(?<=\d)[\s\u00a0\u202f٬](?=\d{3}(?:\D|$))")


def read_dirhams(text: str) -> int:
    """Centimes of "12", "12,50", "1 200 DH", "١٢٫٥ درهم". Raises ValueError for anything else."""
    plain = _UNITS.sub("", text.translate(_WESTERN).strip()).strip()
    found = _AMOUNT.fullmatch(_GROUPS.sub("", plain))
    if found is None:
        raise ValueError(text)
    whole, part = found.groups()
    return int(whole) * 100 + int((part or "0").ljust(2, "0"))


def written_dirhams(centimes: int) -> str:
    """What `read_dirhams` would read back: 1200, 12.50."""
    whole, part = divmod(centimes, 100)
    return f"{whole}.{part:02d}" if part else str(whole)
