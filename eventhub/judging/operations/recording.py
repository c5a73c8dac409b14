"""The record of a deliberation: everything needed to compute a ranking again, as fixed text.

`record_of` reads it from the tables; `recomputed` makes the ranking again from the record alone. Both give
the same bytes, or something was changed.
"""

import hashlib
import json
from collections.abc import Mapping, Sequence
from typing import Any

from msgspec import Struct

from eventhub.contests import queries as contest_queries
from eventhub.contests.models import Contest, Idea
from eventhub.judging import queries
from eventhub.judging.models import Deliberation, Judge, JurySettings, Motion, Rectification
from eventhub.judging.operations import publishing
from eventhub.judging.queries import Marks, aside
from eventhub.judging.queries import room as room_queries
from eventhub.judging.ranking.results import REVISION, Method

FORMAT = "eventhub-minutes-2"
REVISIONS = {"eventhub-minutes-1": 1, FORMAT: REVISION}
"""The second opinion's revision in records of each format: what was signed is recomputed as it was."""
DECIMALS = 6
"""Figures are kept to a millionth of a point: what is below is the order of additions."""
CODE_LENGTH = 20


def canonical(record: dict[str, Any]) -> str:
    """A record as text: keys in order, no spaces, letters as they are."""
    return json.dumps(record, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def digest_of(text: str) -> str:
    """The fingerprint printed on the minutes."""
    return hashlib.sha256(text.encode()).hexdigest()


class Facts(Struct, frozen=True):
    """What is ranked: the sheets that count, the ideas with a place, [idea, number of the prize]."""

    marks: list[Marks]
    ideas: Sequence[Idea]
    prizes: list[list[Any]]


def record_of(contest: Contest, deliberation: Deliberation) -> dict[str, Any]:
    """Everything about a contest's jury as it stands; only official facts, no private notes."""
    results = contest_queries.results_of(contest)
    marks, ideas = queries.complete_marks(contest), [result.idea for result in results]
    judges = queries.judges_of(contest)
    return {
        **_record(contest, deliberation, Facts(marks, ideas, _prizes(contest, results)), judges),
        "discussions": [
            {
                "idea": each.idea.public_id,
                "shortlisted": each.is_shortlisted,
                "notes": each.notes or "",
                "reason": each.reason or "",
            }
            for each in room_queries.discussions_of(contest).values()
        ],
        "motions": _motions(contest, judges),
    }


def rectified_record_of(
    contest: Contest, row: Rectification, facts: Facts, rectifies: dict[str, Any]
) -> dict[str, Any]:
    """The same for a later version: what was said and voted stands in the record that it names.

    `rectifies` tells why, which record it takes the place of, what was put right (`amendments`), and the
    sheets that make that record's from this one's: those that counted otherwise (`former`), those that did
    not count (`added`). What became different follows from them, and is computed again with the ranking.
    """
    record = _record(contest, row, facts, queries.judges_of(contest))
    part = {**rectifies, "places": places_part(contest.criteria, facts.marks, rectifies)}
    return {**record, "discussions": [], "motions": [], "rectifies": part}


def _record(
    contest: Contest, said: Deliberation | Rectification, facts: Facts, judges: Sequence[Judge]
) -> dict[str, Any]:
    """What every version tells."""
    names = {judge.id: judge.public_id for judge in judges}
    ideas = {idea.id: idea.public_id for idea in facts.ideas}
    return {
        "format": FORMAT,
        "contest": _contest(contest),
        "jury": [_judge(judge) for judge in sorted(judges, key=lambda judge: judge.public_id)],
        "ideas": [idea_part(idea) for idea in sorted(facts.ideas, key=lambda idea: idea.number)],
        "sheets": [
            {"idea": each.idea, "judge": each.judge, "marks": dict(sorted(each.marks.items()))}
            for each in facts.marks
        ],
        "ranking": ranking_part(contest.criteria, facts.marks),
        "conflicts": sorted(
            [names[each.judge_id], ideas[each.idea_id], each.source, each.reason]
            for each in queries.conflicts_of(contest)
            if each.idea_id in ideas
        ),
        **_lifted(contest, names, ideas),
        "reviews": [
            [names[each.judge_id], each.decision, each.reason] for each in room_queries.reviews_of(contest)
        ],
        "prizes": facts.prizes,
        "place": said.place or "",
        "remarks": said.remarks or "",
        **_signer(said),
    }


def idea_part(idea: Idea) -> dict[str, Any]:
    """An idea as every record names it."""
    return {
        "id": idea.public_id,
        "number": idea.number,
        "title": dict(idea.title),
        "owner": dict(idea.owner_name),
    }


def _contest(contest: Contest) -> dict[str, Any]:
    settings = queries.settings_of(contest)
    return {
        "slug": contest.slug,
        "name": dict(contest.name),
        "organizer": dict(contest.organizer.name),
        "held_on": contest.held_on.isoformat() if contest.held_on else None,
        "criteria": contest.criteria,
        "gates": settings.gates,
        "tie_break": settings.tie_break,
        "sheets_per_idea": contest.sheets_each,
        "is_blind": contest.is_blind,
        "prizes": contest.prizes,
        **_stages(contest, settings),
    }


def _stages(contest: Contest, settings: JurySettings) -> dict[str, Any]:
    """How a jury of two stages judged; nothing in a record of one stage, as ever."""
    if not contest.has_two_stages:
        return {}
    opened = settings.second_stage_at
    return {
        "stages": {
            "first": contest.sheets_first,
            "second": contest.sheets_second,
            "share": contest.second_share,
            "opened_at": opened.isoformat() if opened else None,
            "borderline": settings.borderline or [],
        }
    }


def _signer(said: Deliberation | Rectification) -> dict[str, Any]:
    """Who was named to sign in the president's place, and why; nothing where nobody was, as ever."""
    if said.signer is None:
        return {}
    return {"signer": {"id": said.signer.public_id, "reason": said.signer_reason}}


def _judge(judge: Any) -> dict[str, Any]:
    signed = judge.signed_off_at
    return {
        "id": judge.public_id,
        "name": dict(judge.person.name),
        "role": judge.role,
        "left_out": judge.is_left_out,
        "signed_off_at": signed.isoformat() if signed else None,
    }


def _lifted(contest: Contest, judges: Mapping[int, str], ideas: Mapping[int, str]) -> dict[str, Any]:
    """Conflicts that were lifted, by whom and why; nothing where none was, as ever."""
    found = [
        [judges[each.judge_id], ideas[each.idea_id], each.source, each.reason, each.lifted_because]
        for each in aside.lifted_of(contest)
        if each.idea_id in ideas
    ]
    return {"lifted": sorted(found)} if found else {}


def _motions(contest: Contest, judges: Sequence[Judge]) -> list[dict[str, Any]]:
    barred = aside.judges_aside(contest)
    return [_motion(motion, judges, barred) for motion in room_queries.motions_of(contest)]


def _motion(motion: Motion, judges: Sequence[Judge], barred: Mapping[int, frozenset[int]]) -> dict[str, Any]:
    """A question and its count; who stood aside where it was about ideas, as nothing before."""
    about: dict[str, Any] = {}
    if motion.ideas:
        who = frozenset().union(*(barred.get(idea.id, frozenset()) for idea in motion.ideas))
        voices = [each for each in judges if each.is_active and each.role in queries.SCORING]
        about = {
            "ideas": [idea.public_id for idea in motion.ideas],
            "aside": sorted(each.public_id for each in voices if each.id in who),
            "entitled": sum(each.id not in who for each in voices),
        }
    votes = [] if motion.is_secret else [[each.judge.public_id, each.choice] for each in motion.voters]
    return {
        "question": motion.question,
        "options": motion.options,
        "tally": motion.tally,
        "secret": motion.is_secret,
        "voted": len(motion.voters),
        "votes": sorted(votes),
        **about,
    }


def _prizes(contest: Contest, results: Sequence[Any]) -> list[list[Any]]:
    names = [dict(prize["name"]) for prize in contest.prizes]
    won = [(dict(result.prize or {}), result.idea.public_id) for result in results]
    given = sorted((names.index(prize), idea) for prize, idea in won if prize in names)
    return [[idea, place] for place, idea in given]


def ranking_part(
    criteria: list[dict[str, Any]], marks: list[Marks], revision: int = REVISION
) -> dict[str, Any]:
    """The ranking computed from marks alone; figures rounded to a millionth."""
    found = publishing.ranked(criteria, marks)
    second = publishing.ranked(criteria, marks, Method.SCALE, with_certainty=False, revision=revision)
    second_of = {each.idea: each.rank for each in second.ideas}

    def kept(value: float | None) -> float | None:
        return None if value is None else round(value, DECIMALS) + 0.0

    return {
        "method": found.method.value,
        "used": found.used.value,
        "reliability": kept(found.reliability.icc) if found.reliability else None,
        "cautions": [caution.value for caution in found.cautions],
        "places": [
            {
                "idea": each.idea,
                "rank": each.rank,
                "sheets": each.sheets,
                "raw": kept(each.raw),
                "score": kept(each.score),
                "low": kept(each.lo90),
                "high": kept(each.hi90),
                "second": second_of.get(each.idea),
            }
            for each in sorted(found.ideas, key=lambda each: (each.rank, each.idea))
        ],
        "judges": [
            {
                "judge": each.judge,
                "sheets": each.sheets,
                "generosity": kept(each.generosity),
                "weight": kept(each.weight),
            }
            for each in found.judges
        ],
    }


def former_marks(marks: Sequence[Marks], rectifies: Mapping[str, Any]) -> list[Marks]:
    """The sheets of the record that was rectified, from those of the record that rectifies it."""
    kept = {(each.idea, each.judge): each for each in marks}
    for idea, judge in rectifies["added"]:
        kept.pop((idea, judge), None)
    for each in rectifies["former"]:
        kept[each["idea"], each["judge"]] = Marks(each["judge"], each["idea"], each["marks"])
    return [kept[pair] for pair in sorted(kept)]


def places_part(
    criteria: list[dict[str, Any]], marks: list[Marks], rectifies: Mapping[str, Any]
) -> list[dict[str, Any]]:
    """Every idea whose place or score is otherwise, by its name: [before, after], None for no place."""
    before, after = (
        {
            each.idea: (each.rank, round(each.score, DECIMALS) + 0.0)
            for each in publishing.ranked(criteria, some, with_certainty=False).ideas
            if each.score is not None
        }
        for some in (former_marks(marks, rectifies), marks)
    )
    nothing = (None, None)
    return [
        {"idea": idea, "rank": [was[0], now[0]], "score": [was[1], now[1]]}
        for idea in sorted(before.keys() | after.keys())
        if (was := before.get(idea, nothing)) != (now := after.get(idea, nothing))
    ]


def recomputed(text: str) -> str:
    """The same record, its ranking made again from its own sheets, and what differs where it rectifies.

    Raises ValueError on another format.
    """
    record = json.loads(text)
    if not isinstance(record, dict) or record.get("format") not in REVISIONS:
        raise ValueError(f"is not a record of the format {' or '.join(REVISIONS)}")
    marks = [Marks(each["judge"], each["idea"], each["marks"]) for each in record["sheets"]]
    marks.sort(key=lambda each: (each.idea, each.judge))
    criteria, rectifies = record["contest"]["criteria"], record.get("rectifies")
    record["ranking"] = ranking_part(criteria, marks, REVISIONS[record["format"]])
    if rectifies is not None:
        rectifies["places"] = places_part(criteria, marks, rectifies)
    return canonical(record)
