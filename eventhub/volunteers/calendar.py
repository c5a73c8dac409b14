"""PURE: shifts as a calendar that a phone takes in (iCalendar, RFC 5545)."""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime

from msgspec import Struct

LONGEST_LINE = 75
"""Octets; what is longer goes on in the next line, after a space."""


class Event(Struct, frozen=True):
    """One entry; `name` stays the same when it changes, so that a calendar replaces what it had."""

    name: str
    starts_at: datetime
    ends_at: datetime
    title: str
    place: str
    about: str


def calendar_of(title: str, events: Iterable[Event], at: datetime) -> str:
    """The whole file."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//EventHub//Volunteers//EN", "METHOD:PUBLISH"]
    lines.append(f"X-WR-CALNAME:{_escaped(title)}")
    for event in events:
        lines += [
            "BEGIN:VEVENT",
            f"UID:{event.name}",
            f"DTSTAMP:{_moment(at)}",
            f"DTSTART:{_moment(event.starts_at)}",
            f"DTEND:{_moment(event.ends_at)}",
            f"SUMMARY:{_escaped(event.title)}",
            f"LOCATION:{_escaped(event.place)}",
            f"DESCRIPTION:{_escaped(event.about)}",
            "END:VEVENT",
        ]
    lines.append("END:VCALENDAR")
    return "".join(f"{part}\r\n" for line in lines for part in _folded(line))


def _moment(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")


def _escaped(text: str) -> str:
    for sign in "\\;,":
        text = text.replace(sign, "\\" + sign)
    return "\\n".join(text.splitlines())


def _folded(line: str) -> Iterator[str]:
    """A letter is never cut in two."""
    part = ""
    for letter in line:
        if len((part + letter).encode()) > LONGEST_LINE:
            yield part
            part = " "
        part += letter
    yield part
