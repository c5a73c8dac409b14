"""Contacts for a phone's address book: vCard 3.0 (RFC 2426), which every phone reads."""

import re

from flask import Response

_LONGEST_LINE = 75
"""Bytes of a line before it is folded, as the format asks."""


def _escaped(text: str) -> str:
    text = re.sub(r"[\x00-\x08\x0b-\x1f]", "", text.replace("\r\n", "\n"))
    return text.replace("\\", "\\\\").replace("\n", "\\n").replace(",", "\\,").replace(";", "\\;")


def _folded(line: str) -> str:
    """Lines of 75 bytes at most, never inside a letter."""
    parts, size = [""], 0
    for letter in line:
        length = len(letter.encode())
        if size + length > _LONGEST_LINE:
            parts.append(" ")
            size = 1
        parts[-1] += letter
        size += length
    return "\r\n".join(parts)


def vcard(
    name: str,
    *,
    phone: str | None = None,
    email: str | None = None,
    organization: str | None = None,
    note: str = "",
    url: str | None = None,
) -> str:
    """One card; empty fields are left out."""
    lines = ["BEGIN:VCARD", "VERSION:3.0", f"FN:{_escaped(name)}", f"N:{_escaped(name)};;;;"]
    fields = (("ORG", organization), ("TEL;TYPE=CELL", phone), ("EMAIL", email), ("NOTE", note))
    lines += [f"{field}:{_escaped(value)}" for field, value in fields if value]
    lines += [f"URL:{url}"] if url else []
    return "".join(f"{_folded(line)}\r\n" for line in [*lines, "END:VCARD"])


def answer(text: str, name: str) -> Response:
    """The answer that sends cards as a file."""
    response = Response(text, content_type="text/vcard; charset=utf-8")
    response.headers.set("Content-Disposition", "attachment", filename=name)
    response.headers["Cache-Control"] = "private, no-store"
    return response
