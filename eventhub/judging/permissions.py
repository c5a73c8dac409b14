"""Who may do what in judging: organizers run the jury, judges fill their own sheets, entrants read theirs."""

from enum import StrEnum
from typing import Any

from eventhub import permissions
from eventhub.accounts.predicates import any_of, is_organizer, is_signed_in
from eventhub.contests.kinds import FileKind
from eventhub.contests.permissions import is_readable, owns_idea
from eventhub.contests.states import ContestState, IdeaState
from eventhub.judging import queries
from eventhub.judging.queries import aside, photos, recordings, rectifying, room

TALKING = (ContestState.DELIBERATION, ContestState.PUBLISHED)
"""When a jury's room is open, with every idea in it."""


class Permission(StrEnum):
    """What can be done here."""

    RUN_JURY = "judging:run_jury"
    SEE_RANKING = "judging:see_ranking"
    PUBLISH = "judging:publish"
    SEE_DESK = "judging:see_desk"
    JUDGE = "judging:judge"
    FILL_SHEET = "judging:fill_sheet"
    SEE_PHOTO = "judging:see_photo"
    HEAR = "judging:hear"
    SYNC = "judging:sync"
    PREPARE = "judging:prepare"
    WATCH = "judging:watch"
    DECLARE = "judging:declare"
    CALIBRATE = "judging:calibrate"
    PRACTISE = "judging:practise"
    TYPE_PAPER = "judging:type_paper"
    SEE_ROOM = "judging:see_room"
    KEEP_ROOM = "judging:keep_room"
    VOTE = "judging:vote"
    SIGN = "judging:sign"
    RECTIFY = "judging:rectify"
    VOTE_AS_PUBLIC = "judging:vote_as_public"
    READ_FEEDBACK = "judging:read_feedback"


def sits_on_jury(actor: Any, contest: Any) -> bool:
    """Has an active seat on the contest's jury."""
    return queries.judge_of(actor.id, contest.id) is not None


def presides(actor: Any, contest: Any) -> bool:
    """Is the president of the contest's jury."""
    judge = queries.judge_of(actor.id, contest.id)
    return judge is not None and judge.role == "president"


def signs(actor: Any, contest: Any) -> bool:
    """Presides the contest's jury, or was named to sign in the president's place."""
    judge = queries.judge_of(actor.id, contest.id)
    if judge is None or judge.role == "president":
        return judge is not None
    rectification = rectifying.under_way(contest)
    if rectification is not None:
        return rectification.signer_id == judge.id
    deliberation = room.deliberation_of(contest)
    return deliberation is not None and deliberation.signer_id == judge.id


def owns_sheet(actor: Any, sheet: Any) -> bool:
    """The sheet is the actor's own; nobody else, not even an organizer, writes in it."""
    return actor.id is not None and bool(sheet.judge.person_id == actor.id)


def sees_photo(actor: Any, file: Any) -> bool:
    """Judges the idea of this photo, or takes part in the talk about it; in a jury that sees photos."""
    return file.kind == FileKind.PHOTO and _reads_idea(actor, file) and photos.are_shown(file.idea.contest)


def hears(actor: Any, file: Any) -> bool:
    """The same for a voice note or a film, in a jury that knows the names."""
    is_heard = file.kind in recordings.HEARD and recordings.are_heard(file.idea.contest)
    return is_heard and _reads_idea(actor, file)


def _reads_idea(actor: Any, file: Any) -> bool:
    contest = file.idea.contest
    is_in_room = contest.state in TALKING and (is_organizer(actor, contest) or sits_on_jury(actor, contest))
    is_in_room = is_in_room and not aside.is_aside(actor.id, file.idea_id)
    return bool(is_in_room or photos.judges_idea(actor.id, file))


def reads_feedback(actor: Any, idea: Any) -> bool:
    """Entered the idea, and its results are published."""
    return idea.state in (IdeaState.RANKED, IdeaState.WINNER) and owns_idea(actor, idea)


POLICY = {
    Permission.RUN_JURY: is_organizer,
    Permission.SEE_RANKING: is_organizer,
    Permission.PUBLISH: is_organizer,
    Permission.SEE_DESK: is_signed_in,
    Permission.JUDGE: sits_on_jury,
    Permission.FILL_SHEET: owns_sheet,
    Permission.SEE_PHOTO: sees_photo,
    Permission.HEAR: hears,
    Permission.SYNC: is_signed_in,
    Permission.PREPARE: is_organizer,
    Permission.WATCH: is_organizer,
    Permission.DECLARE: sits_on_jury,
    Permission.CALIBRATE: is_organizer,
    Permission.PRACTISE: sits_on_jury,
    Permission.TYPE_PAPER: is_organizer,
    Permission.SEE_ROOM: any_of(is_organizer, sits_on_jury),
    Permission.KEEP_ROOM: any_of(is_organizer, presides),
    Permission.VOTE: sits_on_jury,
    Permission.SIGN: signs,
    Permission.RECTIFY: is_organizer,
    Permission.VOTE_AS_PUBLIC: is_readable,
    Permission.READ_FEEDBACK: reads_feedback,
}

permissions.declare(POLICY)
