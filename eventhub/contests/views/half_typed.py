"""What somebody had begun to say under a decision when they pressed another button of its form."""

from flask import request, session

from eventhub.contests.models import Idea

_WHERE = "half_typed"
_LONGEST = 500


def keep(idea: Idea) -> None:
    """Keep it for the next look at this idea, with this browser alone."""
    typed = {name: request.form.get(name, "").strip()[:_LONGEST] for name in ("part", "note", "reason")}
    if any(typed.values()):
        session[_WHERE] = [idea.public_id, typed]


def taken(idea: Idea) -> dict[str, str]:
    """What was kept for this idea, once."""
    about, typed = session.get(_WHERE, ("", {}))
    if about != idea.public_id:
        return {}
    del session[_WHERE]
    return dict(typed)
