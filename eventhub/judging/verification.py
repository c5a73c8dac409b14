"""What `eventhub verify` recomputes here: the published rankings, from the sheets as they are."""

import json
from collections.abc import Iterator

from eventhub.contests import queries as contest_queries
from eventhub.contests.models import Contest
from eventhub.contests.states import ContestState
from eventhub.judging import queries
from eventhub.judging.operations import publishing, recording, rectified
from eventhub.judging.queries import Marks, rectifying, room
from eventhub.verification import declare_check

SAME = 1e-6
"""Scores closer than this are the same: what is left is the order of additions."""


def published_rankings() -> Iterator[str]:
    """One sentence for each place that a recomputation doesn't confirm."""
    for contest in queries.published_contests():
        yield from _differences(contest)


def _differences(contest: Contest) -> Iterator[str]:
    stored = {result.idea.public_id: result for result in contest_queries.results_of(contest)}
    marks = queries.complete_marks(contest)
    computed = queries.computed_ranking(contest)
    if computed is None or not stored:
        yield f"contest {contest.slug}: published without a computed ranking"
        return
    if computed.sheets_digest != publishing.digest_of(marks):
        yield f"contest {contest.slug}: the sheets are not those the ranking was computed from"
    found = {
        each.idea: each
        for each in publishing.ranking_of(contest, marks, with_certainty=False).ideas
        if each.score is not None
    }
    for idea in sorted(stored.keys() | found.keys()):
        kept, again = stored.get(idea), found.get(idea)
        if kept is None or again is None or again.score is None:
            yield f"contest {contest.slug}: idea {idea} has a place in one ranking only"
        elif kept.rank != again.rank or abs(kept.score - again.score) > SAME:
            yield (
                f"contest {contest.slug}: idea {idea} has place {kept.rank} ({kept.score:.6f}),"
                f" recomputed {again.rank} ({again.score:.6f})"
            )


def signed_minutes() -> Iterator[str]:
    """One sentence for each signed record that its own sheets, or its fingerprint, don't confirm."""
    for row in room.signed_deliberations():
        name = f"minutes of {row.contest.slug}"
        if recording.digest_of(row.record or "") != row.digest:
            yield f"{name}: the record doesn't have the fingerprint that was signed"
        elif recording.recomputed(row.record or "") != row.record:
            yield f"{name}: the ranking recomputed from the record's sheets is another one"
        elif row.contest.state != ContestState.PUBLISHED or rectifying.published_of(row.contest):
            continue  # of a rectified ranking, the last record tells the sheets as they are
        elif _sheets_of(row.record or "") != publishing.digest_of(queries.complete_marks(row.contest)):
            yield f"{name}: the sheets are not those that were signed"


def rectified_minutes() -> Iterator[str]:
    """One sentence for each later record that its sheets, its fingerprint or the one before don't confirm."""
    for row in rectifying.with_records():
        contest, record = row.contest, row.record or ""
        name = f"minutes of {contest.slug}, version {row.version}"
        if recording.digest_of(record) != row.digest:
            yield f"{name}: the record doesn't have the fingerprint that was signed"
        elif recording.recomputed(record) != record:
            yield f"{name}: the ranking or the differences recomputed from the record's sheets are others"
        elif rectified.told_of(row)["digest"] != (rectified.digest_before(contest, row) or ""):
            yield f"{name}: the record it names is not the one before"
        elif rectifying.published_of(contest)[-1:] == [row] and _sheets_of(record) != publishing.digest_of(
            queries.complete_marks(contest)
        ):
            yield f"{name}: the sheets are not those that were signed"


def _sheets_of(record: str) -> str:
    sheets = json.loads(record)["sheets"]
    return publishing.digest_of([Marks(each["judge"], each["idea"], each["marks"]) for each in sheets])


declare_check("signed minutes", signed_minutes)
declare_check("rectified minutes", rectified_minutes)
declare_check("published rankings", published_rankings)
