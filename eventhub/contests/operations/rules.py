"""Rules as published: a first version when a contest opens, then one with its reason for each change."""

from datetime import date, datetime
from typing import Any

from flask_babel import lazy_gettext as _l

from eventhub import audit
from eventhub.contests import mails
from eventhub.contests.models import Contest, RulesVersion
from eventhub.contests.queries import living_ideas
from eventhub.contests.queries import rules as reads
from eventhub.database import db
from eventhub.errors import DomainError

BINDING = (
    "place_codes",
    "entrant_kinds",
    "sectors",
    "categories",
    "eligibility",
    "closes_at",
    "judging_ends_at",
    "criteria",
    "prizes",
    "heat_rule",
    "goes_through",
    "quotas",
    "is_blind",
    "sheets_per_idea",
    "stages",
    "sheets_first",
    "sheets_second",
    "second_share",
    "appeal_days",
)
"""Settings that an entrant relies on: frozen once the contest is announced, changed only in the open."""
WORDS = ("rules", "method")


def bound(contest: Contest) -> dict[str, Any]:
    """The settings that bind, ready for JSON."""
    return {name: _plain(getattr(contest, name)) for name in BINDING}


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, datetime | date) else value


def changed_parts(contest: Contest) -> list[str]:
    """What differs from the version that everybody reads; all of it when there is none."""
    last = reads.last_version(contest)
    if last is None:
        return [*BINDING, *WORDS]
    now = bound(contest)
    parts = [name for name in BINDING if last.settings.get(name) != now[name]]
    return parts + [
        name for name in WORDS if dict(getattr(contest, name) or {}) != dict(getattr(last, name) or {})
    ]


def publish_rules(actor: Any, contest: Contest, reason: str | None, at: datetime) -> RulesVersion | None:
    """Keep the rules as they are now, for everybody; None when nothing has changed.

    Those who entered, or began to, are told of any but the first version: they rely on what they had read.
    Raises no_reason for any but the first version without words on why.
    """
    last = reads.last_version(contest)
    if last is not None and not changed_parts(contest):
        return None
    words = (reason or "").strip()[:300]
    if last is not None and not words:
        raise DomainError(
            "no_reason",
            _l("The contest is announced: say why its rules change. Everybody reads the reason."),
            field="reason",
        )
    row = RulesVersion(
        contest_id=contest.id,
        organizer_id=contest.organizer_id,
        number=1 if last is None else last.number + 1,
        rules=contest.rules,
        method=contest.method,
        settings=bound(contest),
        reason=words if last is not None else None,
        published_at=at,
    )
    db.session.add(row)
    db.session.flush()
    audit.record(actor, "contests:contest:rules_published", contest, at, version=row.number)
    for idea in living_ideas(contest) if last is not None else ():
        mails.rules_changed(idea, row)
    return row
