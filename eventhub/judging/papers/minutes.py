"""The minutes on paper: the signed record (or the draft of one) as an A4 document, in Arabic or French."""

import json
from collections.abc import Iterable, Mapping
from typing import Any

from flask import current_app

from eventhub import documents
from eventhub.contests.models import Contest
from eventhub.i18n import Texts
from eventhub.judging.models import Deliberation, Rectification
from eventhub.judging.operations import recording, rectified
from eventhub.judging.ranking.borderline import beside
from eventhub.judging.telling import veiling
from eventhub.judging.telling.veiling import Veil

LANGUAGES = ("ar", "fr")
SHOWN = 20
"""Letters of the fingerprint that are printed and that the address carries."""


def address_of(digest: str) -> str:
    """The page that says whether printed minutes are authentic."""
    return f"{current_app.config['PUBLIC_URL']}/minutes/{digest[:SHOWN]}"


def text_of(contest: Contest, row: Deliberation | Rectification) -> str:
    """The record as it is fixed, or as it would be now."""
    if row.record is not None:
        return row.record
    if isinstance(row, Rectification):
        standing = rectified.standing_of(contest, row)
        return recording.canonical(rectified.record_of(contest, row, standing))
    return recording.canonical(recording.record_of(contest, row))


def pdf(contest: Contest, deliberation: Deliberation | Rectification, language: str, veil: Veil) -> bytes:
    """The minutes as a PDF, of whichever version; a draft, marked so, until the president has signed.

    `veil`: what is covered. The fingerprint is that of the whole record, whatever is covered.
    """
    text = text_of(contest, deliberation)
    record = veiling.veiled(json.loads(text), veil)
    is_draft = deliberation.record is None
    digest = deliberation.digest or recording.digest_of(text)
    return documents.pdf(
        "judging/minutes.html",
        language,
        spoken=language,
        contest=contest,
        deliberation=deliberation,
        is_draft=is_draft,
        record=record,
        veil=veil,
        digest=digest,
        address=address_of(digest),
        qr=documents.data_url(documents.qr_png(address_of(digest)), "image/png"),
        **_tables(record),
    )


def _tables(record: dict[str, Any]) -> dict[str, Any]:
    """The record turned so that a page can read it in order."""
    ideas = {idea["id"]: idea for idea in record["ideas"]}
    judges = {judge["id"]: judge for judge in record["jury"]}
    prizes = dict(record["prizes"])
    names = [prize["name"] for prize in record["contest"]["prizes"]]
    reasons = {each["idea"]: each["reason"] for each in record["discussions"] if each["reason"]}
    places = [
        {
            **place,
            "number": ideas[place["idea"]]["number"],
            "title": Texts(ideas[place["idea"]]["title"]),
            "owner": Texts(ideas[place["idea"]]["owner"]),
            "prize": Texts(names[prizes[place["idea"]]]) if place["idea"] in prizes else None,
            "reason": reasons.get(place["idea"], ""),
        }
        for place in record["ranking"]["places"]
        if place["idea"] in ideas and place["score"] is not None
    ]
    order = {judge: row for row, judge in enumerate(judges, 1)}
    marks: dict[str, list[tuple[int, dict[str, int]]]] = {}
    for sheet in record["sheets"]:
        marks.setdefault(sheet["idea"], []).append((order[sheet["judge"]], sheet["marks"]))
    figures = {each["judge"]: each for each in record["ranking"]["judges"]}
    jury = [
        {**judge, "number": order[key], "name": Texts(judge["name"]), **figures.get(key, {})}
        for key, judge in judges.items()
    ]
    return {
        "places": places,
        "jury": jury,
        "marks": marks,
        "texts": Texts,
        "numbers": {key: idea["number"] for key, idea in ideas.items()},
        "names": {key: Texts(judge["name"]) for key, judge in judges.items()},
        "votes": [_vote(each, ideas) for each in record["motions"]],
        "by_mean": _by_mean(record),
        "apart": _apart(record, ideas, judges),
        "changes": _changes(record.get("rectifies"), ideas, order),
    }


PRINTED = 2
"""Decimals of a score on paper: what they don't tell apart is not printed as another."""


def _changes(
    rectifies: dict[str, Any] | None, ideas: Mapping[str, Any], order: Mapping[str, int]
) -> dict[str, Any] | None:
    """What a later version put right, and every place or score that is another, by the new places."""
    if rectifies is None:
        return None
    known = {**ideas, **{each["id"]: each for each in rectifies["ideas"]}}

    def named(each: dict[str, Any]) -> dict[str, Any]:
        idea = known[each["idea"]]
        return {**each, "number": idea["number"], "title": Texts(idea["title"])}

    last = len(known) + 1
    places = [
        named(each)
        for each in rectifies["places"]
        if each["rank"][0] != each["rank"][1]
        or round(each["score"][0], PRINTED) != round(each["score"][1], PRINTED)
    ]
    return {
        "rectifies": rectifies,
        "amendments": [
            named(each) | {"seat": order.get(each["judge"])}
            for each in rectifies["amendments"]
            if each["idea"] in known
        ],
        "places": sorted(places, key=lambda each: (each["rank"][1] or last, each["number"])),
    }


def _by_mean(record: dict[str, Any]) -> dict[str, int]:
    """Each idea's place by the plain mean where the jury is in parts and another method gives the places."""
    ranking = record["ranking"]
    means = {place["idea"]: place["raw"] for place in ranking["places"] if place["raw"] is not None}
    return beside(means, ranking["cautions"], ranking["used"])


def _vote(motion: dict[str, Any], ideas: Mapping[str, Any]) -> dict[str, Any]:
    """A question with its answers in words: an idea's number is said with its title."""
    about = {f"{ideas[key]['number']:03d}": ideas[key] for key in motion.get("ideas", ()) if key in ideas}
    said = [
        f"{option} · {Texts(about[option]['title'])}" if option in about else option
        for option in motion["options"]
    ]
    return {**motion, "said": list(zip(said, motion["tally"], strict=True))}


def _apart(
    record: dict[str, Any], ideas: Mapping[str, Any], judges: Mapping[str, Any]
) -> list[tuple[Texts, list[str], list[str]]]:
    """Who stood aside: the judge, the numbers of ideas they declared, and of those that were found."""
    found: dict[str, dict[str, list[int]]] = {}
    for judge, idea, source, _reason in record["conflicts"]:
        if judge in judges and idea in ideas:
            numbers = found.setdefault(judge, {"declared": [], "found": []})[source]
            numbers.append(ideas[idea]["number"])
    return [
        (Texts(judges[judge]["name"]), _codes(rows["declared"]), _codes(rows["found"]))
        for judge, rows in found.items()
    ]


def _codes(numbers: Iterable[int]) -> list[str]:
    return [f"{number:03d}" for number in sorted(numbers)]
