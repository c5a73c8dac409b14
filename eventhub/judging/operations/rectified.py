"""What a rectification makes of a ranking: the sheets as they should be, the places, who has which prize."""

import json
from collections.abc import Iterable, Mapping
from typing import Any

from flask_babel import lazy_gettext as _l
from msgspec import Struct

from eventhub.contests import queries as contest_queries
from eventhub.contests.models import Contest, Idea
from eventhub.contests.operations import correcting, rounds
from eventhub.errors import DomainError
from eventhub.judging import queries
from eventhub.judging.models import Amendment, Rectification
from eventhub.judging.operations import publishing, recording
from eventhub.judging.queries import Marks, room
from eventhub.judging.queries import rectifying as reads
from eventhub.judging.ranking.results import IdeaResult
from eventhub.judging.states import AmendmentKind


class Standing(Struct, frozen=True):
    """The ranking as published and as put right, by the ideas' random names; prizes by their numbers."""

    former: list[Marks]
    marks: list[Marks]
    before: dict[str, IdeaResult]
    after: dict[str, IdeaResult]
    ideas: dict[str, Idea]
    held: dict[str, int]
    prizes: dict[str, int]

    @property
    def order(self) -> list[str]:
        """The ideas by their rectified places, then by number; those without a place last."""
        last = len(self.ideas) + 1
        every = self.before.keys() | self.after.keys()
        rank = {idea: self.after[idea].rank if idea in self.after else last for idea in every}
        return sorted(every, key=lambda idea: (rank[idea], self.ideas[idea].number))

    @property
    def moved(self) -> list[str]:
        """The ideas whose place or prize is another, in the same order."""
        return [idea for idea in self.order if self.moves(idea)]

    def moves(self, idea: str) -> bool:
        """Whether an idea's place or prize is another than the published one."""
        was, now = self.before.get(idea), self.after.get(idea)
        return (was and was.rank) != (now and now.rank) or self.held.get(idea) != self.prizes.get(idea)


def standing_of(contest: Contest, row: Rectification) -> Standing:
    """Both rankings; changes nothing."""
    former = queries.complete_marks(contest)
    marks = amended(former, row.amendments)
    before, after = (
        {
            each.idea: each
            for each in publishing.ranking_of(contest, some, with_certainty=False).ideas
            if each.score is not None
        }
        if some
        else {}
        for some in (former, marks)
    )
    held = _held(contest)
    ideas = reads.ideas_by_public_id(contest)
    chosen = row.prizes if row.prizes is not None else _proposed(contest, held, before, after, ideas)
    return Standing(former, marks, before, after, ideas, held, dict(chosen))


def amended(former: Iterable[Marks], amendments: Iterable[Amendment]) -> list[Marks]:
    """The sheets that count once everything is put right, in the order of `queries.complete_marks`."""
    kept = {(each.idea, each.judge): each for each in former}
    gone = set()
    for each in amendments:
        idea = each.idea.public_id
        if each.sheet is None:
            gone.add(idea)
            continue
        judge = each.sheet.judge.public_id
        if each.kind == AmendmentKind.MARKS and each.marks is not None:
            kept[idea, judge] = Marks(judge, idea, {**each.marks})
        else:
            kept.pop((idea, judge), None)
    return [kept[pair] for pair in sorted(kept) if pair[0] not in gone]


def _held(contest: Contest) -> dict[str, int]:
    """The number of the prize of each idea that has one."""
    names = [dict(prize["name"]) for prize in contest.prizes]
    won = ((each.idea.public_id, dict(each.prize or {})) for each in contest_queries.results_of(contest))
    return {idea: names.index(prize) for idea, prize in won if prize in names}


def _proposed(
    contest: Contest,
    held: Mapping[str, int],
    before: Mapping[str, IdeaResult],
    after: Mapping[str, IdeaResult],
    ideas: Mapping[str, Idea],
) -> dict[str, int]:
    """Prizes by the new places where they went by places; else each stays with whoever still has a place."""

    def first(ranking: Mapping[str, IdeaResult]) -> list[str]:
        found = sorted(ranking, key=lambda idea: (ranking[idea].rank, ideas[idea].number))
        return found[: len(contest.prizes)]

    were = [before[idea].rank for idea in sorted(held, key=lambda idea: held[idea]) if idea in before]
    if were == [before[idea].rank for idea in first(before)]:
        return {idea: place for place, idea in enumerate(first(after))}
    return {idea: place for idea, place in held.items() if idea in after}


def check_whole(contest: Contest, row: Rectification, standing: Standing) -> None:
    """Refuse to sign or publish what is not whole.

    Raises DomainError `nothing_righted`, `no_sheet_left`, `no_prize`, `reason_missing`, `money_moved`.
    """
    if not row.amendments:
        raise DomainError("nothing_righted", _l("Nothing is put right yet: say first what was wrong."))
    refused = {each.idea.public_id for each in row.amendments if each.sheet is None}
    for idea in sorted(standing.before.keys() - standing.after.keys() - refused):
        sentence = _l(
            "Idea %(number)s would have no sheet that counts. Leave one, or find that it was not admissible.",
            number=standing.ideas[idea].code,
        )
        raise DomainError("no_sheet_left", sentence)
    if contest.prizes and not standing.prizes:
        raise DomainError("no_prize", _l("No prize has been chosen yet."))
    if (lacking := out_of_order(contest, standing)) and not row.remarks:
        sentence = _l(
            "Say in the remarks why idea %(number)s is decided otherwise than ranked.", number=lacking[0].code
        )
        raise DomainError("reason_missing", sentence, field="remarks")
    for idea, place in standing.held.items():
        result = standing.ideas[idea].result
        if standing.prizes.get(idea) != place and result is not None:
            correcting.check_no_money(result)


def out_of_order(contest: Contest, standing: Standing) -> list[Idea]:
    """The ideas whose prize isn't that of their rectified place."""
    found = []
    for idea, each in standing.after.items():
        tied = sum(other.rank == each.rank for other in standing.after.values())
        given = standing.prizes.get(idea)
        is_due = each.rank + tied - 1 <= len(contest.prizes)
        if (each.rank <= given + 1 < each.rank + tied) if given is not None else not is_due:
            continue
        found.append(standing.ideas[idea])
    return sorted(found, key=lambda idea: idea.number)


def record_of(contest: Contest, row: Rectification, standing: Standing) -> dict[str, Any]:
    """The record of the rectified ranking: what it takes the place of, why, and what became different."""
    ideas = [standing.ideas[idea] for idea in standing.after]
    prizes = sorted((place, idea) for idea, place in standing.prizes.items())
    facts = recording.Facts(standing.marks, ideas, [[idea, place] for place, idea in prizes])
    before = {(each.idea, each.judge): each.marks for each in standing.former}
    after = {(each.idea, each.judge): each.marks for each in standing.marks}
    rectifies = {
        "version": row.version,
        "digest": digest_before(contest, row) or "",
        "reason": row.reason,
        "amendments": [_amendment(each) for each in row.amendments],
        "ideas": [recording.idea_part(each.idea) for each in row.amendments if each.sheet is None],
        "former": [
            {"idea": pair[0], "judge": pair[1], "marks": dict(sorted(before[pair].items()))}
            for pair in sorted(before)
            if after.get(pair) != before[pair]
        ],
        "added": [list(pair) for pair in sorted(after.keys() - before.keys())],
    }
    return recording.rectified_record_of(contest, row, facts, rectifies)


def _amendment(each: Amendment) -> dict[str, Any]:
    """What was put right: no comment is in a record, only whether it changed."""
    told = {
        "kind": each.kind,
        "idea": each.idea.public_id,
        "judge": each.sheet.judge.public_id if each.sheet else "",
        "reason": each.reason or "",
    }
    if each.kind != AmendmentKind.MARKS:
        return told
    was = each.before.get("marks") if each.before.get("state") == "complete" else None
    return {**told, "before": was, "after": each.marks, "comment": each.before.get("comment") != each.comment}


def digest_before(contest: Contest, row: Rectification) -> str | None:
    """The fingerprint of the record that this one takes the place of; None where none was signed."""
    done = [each for each in reads.published_of(contest) if each.version < row.version]
    if done:
        return done[-1].digest
    first = room.deliberation_of(contest)
    return first.digest if first is not None else None


class Placed(Struct, frozen=True):
    """An idea and its rectified place, as a rule of a final asks for them."""

    idea: Idea
    rank: int


class Through(Struct, frozen=True):
    """Ideas that went to the final and by the rectified places would not; those that would, and did not."""

    went: list[Idea]
    lack: list[Idea]


def gone_through(contest: Contest, standing: Standing) -> Through | None:
    """Who went to the final against the rectified places; None where nobody did, or there is no final."""
    if contest.final_id is None or contest.goes_through == 0:
        return None
    there = contest_queries.gone_through(contest)
    placed = [Placed(standing.ideas[idea], each.rank) for idea, each in standing.after.items()]
    placed.sort(key=lambda each: (each.rank, each.idea.number))
    due = {each.idea.id for each in rounds.going_through(contest, placed)}
    every = sorted(standing.ideas.values(), key=lambda idea: idea.number)
    went = [idea for idea in every if idea.id in there - due]
    lack = [idea for idea in every if idea.id in due - there]
    return Through(went, lack) if went or lack else None


def told_of(row: Rectification) -> dict[str, Any]:
    """What a fixed record says of why and what became different."""
    told: dict[str, Any] = json.loads(row.record or "{}").get("rectifies", {})
    return told
