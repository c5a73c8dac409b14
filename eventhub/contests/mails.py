"""Messages to those who entered an idea. Somebody without an e-mail address reads the page instead."""

from datetime import datetime
from typing import Any

from eventhub import mail
from eventhub.accounts.models import Person
from eventhub.contests.models import BankMessage, CoachingSession, Contest, Idea, IdeaAppeal, RulesVersion


def _send(name: str, idea: Idea, **more: Any) -> None:
    person = idea.person
    if person is not None and person.email:
        mail.send(name, person.email, person.language, idea=idea, contest=idea.contest, person=person, **more)


def idea_received(idea: Idea) -> None:
    """It arrived, under this number."""
    _send("idea_received", idea)


def idea_to_complete(idea: Idea) -> None:
    """One named thing is missing."""
    _send("idea_to_complete", idea)


def idea_refused(idea: Idea, appeal_until: datetime | None) -> None:
    """It is not admitted, why, and until when one may appeal (None: not at all)."""
    _send("idea_refused", idea, appeal_until=appeal_until)


def contest_cancelled(idea: Idea) -> None:
    """The contest it was entered in does not take place."""
    _send("contest_cancelled", idea)


def rules_changed(idea: Idea, version: RulesVersion) -> None:
    """The rules of the contest changed: why, and where to read what is new."""
    _send("rules_changed", idea, version=version)


def idea_results(idea: Idea) -> None:
    """The results are out: the place, the prize, the judges' comments."""
    _send("idea_results", idea)


def idea_corrected(idea: Idea, reason: str) -> None:
    """The published result was corrected: why, and that the old certificate no longer holds."""
    _send("idea_corrected", idea, reason=reason)


def idea_rectified(idea: Idea, reason: str, before: int | None) -> None:
    """The ranking was rectified and this idea's place or prize is another: why, and the place it had."""
    _send("idea_rectified", idea, reason=reason, before=before)


def idea_filed(idea: Idea) -> None:
    """An agent filed it in the entrant's name."""
    _send("idea_filed", idea)


def appeal_answered(appeal: IdeaAppeal) -> None:
    """The answer to an appeal."""
    _send("idea_appeal_answered", appeal.idea, appeal=appeal)


def idea_message(idea: Idea, words: str) -> None:
    """What the organizer writes."""
    _send("idea_message", idea, words=words)


def coaching(idea: Idea, session: CoachingSession, what: str) -> None:
    """A seat was booked, or the session `changed` or was `cancelled`."""
    _send("idea_coaching", idea, session=session, what=what)


def expert_named(person: Person, contest: Contest) -> None:
    """Somebody with an account may now offer coaching sessions."""
    if person.email:
        mail.send("expert_named", person.email, person.language, contest=contest, person=person)


def bank_message(message: BankMessage) -> None:
    """Somebody wrote about a project of the bank."""
    _send("bank_message", message.idea, message=message)


def bank_answer(message: BankMessage) -> None:
    """The owner's answer, to a writer who left an e-mail address; no address of the owner is in it."""
    if "@" in message.contact:
        idea = message.idea
        language = idea.person.language if idea.person is not None else "ar"
        mail.send("bank_answer", message.contact, language, idea=idea, message=message)
