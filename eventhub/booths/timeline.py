"""An application's timeline in words: what was published, where it is now, what comes next."""

from collections.abc import Sequence
from typing import Any

from flask_babel import gettext as _

from eventhub.booths import phrases
from eventhub.booths.models import Application, ApplicationStep, WaitingMove
from eventhub.booths.states import ApplicationState
from eventhub.i18n import moment

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
    application: Application, steps: Sequence[ApplicationStep], moves: Sequence[WaitingMove] = ()
) -> list[dict[str, Any]]:
    """Items of the component `timeline`; the last published step is where it stands now."""
    state = ApplicationState(application.published_state)
    dated = [(step.created_at, 0, _step(step)) for step in steps]
    dated += [(move.created_at, 1, _move(move)) for move in moves]
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
        return str(_("Answer before %(moment)s.", moment=moment(application.offer_expires_at)))
    if state in (_S.REFUSED, _S.INELIGIBLE) and application.reason:
        return str(phrases.REASONS[application.reason])
    return ""
