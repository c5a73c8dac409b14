"""The demo's expert with a page of their own: sessions to come, to report, held, called off."""

from datetime import timedelta

from eventhub.accounts.models import Person, Role
from eventhub.accounts.roles import RoleName
from eventhub.contests.kinds import BookingState
from eventhub.contests.models import CoachingBooking, CoachingSession, Contest, Idea
from eventhub.contests.states import IdeaState
from eventhub.database import db
from eventhub.demo.contest_life import OPEN
from eventhub.demo.world import World

NEW = "odco-draa"
"""Where the expert was just named and offers nothing yet."""
NAME = "Driss Ouhmad, formateur"
PLACE = "Maison de l'artisan, Béni Mellal"
NOTE = "العرض واضح. يبقى اختصار التقديم والبدء بحاجة الزبون قبل ذكر المنتوج."
BECAUSE = "أعتذر: دُعيت إلى لجنة في اليوم نفسه. أعرض عليكم حصة أخرى في الأسبوع المقبل."
SESSIONS = (
    (-9, 9, 90, 3, {"ar": "الاستماع إلى الزبون الأول", "fr": "Écouter son premier client"}, None),
    (-1, 14, 60, 3, {"ar": "تقديم المشروع أمام لجنة", "fr": "Présenter son projet à un jury"}, None),
    (4, 10, 60, 4, {"ar": "صور المنتوج بالهاتف", "fr": "Photographier ses produits au téléphone"}, BECAUSE),
)
"""Days from today, hour, minutes, seats, subject, why it was called off."""


def fill(world: World) -> None:
    """The expert is named, gives one of the first contest's sessions already, and three more."""
    expert, contest = world.people["expert"], world.contests[OPEN]
    scope = {"organizer_id": contest.organizer_id, "contest_id": contest.id}
    named = [scope, {**scope, "contest_id": world.contests[NEW].id}]
    db.session.add_all(Role(person_id=expert.id, name=RoleName.EXPERT, **each) for each in named)
    db.session.query(CoachingSession).filter_by(contest_id=contest.id, expert=NAME).update(
        {"expert_id": expert.id}
    )
    states = (IdeaState.ELIGIBLE, IdeaState.SUBMITTED)
    ideas = db.session.query(Idea).filter(Idea.contest_id == contest.id, Idea.state.in_(states))
    booked = list(ideas.order_by(Idea.number).limit(3))
    for days, hour, minutes, seats, title, because in SESSIONS:
        row = CoachingSession(
            **scope,
            title=title,
            expert=NAME,
            expert_id=expert.id,
            starts_at=world.at(world.today + timedelta(days=days), hour),
            minutes=minutes,
            capacity=seats,
            place=PLACE,
            cancelled_at=world.at(world.today - timedelta(days=1), 9) if because else None,
            cancelled_because=because,
        )
        db.session.add(row)
        db.session.flush()
        is_told = days == SESSIONS[0][0]
        for number, idea in enumerate(booked):
            told = BookingState.ATTENDED if number else BookingState.ABSENT
            state, note = (told, NOTE if number == 1 else None) if is_told else (BookingState.BOOKED, None)
            db.session.add(CoachingBooking(session_id=row.id, idea_id=idea.id, state=state, note=note))
    db.session.flush()


def held_before(world: World, contest: Contest, expert: Person, idea: Idea) -> None:
    """A session that somebody who judges now gave while the contest was open: the jury's plan minds it."""
    row = CoachingSession(
        contest_id=contest.id,
        organizer_id=contest.organizer_id,
        title={"ar": "احتساب كلفة المنتوج", "fr": "Calculer le coût de son produit"},
        expert=expert.name.get("fr", ""),
        expert_id=expert.id,
        starts_at=world.at(world.today - timedelta(days=30), 10),
        minutes=90,
        capacity=3,
        place="Maison de la coopération, Marrakech",
    )
    db.session.add(row)
    db.session.flush()
    db.session.add(CoachingBooking(session_id=row.id, idea_id=idea.id, state=BookingState.ATTENDED))
    db.session.flush()
