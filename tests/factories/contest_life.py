"""Rows of what surrounds an idea: files, coaching, the bank of projects, grants."""

import io
from datetime import datetime, timedelta
from typing import Any

from eventhub import storage
from eventhub.contests.models import (
    BankMessage,
    CoachingSession,
    Contest,
    Funder,
    Grant,
    GrantEntry,
    Idea,
    IdeaAppeal,
    IdeaFile,
    ModelSheet,
)
from eventhub.database import db, random_code
from tests.factories.contests import AT, JUDGING_AT

SOUND = b"RIFF\x24\x00\x00\x00WAVEfmt " + bytes(32)
"""The beginning of a recording, which is all that is looked at."""


def saved(row: Any) -> Any:
    """The row, with its id."""
    db.session.add(row)
    db.session.flush()
    return row


def a_session_of_coaching(contest: Contest, at: datetime = JUDGING_AT, **fields: Any) -> CoachingSession:
    """A session tomorrow, for two ideas."""
    known = {"title": {"ar": "الكلفة"}, "expert": "Naïma", "minutes": 90, "capacity": 2, "place": "Souk"}
    owner = {"contest_id": contest.id, "organizer_id": contest.organizer_id}
    return saved(CoachingSession(**{**owner, "starts_at": at + timedelta(days=1), **known, **fields}))


def a_funder(organizer_id: int, **fields: Any) -> Funder:
    """A funder that everybody may read of, who looks for anything."""
    empty: dict[str, Any] = {name: [] for name in ("sectors", "regions", "helps", "stages")}
    known = {"name": {"ar": "ممول"}, "is_published": True, **empty}
    return saved(Funder(organizer_id=organizer_id, **{**known, **fields}))


def a_model(organizer_id: int, **fields: Any) -> ModelSheet:
    """A published model of a dairy."""
    line = {"what": {"fr": "Cuve"}, "quantity": 2, "price": 150_000}
    answers = {"need": {"fr": "Le lait se perd."}, "solution": {"fr": "Une petite fromagerie."}}
    known = {"title": {"fr": "Fromagerie"}, "sector": "dairy", "answers": answers, "budget_lines": [line]}
    return saved(ModelSheet(organizer_id=organizer_id, **{**known, "is_published": True, **fields}))


def a_grant(idea: Idea, amount: int = 100_000) -> Grant:
    """What a winner was awarded, in centimes."""
    owner = {"contest_id": idea.contest_id, "organizer_id": idea.organizer_id, "idea_id": idea.id}
    return saved(Grant(amount=amount, **owner))


def an_appeal(idea: Idea) -> IdeaAppeal:
    """An appeal that waits for its answer."""
    owner = {"idea_id": idea.id, "organizer_id": idea.organizer_id}
    return saved(IdeaAppeal(words="Regardez encore.", reason="duplicate", created_at=AT, **owner))


def contest_life_of(contest: Contest, idea: Idea) -> dict[str, Any]:
    """One of each for an idea, by the names that addresses use."""
    idea.in_bank = True
    stored = storage.keep_recording(io.BytesIO(SOUND), "voix.wav")
    message = BankMessage(idea_id=idea.id, name="Acheteur", contact="a@b.ma", words="?", consented_at=AT)
    grant = a_grant(idea)
    entry = GrantEntry(
        grant_id=grant.id, kind="paid", amount=1, on=AT.date(), words="x", entry_id=random_code()
    )
    return {
        "idea_file": saved(IdeaFile(idea_id=idea.id, file_id=stored.id, kind="voice")),
        "coaching_session": a_session_of_coaching(contest),
        "funder": a_funder(contest.organizer_id),
        "model_sheet": a_model(contest.organizer_id, is_published=False),
        "bank_message": saved(message),
        "grant": grant,
        "grant_entry": saved(entry),
    }
