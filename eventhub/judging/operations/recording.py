"""The record of a deliberation: everything needed to compute a ranking again, as fixed text.

`record_of` reads it from the tables; `recomputed` makes the ranking again from the record alone. Both give
the same bytes, or something was changed.
"""

import hashlib
import json
from collections.abc import Mapping, Sequence
from typing import Any

from eventhub.contests import queries as contest_queries
from eventhub.contests.models import Contest
from eventhub.judging import queries
from eventhub.judging.models import Deliberation, Judge, JurySettings, Motion
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


def record_of(contest: Contest, deliberation: Deliberation) -> dict[str, Any]:
    """Everything about a contest's jury as it stands; only official facts, no private notes."""
    marks = queries.complete_marks(contest)
    judges = queries.judges_of(contest)
    names = {judge.id: judge.public_id for judge in judges}
    results = contest_queries.results_of(contest)
    ideas = {result.idea_id: result.idea.public_id for result in results}
    return {
        "format": FORMAT,
        "contest": _contest(contest),
        "jury": [_judge(judge) for judge in sorted(judges, key=lambda judge: judge.public_id)],
        "ideas": [
            {
                "id": result.idea.public_id,
                "number": result.idea.number,
                "title": dict(result.idea.title),
                "owner": dict(result.idea.owner_name),
            }
            for result in sorted(results, key=lambda result: result.idea.number)
        ],
        "sheets": [
            {"idea": each.idea, "judge": each.judge, "marks": dict(sorted(each.marks.items()))}
            for each in marks
        ],
        "ranking": ranking_part(contest.criteria, marks),
        "conflicts": sorted(
            [names[each.judge_id], ideas[each.idea_id], each.source, each.reason]
            for each in queries.conflicts_of(contest)
            if each.idea_id in ideas
        ),
        **_lifted(contest, names, ideas),
        "reviews": [
            [names[each.judge_id], each.decision, each.reason] for each in room_queries.reviews_of(contest)
        ],
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
        "prizes": _prizes(contest, results),
        "place": deliberation.place or "",
        "remarks": deliberation.remarks or "",
        **_signer(deliberation),
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


def _signer(deliberation: Deliberation) -> dict[str, Any]:
    """Who was named to sign in the president's place, and why; nothing where nobody was, as ever."""
    if deliberation.signer is None:
        return {}
    return {"signer": {"id": deliberation.signer.public_id, "reason": deliberation.signer_reason}}


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


def recomputed(text: str) -> str:
    """The same record, its ranking made again from its own sheets. Raises ValueError on another format."""
    record = json.loads(text)
    if not isinstance(record, dict) or record.get("format") not in REVISIONS:
        raise ValueError(f"is not a record of the format {' or '.join(REVISIONS)}")
    marks = [Marks(each["judge"], each["idea"], each["marks"]) for each in record["sheets"]]
    marks.sort(key=lambda each: (each.idea, each.judge))
    record["ranking"] = ranking_part(record["contest"]["criteria"], marks, REVISIONS[record["format"]])
    return canonical(record)
