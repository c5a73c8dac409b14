"""A published ranking found wrong: why, what is put right, who signs. What it changes: `republishing`.

Nothing that was published changes here. What is put right lies beside the sheets until the rectified result
is published in one act, so both records are true of what was public when each was signed.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from flask_babel import lazy_gettext as _l
from msgspec import Struct

from eventhub import audit
from eventhub.contests.models import Contest, Idea
from eventhub.contests.states import JUDGED, ContestState, RefusalReason
from eventhub.database import db
from eventhub.errors import DomainError
from eventhub.judging import queries
from eventhub.judging.models import Amendment, Judge, Rectification, Sheet, rules_of
from eventhub.judging.operations import recording, rectified, syncing
from eventhub.judging.phrases import REFUSALS
from eventhub.judging.queries import rectifying as reads
from eventhub.judging.states import (
    RECTIFICATION_MOVES,
    AmendmentKind,
    RectificationState,
    SheetState,
)

LONGEST = 300


class Words(Struct, frozen=True):
    """What the minutes of a rectification say: why, where the jury met, remarks, and who has which prize.

    `prizes` is {idea's random name: number of the contest's prize}; None leaves them as they are.
    """

    reason: str
    place: str = ""
    remarks: str = ""
    prizes: Mapping[str, int | None] | None = None


def begin(actor: Any, contest: Contest, reason: str, at: datetime) -> Rectification:
    """Open a rectification of a published ranking; one that is under way already is given back as it is.

    Raises DomainError `not_published`, `no_reason`.
    """
    if contest.state != ContestState.PUBLISHED:
        raise DomainError("not_published", _l("Only a published result is corrected here."))
    words = _reason(reason)
    db.session.get_one(Contest, contest.id, with_for_update=True)
    if (there := reads.under_way(contest)) is not None:
        return there
    row = Rectification(
        contest_id=contest.id,
        organizer_id=contest.organizer_id,
        version=2 + len(reads.published_of(contest)),
        state=RectificationState.OPEN,
        reason=words,
        opened_by_id=actor.id,
        created_at=at,
    )
    db.session.add(row)
    db.session.flush()
    audit.record(actor, "judging:rectification:opened", contest, at, version=row.version, reason=words)
    return row


def _reason(words: str) -> str:
    if not (kept := words.strip()[:LONGEST]):
        raise DomainError("no_reason", _l("Say what was wrong: everybody reads it."), field="reason")
    return kept


def open_for(contest: Contest) -> Rectification:
    """The rectification under way, locked, where something may still be put right in it.

    Raises DomainError `not_rectifying`, `minutes_signed`.
    """
    row = reads.under_way(contest, lock=True)
    if row is None:
        raise DomainError("not_rectifying", _l("No rectification of this ranking is under way."))
    if not row.is_open:
        sentence = _l("The president signed the minutes. Take the signature back before changing anything.")
        raise DomainError("minutes_signed", sentence)
    return row


def right_sheet(
    actor: Any, sheet: Sheet, marks: Mapping[str, Any], comment: str, at: datetime
) -> Amendment | None:
    """The marks and comment that a sheet should have had. Both versions are kept; as it was takes it back.

    Raises DomainError `bad_mark`, `marks_missing`, `too_long`, `does_not_count`.
    """
    contest = sheet.judge.contest
    row = open_for(contest)
    _check_counts(sheet)
    change = syncing.Change("", sheet.public_id, sheet.version, marks, comment, "")
    rules = rules_of(contest.criteria, None)
    if refusal := syncing.shape_refusal(change, rules):
        raise DomainError(refusal, REFUSALS[refusal])
    if any(marks.get(each) is None for each in rules.criteria):
        raise DomainError("marks_missing", _l("Every criterion needs a mark."))
    given = {name: marks[name] for name in rules.criteria}
    words = comment.strip() or None
    if sheet.state == SheetState.COMPLETE and (given, words) == (sheet.marks, sheet.comment):
        _forget(actor, row, sheet, at)
        return None
    return _put(actor, row, sheet, at, kind=AmendmentKind.MARKS, marks=given, comment=words, reason=None)


def leave_out(actor: Any, sheet: Sheet, reason: str, at: datetime) -> Amendment:
    """A judge's sheet of an idea no longer counts: a conflict of interest was learnt late."""
    row = open_for(sheet.judge.contest)
    _check_counts(sheet)
    if sheet.state != SheetState.COMPLETE:
        raise DomainError("does_not_count", _l("This sheet does not count in the ranking."))
    return _put(actor, row, sheet, at, kind=AmendmentKind.LEFT_OUT, marks=None, comment=None, reason=reason)


def find_ineligible(actor: Any, idea: Idea, reason: RefusalReason, at: datetime) -> Amendment:
    """An idea should not have been judged: it loses its place. The same again is once."""
    row = open_for(idea.contest)
    if idea.state not in JUDGED:
        raise DomainError("does_not_count", _l("This idea has no place in the ranking."))
    there = next((each for each in row.amendments if each.sheet_id is None and each.idea_id == idea.id), None)
    if there is None:
        there = Amendment(
            idea=idea, kind=AmendmentKind.INELIGIBLE, before={"state": idea.state}, created_at=at
        )
        row.amendments.append(there)
    if there.reason != reason:
        there.reason, there.made_by_id = reason.value, actor.id
        _noted(actor, row, "judging:rectification:idea_refused", idea, at, reason=reason.value)
    return there


def _check_counts(sheet: Sheet) -> None:
    """Refuse what can change no place: a trainee's sheet, one set aside, a judge or idea that is left out."""
    judge = sheet.judge
    if (
        judge.role not in queries.SCORING
        or judge.is_left_out
        or sheet.state == SheetState.RECUSED
        or sheet.idea.state not in JUDGED
    ):
        raise DomainError("does_not_count", _l("This sheet does not count in the ranking."))


def _put(actor: Any, row: Rectification, sheet: Sheet, at: datetime, **said: Any) -> Amendment:
    found = next((each for each in row.amendments if each.sheet_id == sheet.id), None)
    if found is None:
        before = {"state": sheet.state, "marks": sheet.marks, "comment": sheet.comment}
        found = Amendment(idea=sheet.idea, sheet=sheet, before=before, created_at=at, **said)
        row.amendments.append(found)
    elif all(getattr(found, name) == value for name, value in said.items()):
        return found
    for name, value in said.items():
        setattr(found, name, value)
    found.made_by_id = actor.id
    told = {"kind": found.kind, "before": found.before.get("marks"), "after": found.marks}
    _noted(actor, row, "judging:rectification:sheet_righted", sheet, at, **told)
    return found


def _noted(actor: Any, row: Rectification, action: str, subject: Any, at: datetime, **more: Any) -> None:
    row.prizes = None  # chosen for other places: proposed anew
    db.session.flush()
    audit.record(actor, action, subject, at, version=row.version, **more)


def _forget(actor: Any, row: Rectification, sheet: Sheet, at: datetime) -> None:
    there = next((each for each in row.amendments if each.sheet_id == sheet.id), None)
    if there is not None:
        take_back(actor, row.contest, there, at)


def take_back(actor: Any, contest: Contest, amendment: Amendment, at: datetime) -> None:
    """What was put right stays as it was, after all; taking it back twice is once."""
    row = open_for(contest)
    if amendment not in row.amendments:
        return
    subject = amendment.sheet or amendment.idea
    row.amendments.remove(amendment)
    _noted(actor, row, "judging:rectification:taken_back", subject, at, kind=amendment.kind)


def write(actor: Any, contest: Contest, said: Words, at: datetime) -> Rectification:
    """Why the ranking is put right, where the jury met, its remarks, and who has which prize."""
    row = open_for(contest)
    row.reason = _reason(said.reason)
    row.place, row.remarks = said.place.strip()[:160] or None, said.remarks.strip() or None
    if said.prizes is not None:
        ranked = rectified.standing_of(contest, row).after
        row.prizes = {
            idea: place
            for idea, place in said.prizes.items()
            if place is not None and idea in ranked and 0 <= place < len(contest.prizes)
        }
    db.session.flush()
    audit.record(actor, "judging:rectification:written", contest, at, version=row.version)
    return row


def name_signer(
    actor: Any, contest: Contest, judge: Judge | None, reason: str, at: datetime
) -> Rectification:
    """Another member signs because the president can't; the reason stands in the minutes. Twice is like once.

    Raises DomainError `not_on_panel`, `no_reason`.
    """
    row = open_for(contest)
    words = reason.strip()[:LONGEST]
    is_voice = judge is not None and judge.is_active and judge.role == "member"
    if judge is None or judge.contest_id != contest.id or not is_voice:
        sentence = _l("Choose another member of the jury, one whose marks count.")
        raise DomainError("not_on_panel", sentence, field="judge")
    if not words:
        raise DomainError("no_reason", _l("Say why the president can't sign."), field="reason")
    if (row.signer_id, row.signer_reason) != (judge.id, words):
        row.signer, row.signer_reason = judge, words
        db.session.flush()
        audit.record(
            actor,
            "judging:rectification:signer_named",
            contest,
            at,
            version=row.version,
            judge=judge.public_id,
        )
    return row


def sign(judge: Judge, at: datetime) -> Rectification:
    """The president signs the second record, or the member named instead. Twice is like once.

    Raises DomainError `not_rectifying`, `not_president`, and whatever `rectified.check_whole` finds missing.
    """
    contest = judge.contest
    row = reads.under_way(contest, lock=True)
    if row is not None and row.state == RectificationState.SIGNED:
        return row
    row = open_for(contest)
    _check_may_sign(judge, row)
    standing = rectified.standing_of(contest, row)
    rectified.check_whole(contest, row, standing)
    fix(row, recording.canonical(rectified.record_of(contest, row, standing)))
    row.signed_at, row.signed_by = at, judge
    move(row, RectificationState.SIGNED)
    db.session.flush()
    audit.record(
        judge.person, "judging:rectification:signed", contest, at, version=row.version, digest=row.digest
    )
    return row


def _check_may_sign(judge: Judge, row: Rectification) -> None:
    if judge.role != "president" and row.signer_id != judge.id:
        raise DomainError("not_president", _l("Only the jury's president signs the minutes."))


def unsign(judge: Judge, at: datetime) -> Rectification | None:
    """The signature is taken back, until the rectified result is published; twice is like once."""
    row = reads.under_way(judge.contest, lock=True)
    if row is None or row.state != RectificationState.SIGNED:
        return row
    _check_may_sign(judge, row)
    _unfix(row)
    move(row, RectificationState.OPEN)
    db.session.flush()
    audit.record(judge.person, "judging:rectification:unsigned", judge.contest, at, version=row.version)
    return row


def drop(actor: Any, contest: Contest, at: datetime) -> Rectification | None:
    """Nothing is put right after all: what was published stays as it is. Twice is like once."""
    row = reads.under_way(contest, lock=True)
    if row is None:
        return None
    _unfix(row)
    row.ended_at = at
    move(row, RectificationState.DROPPED)
    db.session.flush()
    audit.record(actor, "judging:rectification:dropped", contest, at, version=row.version)
    return row


def move(row: Rectification, to: RectificationState) -> None:
    """Bring a rectification to another state: the only place where its state changes."""
    if to not in RECTIFICATION_MOVES[RectificationState(row.state)]:
        raise DomainError(
            "no_such_move", _l("The rectification can't go there from where it stands. Look again.")
        )
    row.state = to


def fix(row: Rectification, record: str) -> None:
    """The record stands as it is from now on, with its fingerprint."""
    row.record, row.digest = record, recording.digest_of(record)


def _unfix(row: Rectification) -> None:
    row.record = row.digest = row.signed_at = None
    row.signed_by = None
