"""The demo's volunteers: past shifts with attendance, today's, full ones with a line, short, empty ones."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

from eventhub import clock
from eventhub.database import db, random_code
from eventhub.demo import names
from eventhub.demo.visitors_days import write_rows
from eventhub.demo.world import World
from eventhub.fairs.models import Edition
from eventhub.folding import fold
from eventhub.i18n import Texts
from eventhub.volunteers import operations
from eventhub.volunteers.consent import VERSION, sentence
from eventhub.volunteers.models import Volunteer, VolunteerShift, VolunteerTask, VolunteerTurn
from eventhub.volunteers.operations import Hours
from eventhub.volunteers.states import HOLDING, TaskKind, TurnState, minutes_of

FAIRS = {"khenifra-demo": 58, "khenifra-2025": 46}
"""How many volunteers each has."""
TASKS: tuple[tuple[TaskKind, Texts, Texts, tuple[Hours, ...]], ...] = (
    (
        TaskKind.WELCOME,
        Texts(ar="استقبال الزوار وإرشادهم", fr="Accueil et orientation", en="Welcome and guidance"),
        Texts(
            ar="خيمة الاستقبال، قرب المدخل الرئيسي",
            fr="Tente d’accueil, entrée principale",
            en="Welcome tent",
        ),
        (Hours(time(9, 30), time(14), 5), Hours(time(14), time(18), 4), Hours(time(18), time(22, 15), 6)),
    ),
    (
        TaskKind.GATES,
        Texts(ar="البوابات وقراءة الشارات", fr="Entrées et lecture des badges", en="Gates and badges"),
        Texts(ar="البوابة أ", fr="Porte A", en="Gate A"),
        (Hours(time(9, 30), time(15, 30), 4, 18), Hours(time(15, 30), time(22, 15), 5, 18)),
    ),
    (
        TaskKind.STANDS,
        Texts(
            ar="مساعدة العارضات في الأروقة", fr="Aide aux exposantes sur les stands", en="Help at the stands"
        ),
        Texts(ar="مكتب العارضين", fr="Bureau des exposants", en="Exhibitors’ office"),
        (Hours(time(10), time(14), 6), Hours(time(16), time(20), 6)),
    ),
    (
        TaskKind.PARKING,
        Texts(ar="موقف السيارات والولوج", fr="Parking et accès", en="Parking and access"),
        Texts(ar="مدخل الموقف", fr="Entrée du parking", en="Car park entrance"),
        (Hours(time(9), time(15), 3, 18), Hours(time(15), time(22), 4, 18)),
    ),
    (
        TaskKind.FIRST_AID,
        Texts(ar="الإسعافات الأولية", fr="Premiers secours", en="First aid"),
        Texts(ar="نقطة الهلال الأحمر", fr="Poste du Croissant-Rouge", en="Red Crescent post"),
        (Hours(time(10), time(16), 2, 18), Hours(time(16), time(22), 2, 18)),
    ),
    (
        TaskKind.CHILDREN,
        Texts(ar="فضاء الأطفال", fr="Espace enfants", en="Children’s corner"),
        Texts(ar="الفضاء المظلل وراء المنصة", fr="Espace ombragé derrière la scène", en="Behind the stage"),
        (Hours(time(15), time(20), 4, 16),),
    ),
)
ABOUT = Texts(
    ar="تقدم لكم وجبة وقميص المتطوعين. تعالوا قبل الموعد بربع ساعة وببطاقة التعريف الوطنية.",
    fr="Un repas et le gilet de bénévole vous sont remis. Venez un quart d’heure avant, avec votre CIN.",
    en="You get a meal and a volunteer’s vest. Come a quarter of an hour early, with your identity card.",
)
_S = TurnState


def fill(world: World) -> None:
    """Volunteers of the running fair in every state, and those of the one before it."""
    for slug, people in FAIRS.items():
        edition = world.editions.get(slug)
        if edition is not None:
            _fill_edition(world, edition, people)


def _fill_edition(world: World, edition: Edition, people: int) -> None:
    made_at = min(clock.now(), world.at(edition.starts_on, 9)) - timedelta(days=40)
    actor = world.people.get("organizer")
    values = {"is_open": _is_open(edition), "about": ABOUT, "phone": "+212535586421"}
    operations.save_setting(actor, edition, values, made_at)
    shifts: list[VolunteerShift] = []
    for task_values in _tasks():
        hours = task_values.pop("hours")
        task = operations.save_task(actor, edition, None, task_values, made_at)
        for each in hours:
            shifts += operations.add_shifts(actor, task, edition.day_list, each, made_at)
    before = [edition.starts_on - timedelta(days=1)]
    shifts += operations.add_shifts(actor, _setting_up(actor, edition, made_at), before, _EARLY, made_at)
    _give_places(
        world, sorted(shifts, key=lambda each: each.starts_at), _people(world, edition, people, made_at)
    )


_EARLY = Hours(time(8), time(17), 8, 18)


def _setting_up(actor: Any, edition: Edition, at: datetime) -> VolunteerTask:
    name = Texts(ar="تركيب الخيام وتهيئة الساحة", fr="Montage des tentes", en="Setting up the tents")
    where = Texts(ar="وسط الساحة", fr="Au milieu de la place", en="Middle of the square")
    values = {"kind": TaskKind.SETTING_UP.value, "name": name, "about": None, "meet_at": where}
    return operations.save_task(actor, edition, None, values, at)


def _is_open(edition: Edition) -> bool:
    """The running fair still looks for people."""
    return edition.slug == "khenifra-demo"


def _tasks() -> list[dict[str, Any]]:
    return [
        {"kind": kind.value, "name": name, "about": None, "meet_at": where, "hours": hours}
        for kind, name, where, hours in TASKS
    ]


def _people(world: World, edition: Edition, count: int, at: datetime) -> Sequence[int]:
    """Invented young people of the province, some with an address, all with a phone."""
    words = sentence(str(edition.organizer.name), edition.data_kept_until.isoformat(), "ar")
    rows: list[dict[str, Any]] = []
    for number in range(count):
        given, family = world.rng.choice(names.WOMEN + names.MEN), world.rng.choice(names.FAMILIES)
        name = f"{given[number % 4 == 0]} {family[number % 4 == 0]}"
        phone = f"+2126{61000000 + number * 7919 + edition.id * 131:08d}"
        born = date(edition.starts_on.year - 17 - number % 14, 1 + number % 12, 1 + number % 28)
        signed_at = at + timedelta(hours=9 * number)
        rows.append(
            {
                "public_id": random_code(),
                "attestation_code": random_code(),
                "created_at": signed_at,
                "edition_id": edition.id,
                "organizer_id": edition.organizer_id,
                "name": name,
                "phone": phone,
                "email": f"benevole{number}@example.ma" if number % 3 == 0 else None,
                "born_on": born,
                "language": "fr" if number % 4 == 0 else "ar",
                "consent": {
                    "version": VERSION,
                    "language": "ar",
                    "at": signed_at.isoformat(),
                    "text": words,
                    "by": "volunteer",
                },
                "folded": f"{fold(name)} {fold(phone)} 0{phone[4:]}",
                "erased_at": None,
            }
        )
    write_rows(Volunteer, rows)
    query = db.select(Volunteer.id).where(Volunteer.edition_id == edition.id).order_by(Volunteer.id)
    return db.session.scalars(query).all()


def _give_places(world: World, shifts: Sequence[VolunteerShift], people: Sequence[int]) -> None:
    """Past shifts are nearly full; those to come fill up by their order: full with a line, short, empty."""
    now, busy = clock.now(), dict.fromkeys(people, datetime.min.replace(tzinfo=clock.now().tzinfo))
    rows: list[dict[str, Any]] = []
    coming = 0
    for shift in shifts:
        coming += shift.starts_at > now
        taken = shift.needed - world.rng.randrange(2) if shift.starts_at <= now else _share(shift, coming)
        free = [who for who in world.rng.sample(people, len(people)) if busy[who] <= shift.starts_at]
        line = 3 if shift.starts_at > now and taken == shift.needed and coming % 3 == 1 else 0
        for number, who in enumerate(free[: taken + line]):
            busy[who] = shift.ends_at
            state = _S.WAITING if number >= taken else _state(world, shift, now, number)
            rows.append(_turn(world, shift, who, state, number, now))
            shift.taken += state in HOLDING
            shift.waiting += state == _S.WAITING
            shift.present += state == _S.PRESENT
    db.session.flush()
    write_rows(VolunteerTurn, rows)


def _share(shift: VolunteerShift, coming: int) -> int:
    """How many have a place in a shift to come, so that every kind is seen."""
    full = shift.needed
    return (full, full, full // 2, full, full - 1, 0, full)[coming * (1 + shift.day.toordinal() % 3) % 7]


def _state(world: World, shift: VolunteerShift, now: datetime, number: int) -> TurnState:
    if shift.starts_at > now:
        return _S.TAKEN
    if shift.ends_at > now:
        return _S.PRESENT if number else _S.TAKEN
    return _S.ABSENT if world.chance(0.06) else _S.PRESENT


def _turn(
    world: World, shift: VolunteerShift, who: int, state: TurnState, number: int, now: datetime
) -> dict[str, Any]:
    """One row; two in three were noted coming and going, the others ticked."""
    came = left = None
    if state == _S.PRESENT and number % 3:
        came = min(shift.starts_at + timedelta(minutes=world.rng.randrange(-12, 9)), now)
        left = (
            shift.ends_at + timedelta(minutes=world.rng.randrange(-20, 16)) if shift.ends_at < now else None
        )
        left = left if left is not None and left <= now else None
    is_there = state == _S.PRESENT
    asked = min(shift.starts_at, now) - timedelta(days=9, minutes=-17 * number)
    return {
        "public_id": random_code(),
        "created_at": asked,
        "edition_id": shift.edition_id,
        "organizer_id": shift.organizer_id,
        "shift_id": shift.id,
        "volunteer_id": who,
        "state": state.value,
        "asked_at": asked,
        "came_at": came,
        "left_at": left,
        "minutes": minutes_of(shift.starts_at, shift.ends_at, came, left) if is_there else None,
    }
