"""Publish a rectified ranking in one act: sheets, places, prizes, certificates, letters."""

from datetime import datetime
from typing import Any

from flask_babel import lazy_gettext as _l
from msgspec import Struct

from eventhub import audit
from eventhub.contests import certificates, mails, operations
from eventhub.contests import queries as contest_queries
from eventhub.contests.models import Contest, Idea, ReplacedCertificate, Result
from eventhub.contests.operations import correcting
from eventhub.contests.states import IdeaState, RefusalReason
from eventhub.database import db, random_code
from eventhub.errors import DomainError
from eventhub.judging import queries
from eventhub.judging.models import Amendment, Conflict, Rectification
from eventhub.judging.operations import members, publishing, recording, rectified, rectifying
from eventhub.judging.queries import aside
from eventhub.judging.queries import rectifying as reads
from eventhub.judging.states import AmendmentKind, RectificationState, SheetState


class Was(Struct, frozen=True):
    """What was published of an idea: its place, its prize, its certificate's code and what that says."""

    rank: int
    code: str | None
    said: dict[str, Any]
    text: dict[str, dict[str, str]]
    prize: dict[str, str]


def needs_signature(contest: Contest, row: Rectification) -> bool:
    """Whether the second record lacks a signature that the jury's rules ask for, as for the first."""
    if row.state == RectificationState.SIGNED or not queries.settings_of(contest).needs_signature:
        return False
    return queries.president_of(contest) is not None


def publish(actor: Any, contest: Contest, at: datetime) -> Rectification:
    """Put the rectified result in the place of the published one, in one act. Twice is like once.

    Nothing changes by itself in a final where ideas went through: see `rectified.gone_through`. Raises
    DomainError `not_rectifying`, `not_signed`, `record_stale`, or as `rectified.check_whole` does.
    """
    row = reads.under_way(contest, lock=True)
    if row is None:
        if done := reads.published_of(contest):
            return done[-1]
        raise DomainError("not_rectifying", _l("No rectification of this ranking is under way."))
    standing = rectified.standing_of(contest, row)
    rectified.check_whole(contest, row, standing)
    if needs_signature(contest, row):
        sentence = _l(
            "The rectified minutes are not signed yet. The rules of this jury ask for it before publication."
        )
        raise DomainError("not_signed", sentence)
    record = recording.canonical(rectified.record_of(contest, row, standing))
    if row.record is None:
        rectifying.fix(row, record)
    elif row.record != record:
        sentence = _l(
            "Something changed since the minutes were signed: take the signature back and sign again."
        )
        raise DomainError("record_stale", sentence)
    was = _published(contest)
    rectifying.move(row, RectificationState.PUBLISHED)
    row.ended_at = at
    gone = _put_right(actor, row, at)
    publishing.write_ranking(contest, queries.complete_marks(contest), at)
    for idea in gone:
        db.session.expire(idea, ["result"])
    results = contest_queries.results_of(contest)
    for result in results:
        place = standing.prizes.get(result.idea.public_id)
        correcting.give_prize(result, contest.prizes[place]["name"] if place is not None else None, at)
    db.session.flush()
    _replace_certificates(actor, row, results, was, at)
    audit.record(
        actor, "judging:rectification:published", contest, at, version=row.version, reason=row.reason
    )
    _tell(row, results, gone, was)
    return row


def _published(contest: Contest) -> dict[int, Was]:
    results = contest_queries.results_of(contest)
    return {
        each.idea_id: Was(
            each.rank,
            each.certificate_code,
            {name: _words(text) for name, text in _said(each).items()},
            certificates.text_of(each, len(results)),
            _words(each.prize),
        )
        for each in results
    }


def _said(result: Result) -> dict[str, Any]:
    return {"title": result.title, "owner": result.owner_name, "prize": result.prize}


def _words(text: Any) -> dict[str, str]:
    return {code: words for code, words in (text or {}).items() if words}


def _put_right(actor: Any, row: Rectification, at: datetime) -> list[Idea]:
    """Sheets, conflicts and ideas become what they should have been. Gives the ideas that lost a place."""
    gone = []
    for each in row.amendments:
        if each.kind == AmendmentKind.INELIGIBLE:
            _refuse(each, at)
            gone.append(each.idea)
        elif each.kind == AmendmentKind.LEFT_OUT:
            _set_aside(each, at)
        elif each.sheet is not None:
            members.move_sheet(each.sheet, SheetState.COMPLETE, at)
            each.sheet.marks, each.sheet.comment = dict(each.marks or {}), each.comment
            each.sheet.version += 1
        audit.record(actor, "judging:idea:rectified", each.idea, at, kind=each.kind, version=row.version)
    db.session.flush()
    return gone


def _refuse(amendment: Amendment, at: datetime) -> None:
    idea = amendment.idea
    if idea.result is not None:
        correcting.give_prize(idea.result, None, at)
    idea.in_bank = False
    operations.move_idea(idea, IdeaState.INELIGIBLE, at, reason=RefusalReason(amendment.reason or ""))


def _set_aside(amendment: Amendment, at: datetime) -> None:
    """The sheet leaves the count for good, and its judge stands aside from the idea from now on."""
    sheet = amendment.sheet
    if sheet is None:
        return
    members.move_sheet(sheet, SheetState.RECUSED, at)
    row = aside.conflict_between(sheet.judge_id, sheet.idea_id)
    if row is None:
        row = Conflict(judge=sheet.judge, idea=sheet.idea, created_at=at)
        db.session.add(row)
    row.source, row.reason = "found", amendment.reason or "other"
    row.lifted_at = row.lifted_because = row.lifted_by = None


def _replace_certificates(
    actor: Any, row: Rectification, results: list[Result], was: dict[int, Was], at: datetime
) -> None:
    """A new code where a certificate says something else; the old one says that it was replaced, and why."""
    now = {each.idea_id: each for each in results}
    for idea_id, old in was.items():
        result = now.get(idea_id)
        if result is not None and certificates.text_of(result, len(results)) == old.text:
            continue
        if old.code is not None:
            db.session.add(
                ReplacedCertificate(
                    idea_id=idea_id,
                    result_id=result.id if result is not None else None,
                    code=old.code,
                    said=old.said | {"rank": old.rank},
                    reason=row.reason,
                    is_rectified=True,
                    replaced_by_id=actor.id,
                    created_at=at,
                )
            )
        if result is not None:
            result.certificate_code = None
    for result in results:
        result.certificate_code = result.certificate_code or random_code(publishing.CODE_LENGTH)
    db.session.flush()


def _tell(row: Rectification, results: list[Result], gone: list[Idea], was: dict[int, Was]) -> None:
    """Letters to those whose place or prize is another; nobody else is disturbed."""
    for result in results:
        old = was.get(result.idea_id)
        if old is None or (old.rank, old.prize) != (result.rank, _words(result.prize)):
            mails.idea_rectified(result.idea, row.reason, old.rank if old else None)
    for idea in gone:
        old = was.get(idea.id)
        mails.idea_rectified(idea, row.reason, old.rank if old else None)
