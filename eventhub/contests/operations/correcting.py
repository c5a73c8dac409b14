"""Correcting a result after its publication: a new certificate, and the old one says that it was replaced."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from flask_babel import lazy_gettext as _l
from msgspec import Struct

from eventhub import audit
from eventhub.contests import mails, operations
from eventhub.contests.models import Contest, ReplacedCertificate, Result
from eventhub.contests.queries import grants
from eventhub.contests.states import ContestState, IdeaState
from eventhub.database import db, random_code
from eventhub.errors import DomainError
from eventhub.i18n import Texts

CODE_LENGTH = 12


class Corrected(Struct, frozen=True):
    """What the result is to say: title, owner by language; `prize` is a number of the contest's, or None."""

    title: Mapping[str, str]
    owner: Mapping[str, str]
    prize: int | None
    reason: str


def correct(actor: Any, contest: Contest, result: Result, said: Corrected, at: datetime) -> Result:
    """Say a published result otherwise: its title, its owner's name, its prize; never its place.

    A place follows from the sheets: what was wrong there, a rectification of the ranking puts right. The old
    certificate's code stays known as replaced, the owner is told, the reason is public.

    Raises DomainError `not_published`, `no_reason`, `nothing_changed`, `money_moved`.
    """
    if contest.state != ContestState.PUBLISHED or result.certificate_code is None:
        raise DomainError("not_published", _l("Only a published result is corrected here."))
    if not (reason := said.reason.strip()[:300]):
        raise DomainError("no_reason", _l("Say what was wrong: everybody reads it."), field="reason")
    title, owner, prize = _wanted(contest, result, said)
    before = {
        "title": _words(result.title),
        "owner": _words(result.owner_name),
        "prize": _words(result.prize),
    }
    if before == {"title": title, "owner": owner, "prize": prize}:
        raise DomainError("nothing_changed", _l("Nothing is different from what is published."))
    if prize != before["prize"]:
        give_prize(result, prize, at)
    db.session.add(
        ReplacedCertificate(
            idea_id=result.idea_id,
            result_id=result.id,
            code=result.certificate_code,
            said=before,
            reason=reason,
            replaced_by_id=actor.id,
            created_at=at,
        )
    )
    result.title_corrected = Texts(title) if title != _words(result.idea.title) else None
    result.owner_corrected = Texts(owner) if owner != _words(result.idea.owner_name) else None
    result.certificate_code = random_code(CODE_LENGTH)
    db.session.flush()
    audit.record(actor, "contests:idea:corrected", result.idea, at, reason=reason, before=before)
    mails.idea_corrected(result.idea, reason)
    return result


def _words(text: Mapping[str, str] | None) -> dict[str, str]:
    """A text by language, without those that are empty."""
    return {code: words for code, words in (text or {}).items() if words}


def _wanted(
    contest: Contest, result: Result, said: Corrected
) -> tuple[dict[str, str], dict[str, str], dict[str, str]]:
    """Title, owner and prize (nothing for none) as asked; a language left empty stays as it is."""
    title = {**_words(result.title), **_words(said.title)}
    owner = {**_words(result.owner_name), **_words(said.owner)}
    is_known = said.prize is not None and 0 <= said.prize < len(contest.prizes)
    prize = contest.prizes[said.prize]["name"] if is_known and said.prize is not None else None
    return title, owner, _words(prize)


def check_no_money(result: Result) -> None:
    """Refuse to take a prize away whose money is already followed: that must be settled first."""
    grant = grants.grant_to(result.idea)
    if grant is not None and grant.entries:
        sentence = _l(
            "Money was already recorded for the prize of idea %(number)s: take those payments back first.",
            number=result.idea.code,
        )
        raise DomainError("money_moved", sentence, field="prize")


def give_prize(result: Result, prize: Mapping[str, str] | None, at: datetime) -> None:
    """Another prize, or none; the idea's state follows. Raises DomainError `money_moved`."""
    if _words(result.prize) != _words(prize):
        check_no_money(result)
        grant = grants.grant_to(result.idea)
        if grant is not None:
            db.session.delete(grant)
        result.prize = Texts(dict(prize)) if prize else None
    to = IdeaState.WINNER if prize else IdeaState.RANKED
    if result.idea.state != to:
        operations.move_idea(result.idea, to, at)
