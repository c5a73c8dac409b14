"""The demo's contests lived in: rules published, versions, appeals, coaching, the bank, grants."""

from datetime import datetime, timedelta
from typing import Any

from werkzeug.datastructures import FileStorage

from eventhub import clock, storage
from eventhub.accounts.models import Role
from eventhub.accounts.roles import RoleName
from eventhub.contests import drafts, queries
from eventhub.contests.kinds import AppealOutcome, BookingState, FileKind, GrantEntryKind
from eventhub.contests.models import (
    BankMessage,
    CoachingBooking,
    CoachingSession,
    Contest,
    Funder,
    Idea,
    IdeaAppeal,
    IdeaMessage,
    IdeaVersion,
    ModelSheet,
)
from eventhub.contests.operations import granting, rules, twins
from eventhub.contests.states import ContestState, IdeaState, RefusalReason
from eventhub.database import db
from eventhub.demo import contest_rules as words
from eventhub.demo.contests import happened
from eventhub.demo.pictures import attach, picture
from eventhub.demo.sounds import melody
from eventhub.demo.world import World
from eventhub.i18n import Texts

OPEN = "odco-beni-mellal"


def fill(world: World) -> None:
    """After the juries have worked."""
    for contest in world.contests.values():
        _publish_rules(world, contest)
    _make_twins(world)
    _write_versions(world)
    _appeal(world)
    _coach(world)
    _fill_bank(world)
    _grant(world)
    _help(world)
    db.session.flush()


def _of(world: World, slug: str, *states: IdeaState) -> list[Idea]:
    query = db.session.query(Idea).filter(Idea.contest_id == world.contests[slug].id, Idea.state.in_(states))
    return list(query.order_by(Idea.number))


def _own(world: World, slug: str) -> list[Idea]:
    """The ideas of the demo's cooperative in a contest."""
    person = world.people["cooperative"]
    return [idea for idea in queries.ideas_of(person.id) if idea.contest_id == world.contests[slug].id]


def _publish_rules(world: World, contest: Contest) -> None:
    if contest.state == ContestState.PREPARATION:
        return
    actor, closes_at = world.people["organizer"], contest.closes_at
    if contest.slug == OPEN:
        contest.closes_at = closes_at - timedelta(days=7)
    rules.publish_rules(actor, contest, None, contest.opens_at)
    if contest.slug == OPEN:
        contest.closes_at = closes_at
        rules.publish_rules(actor, contest, words.LONGER, contest.opens_at + timedelta(days=9))


def _make_twins(world: World) -> None:
    """Two ideas of the open contest are one, entered by two of a family; two others only look like one."""
    ours = {idea.id for idea in _own(world, OPEN)}
    sent = [idea for idea in _of(world, OPEN, IdeaState.SUBMITTED) if idea.id not in ours]
    for one, other in (sent[2:4], sent[5:7]):
        other.title = Texts({name: f"{words.AGAIN[name]} {title}" for name, title in one.title.items()})
        other.sector, other.answers, other.summary = one.sector, dict(one.answers), one.summary
        other.refold()
    actor = world.people["organizer"]
    twins.tell_apart(actor, sent[5], sent[6], world.at(world.today - timedelta(days=1), 15))
    db.session.flush()


def _write_versions(world: World) -> None:
    """Sent ideas of the open contest have the version they were sent as; some were corrected since."""
    sent_states = (IdeaState.SUBMITTED, IdeaState.TO_COMPLETE, IdeaState.ELIGIBLE)
    for place, idea in enumerate(_of(world, OPEN, *sent_states)):
        now = drafts.content_of(idea)
        sent = idea.submitted_at or clock.now()
        is_changed = place % 3 == 0 or idea in _own(world, OPEN)
        before = now | {"need": str(now["need"]).rsplit(" ", 6)[0] + ".", "line_price_1": 1_200_000}
        rows = [before, now] if is_changed else [now]
        db.session.add_all(
            IdeaVersion(
                idea_id=idea.id,
                number=number,
                content=content,
                person_id=idea.person_id,
                created_at=happened(sent + timedelta(hours=30 * (number - 1))),
            )
            for number, content in enumerate(rows, start=1)
        )


def _appeal(world: World) -> None:
    """One appeal waits for its answer, one was answered; the organizer wrote to some owners."""
    organizer = world.people["organizer"]
    for slug, answered in (("odco-draa", False), ("odco-demo", True)):
        idea = _of(world, slug, IdeaState.INELIGIBLE)[0]
        idea.reason = RefusalReason.OUT_OF_TERRITORY
        idea.screened_at = min(idea.screened_at or clock.now(), clock.now() - timedelta(days=2))
        at = idea.screened_at + timedelta(days=1)
        row = IdeaAppeal(
            idea_id=idea.id,
            organizer_id=idea.organizer_id,
            words=words.APPEAL,
            reason=idea.reason,
            created_at=at,
        )
        if answered:
            row.outcome, row.answer = AppealOutcome.KEPT, words.APPEAL_ANSWERED
            row.answered_at, row.answered_by_id = at + timedelta(hours=20), organizer.id
        db.session.add(row)
    for idea in _of(world, OPEN, IdeaState.TO_COMPLETE):
        db.session.add(
            IdeaMessage(
                idea_id=idea.id,
                organizer_id=idea.organizer_id,
                author_id=organizer.id,
                sending_id="demo-reminder",
                words=words.TO_OWNERS,
                created_at=world.at(world.today - timedelta(days=1), 10),
            )
        )


def _coach(world: World) -> None:
    """A session that was held and reported, one with seats left, one full, one called off."""
    contest = world.contests[OPEN]
    others = _of(world, OPEN, IdeaState.ELIGIBLE, IdeaState.SUBMITTED)
    own = [idea for idea in _own(world, OPEN) if idea.state == IdeaState.TO_COMPLETE]
    for place, (days, hour, minutes, seats, title, expert, where, link) in enumerate(words.SESSIONS):
        row = CoachingSession(
            contest_id=contest.id,
            organizer_id=contest.organizer_id,
            title=title,
            expert=expert,
            starts_at=world.at(world.today + timedelta(days=days), hour),
            minutes=minutes,
            capacity=seats,
            place=where,
            link=link,
            cancelled_at=world.at(world.today - timedelta(days=1), 9)
            if place == len(words.SESSIONS) - 1
            else None,
        )
        db.session.add(row)
        db.session.flush()
        booked = [own[:1] + others[:2], own[:1] + others[2:3], others[3:4], others[4:6]][place]
        for number, idea in enumerate(booked):
            held = BookingState.ATTENDED if number != 1 else BookingState.ABSENT
            state = held if days < 0 else BookingState.BOOKED
            note = words.NOTE if state == BookingState.ATTENDED else None
            db.session.add(CoachingBooking(session_id=row.id, idea_id=idea.id, state=state, note=note))


def _fill_bank(world: World) -> None:
    """Funders, models, pictures of projects, letters to the demo's own project."""
    odco = world.organizers["odco"]
    for funder in words.FUNDERS:
        db.session.add(Funder(organizer_id=odco.id, is_published=True, **funder))
    hidden = {**words.FUNDERS[2], "name": {"ar": "ممول قيد الدراسة", "fr": "Financeur à l'étude"}}
    db.session.add(Funder(organizer_id=odco.id, is_published=False, **hidden))
    for model in words.MODELS:
        lines = [
            {"what": what, "quantity": many, "price": price} for what, many, price in model["budget_lines"]
        ]
        db.session.add(
            ModelSheet(organizer_id=odco.id, is_published=True, **{**model, "budget_lines": lines})
        )
    shown = [
        idea for slug in ("odco-fes-meknes-2025", "khenifra-jeunes-2025") for idea in _banked(world, slug)
    ]
    for place, idea in enumerate(shown[:6]):
        attach(idea, FileKind.PHOTO, storage.keep(picture(place, idea.sector), "photo.png"))
    for idea in _own(world, "khenifra-jeunes-2025"):
        idea.in_bank = True
        attach(idea, FileKind.PHOTO, storage.keep(picture(3), "photo.png"))
        attach(idea, FileKind.VOICE, storage.keep_recording(melody(), "voix.wav"))
        _write_letters(world, idea)


def _banked(world: World, slug: str) -> list[Idea]:
    return [idea for idea in _of(world, slug, IdeaState.WINNER, IdeaState.RANKED) if idea.in_bank]


def _write_letters(world: World, idea: Idea) -> None:
    for days, (name, contact, said, answer) in enumerate(words.LETTERS, start=2):
        at = world.at(world.today - timedelta(days=days), 11)
        db.session.add(
            BankMessage(
                idea_id=idea.id,
                name=name,
                contact=contact,
                words=said,
                consented_at=at,
                created_at=at,
                answer=answer,
                answered_at=at + timedelta(hours=5) if answer else None,
            )
        )


def _grant(world: World) -> None:
    """Winners of Fès-Meknès: one grant used with proof, one paid in part, one not paid yet."""
    contest, actor = world.contests["odco-fes-meknes-2025"], world.people["organizer"]
    begins = contest.published_at or clock.now()
    grants = granting.award(actor, contest, begins)
    db.session.flush()
    for grant, paid, used in zip(grants, (1.0, 0.5, 0.0), (1.0, 0.25, 0.0), strict=False):
        entries = ((GrantEntryKind.PAID, paid, 30), (GrantEntryKind.USED, used, 75))
        for kind, share, days in entries:
            if share:
                _record(actor, grant, kind, int(grant.amount * share), begins + timedelta(days=days))


def _record(actor: Any, grant: Any, kind: GrantEntryKind, amount: int, at: datetime) -> None:
    is_use = kind == GrantEntryKind.USED
    proof = FileStorage(picture(1), filename="facture.png") if is_use else None
    said = granting.Said(
        kind,
        amount,
        at.date(),
        "Facture : équipement et installation" if is_use else "Virement n° 2025/118",
        f"demo-{kind.value}",
        proof,
    )
    granting.record(actor, grant, said, at)


def _help(world: World) -> None:
    """The demo's agent helps entrants of the open contest, and filed one idea."""
    agent, contest = world.people["agent"], world.contests[OPEN]
    db.session.add(Role(person_id=agent.id, organizer_id=contest.organizer_id, name=RoleName.FIELD_AGENT))
    for idea in _of(world, OPEN, IdeaState.SUBMITTED):
        if idea.person is not None and idea.cooperative_id is None:
            idea.filed_by_id = agent.id
            idea.person.phone = "+212661000091"
            return
