"""An application's timeline in words: what was published, where it is now, what comes next."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from msgspec import Struct

from eventhub.booths import phrases
from eventhub.booths.kinds import AppealOutcome
from eventhub.booths.models import Appeal, Application, ApplicationStep, WaitingMove
from eventhub.booths.states import ApplicationState
from eventhub.i18n import day, moment

LONG = "long"
"""A day by which to answer is written with its month, which nobody misreads."""
_S = ApplicationState
_PATH = (_S.SUBMITTED, _S.ELIGIBLE, _S.SELECTED, _S.CONFIRMED)
"""The usual way; what of it is still ahead is shown as to come."""
_AHEAD = {
    _S.DRAFT: _PATH,
    _S.SUBMITTED: _PATH[1:],
    _S.TO_COMPLETE: _PATH[1:],
    _S.ELIGIBLE: _PATH[2:],
    _S.SCORED: _PATH[2:],
    _S.WAITLISTED: _PATH[2:],
    _S.SELECTED: _PATH[3:],
    _S.ACCEPTED: _PATH[3:],
}
_REFUSED = {_S.INELIGIBLE, _S.REFUSED, _S.EXPIRED, _S.NO_SHOW}
_EXPECTED = {
    _S.SUBMITTED: "send",
    _S.ELIGIBLE: "check",
    _S.SELECTED: "stand",
    _S.CONFIRMED: "handshake",
}


def timeline_of(
    application: Application,
    steps: Sequence[ApplicationStep],
    moves: Sequence[WaitingMove] = (),
    appeal: Appeal | None = None,
) -> list[dict[str, Any]]:
    """Items of the component `timeline`; the last published step is where it stands now."""
    state = ApplicationState(application.published_state)
    dated = [(step.created_at, 0, _step(step)) for step in steps]
    dated += [(move.created_at, 1, _move(move)) for move in moves]
    if appeal is not None:
        dated += _appealed(appeal)
    items = [{"title": phrases.STEPS[_S.DRAFT], "state": "done", "at": moment(application.created_at)}]
    items += [item for _at, _order, item in sorted(dated, key=lambda each: each[:2])]
    if items[-1]["state"] == "done" and state in _AHEAD:
        items[-1]["state"] = "now"
    items[-1]["text"] = " ".join(filter(None, (items[-1].get("text"), _now(application, state))))
    ahead = _AHEAD.get(state, ())
    return items + [{"title": phrases.NEXT_STEPS[to], "state": "next", "icon": _EXPECTED[to]} for to in ahead]


def _step(step: ApplicationStep) -> dict[str, Any]:
    return {
        "title": phrases.STEPS[step.state],
        "state": "refused" if step.state in _REFUSED else "done",
        "at": moment(step.created_at),
        "text": step.note or "",
    }


def _appealed(appeal: Appeal) -> list[tuple[datetime, int, dict[str, Any]]]:
    """The appeal and, once there is one, its answer."""
    sent = {
        "title": _("You appealed"),
        "state": "done",
        "at": moment(appeal.created_at),
        "text": appeal.words,
    }
    found = [(appeal.created_at, 2, sent)]
    if appeal.answered_at is not None:
        is_kept = appeal.outcome == AppealOutcome.KEPT
        title = _("The decision was kept") if is_kept else _("Your file was taken up again")
        item = {
            "title": title,
            "state": "refused" if is_kept else "done",
            "at": moment(appeal.answered_at),
            "text": appeal.answer,
        }
        found.append((appeal.answered_at, -1, item))
    return found


def _move(move: WaitingMove) -> dict[str, Any]:
    """A step along the waiting list: from which number to which, and why."""
    return {
        "title": _("From number %(before)d to number %(after)d", before=move.from_rank, after=move.to_rank),
        "state": "done",
        "at": moment(move.created_at),
        "text": str(phrases.WAITING_CAUSES[move.cause]),
    }


def _now(application: Application, state: ApplicationState) -> str:
    """The sentence of the present step: rank, reason, deadline."""
    if state == _S.WAITLISTED and application.waiting_rank:
        return str(_("You are number %(rank)d on the list.", rank=application.waiting_rank))
    if state == _S.SELECTED and application.offer_expires_at:
        return str(_("Answer before %(moment)s.", moment=moment(application.offer_expires_at, LONG)))
    if state in (_S.REFUSED, _S.INELIGIBLE) and application.reason:
        return str(phrases.REASONS[application.reason])
    return ""


class Now(Struct, frozen=True):
    """What happens now: whose turn it is (you, organizer, nobody), what, and until when in words or empty."""

    who: str
    what: str
    by: str = ""


def now_for(application: Application, at: datetime) -> Now | None:
    """Whose turn it is, what there is to do and by when, from what is published; None when it is over."""
    state = ApplicationState(application.published_state)
    turn = _TURNS.get(state)
    if state == _S.DRAFT and application.call.closes_at <= at:
        return Now("nobody", _("The call has closed. Your draft can be read, but not sent any more."))
    if state == _S.ACCEPTED and application.call.fee:
        return Now("you", _("Pay the fee; the organizer then confirms your stand."))
    if turn is None:
        return None
    who, words = turn
    return Now(who, str(words), _until(application, state))


def _until(application: Application, state: ApplicationState) -> str:
    if state == _S.DRAFT:
        return str(moment(application.call.closes_at, LONG))
    if state == _S.SELECTED and application.offer_expires_at:
        return str(moment(application.offer_expires_at, LONG))
    return str(day(application.edition.starts_on)) if state == _S.CONFIRMED else ""


_STUDIED = _l("The committee studies the files and shares out the stands. You have nothing to do.")
_TURNS = {
    _S.DRAFT: ("you", _l("Finish it and send it.")),
    _S.SUBMITTED: ("organizer", _l("They check that your file is in order. You have nothing to do.")),
    _S.TO_COMPLETE: ("you", _l("Complete what the organizer asks for, then send it again.")),
    _S.ELIGIBLE: ("organizer", _STUDIED),
    _S.SCORED: ("organizer", _STUDIED),
    _S.SELECTED: ("you", _l("Accept the stand or decline it.")),
    _S.WAITLISTED: ("nobody", _l("If a stand becomes free and it is your turn, you are told at once.")),
    _S.ACCEPTED: ("organizer", _l("They confirm your participation. You have nothing to do.")),
    _S.CONFIRMED: ("you", _l("Be at your stand when the fair opens.")),
}
