"""Scans of a stand's phone as it sends them, checked by hand: one is read, or it alone is malformed."""

from collections.abc import Iterable
from typing import Any

from eventhub.visitors.consenting import MOST_TAGS, Consent, Notes, tidy_tags
from eventhub.visitors.operations.leads import SentLead
from eventhub.visitors.scan_reading import Fault, keepable, read_scans

MOST_LEADS = 200
LANGUAGES = ("ar", "fr", "en", "zgh")
SAID = {"yes": Consent.GIVEN, "no": Consent.REFUSED}
LONGEST_NOTE = 1000
MOST_STARS = 5


def read_leads(sent: Iterable[Any]) -> list[SentLead | Fault]:
    """Each scan in order: `{"id","code","at","offline","said","language","note","tags","rating"}`."""
    return [_read(each) for each in sent]


def _read(sent: Any) -> SentLead | Fault:
    (scan,) = read_scans(
        [{**sent, "kind": "stand", "place": None, "direction": "in"} if isinstance(sent, dict) else sent]
    )
    if isinstance(scan, Fault):
        return scan
    said, language = sent.get("said"), sent.get("language", "ar")
    note, tags, rating = sent.get("note") or "", sent.get("tags") or [], sent.get("rating")
    is_list = isinstance(tags, list) and all(isinstance(tag, str) for tag in tags)
    wrong = (
        ("said", not (said is None or (isinstance(said, str) and said in SAID))),
        ("language", language not in LANGUAGES if isinstance(language, str) else True),
        ("note", not isinstance(note, str)),
        ("tags", not is_list),
        ("rating", rating is not None and not (type(rating) is int and 1 <= rating <= MOST_STARS)),
    )
    for field, is_wrong in wrong:
        if is_wrong:
            return Fault(scan.id, field)
    tags = tidy_tags(map(keepable, tags[: MOST_TAGS * 2]))
    notes = Notes(keepable(note).strip()[:LONGEST_NOTE], tags, rating)
    return SentLead(
        id=scan.id,
        code=scan.code,
        at=scan.at,
        is_offline=scan.is_offline,
        said=SAID.get(said or ""),
        words="",
        language=language,
        notes=notes,
    )
