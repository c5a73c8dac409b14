"""Messages to those who entered an idea. Somebody without an e-mail address reads the page instead."""

from eventhub import mail
from eventhub.contests.models import Idea


def _send(name: str, idea: Idea) -> None:
    person = idea.person
    if person is not None and person.email:
        mail.send(name, person.email, person.language, idea=idea, contest=idea.contest, person=person)


def idea_received(idea: Idea) -> None:
    """It arrived, under this number."""
    _send("idea_received", idea)


def idea_to_complete(idea: Idea) -> None:
    """One named thing is missing."""
    _send("idea_to_complete", idea)


def idea_refused(idea: Idea) -> None:
    """It is not admitted, and why."""
    _send("idea_refused", idea)


def idea_results(idea: Idea) -> None:
    """The results are out: the place, the prize, the judges' comments."""
    _send("idea_results", idea)
