"""The demo's visitors: registrations, badges, gates, a fair's days of scans, stamps; every outcome and state.

The days themselves are played in `visitors_days`.
"""

from datetime import UTC, datetime, time, timedelta
from typing import Any

import sqlalchemy as sa

from eventhub import clock
from eventhub.accounts.sessions import token_hash
from eventhub.booths.models import Booth
from eventhub.database import SYMBOLS, db
from eventhub.demo import visitors_desk, visitors_watching
from eventhub.demo.visitors_days import Play, write_rows
from eventhub.demo.world import World
from eventhub.fairs.models import Edition
from eventhub.visitors import codes
from eventhub.visitors.admission import Rule
from eventhub.visitors.models import Badge, Device, Gate, Registration, StandVisit
from eventhub.visitors.operations import Visitor, row_of

VISITORS = {"khenifra-demo": 1600, "khenifra-2025": 2400, "safi-capers-7": 1800}
"""How many registrations each fair has, at scale 1."""
CATEGORIES = {"visitor": 70, "school": 8, "buyer": 7, "guest": 6, "press": 2, "exhibitor": 5, "staff": 2}
"""How many of each kind, in a hundred."""
CAME_BY = {"public": 70, "desk": 20, "import": 10}
FIRST = {
    "ar": [
        "فاطمة",
        "خديجة",
        "عائشة",
        "محمد",
        "يوسف",
        "حسن",
        "مريم",
        "زينب",
        "عبد_الله",
        "إبراهيم",
        "سعيد",
        "نادية",
        "حنان",
        "رشيد",
        "كريم",
        "سلمى",
        "إيمان",
        "عمر",
        "مصطفى",
        "لحسن",
        "حادة",
        "يطو",
        "موحى",
        "رقية",
    ],
    "fr": [
        "Fatima",
        "Khadija",
        "Aïcha",
        "Mohamed",
        "Youssef",
        "Hassan",
        "Maryam",
        "Zineb",
        "Abdellah",
        "Brahim",
        "Saïd",
        "Nadia",
        "Hanane",
        "Rachid",
        "Karim",
        "Salma",
        "Imane",
        "Omar",
        "Mustapha",
        "Lahcen",
        "Hadda",
        "Itto",
        "Moha",
        "Rkia",
    ],
}
LAST = {
    "ar": [
        "أمزيان",
        "أوحدو",
        "العلوي",
        "بنعلي",
        "الزياني",
        "أيت_الحاج",
        "أزكاغ",
        "الإدريسي",
        "المرابط",
        "بوعزة",
        "أوعلي",
        "حمداوي",
        "شكري",
        "الفاسي",
        "التازي",
        "أمهاوش",
        "بلحاج",
        "الناصري",
    ],
    "fr": [
        "Ameziane",
        "Ouhaddou",
        "Alaoui",
        "Benali",
        "Ziani",
        "Aït_El_Haj",
        "Azgagh",
        "Idrissi",
        "Mrabet",
        "Bouazza",
        "Ouali",
        "Hamdaoui",
        "Choukri",
        "El_Fassi",
        "Tazi",
        "Amhaouch",
        "Belhaj",
        "Naciri",
    ],
}
GATES = (("A", Rule.ONCE_A_DAY, ()), ("B", Rule.AFTER_EXIT, ()))
DEVICES = ("Téléphone de Hamza", "Tablette – entrée principale", "هاتف البوابة الخلفية")

SAID = ((83, False, 0), (100, True, 0), (14, False, 37))
"""What each device last said of itself: battery in per cent, whether it is charging, scans not sent yet."""


def fill(world: World) -> None:
    """The visitors of every fair that has had any."""
    for slug, count in VISITORS.items():
        edition = world.editions.get(slug)
        if edition is not None:
            _fill_edition(world, edition, count * world.scale)


def _fill_edition(world: World, edition: Edition, count: int) -> None:
    badges = _registrations(world, edition, count)
    gates = _gates(edition)
    devices = _devices(world, edition, gates)
    play = Play(world, edition, gates, devices, badges)
    for number in range(edition.day_count):
        day = edition.starts_on + timedelta(days=number)
        if day <= world.today:
            play.day(day)
    play.write()
    visitors_watching.fill(world, edition)
    _stand_visits(world, edition)
    if edition.ends_on >= world.today:
        visitors_desk.fill(world, edition)


def _name(world: World, length: int = 12) -> str:
    return "".join(world.rng.choices(SYMBOLS, k=length))


def _code(world: World) -> str:
    symbols = "".join(world.rng.choices(codes.ALPHABET, k=codes.RANDOM_SYMBOLS))
    return codes.PREFIX + symbols + codes.check_symbol(symbols)


def _registrations(world: World, edition: Edition, count: int) -> list[dict[str, Any]]:
    """Rows of registrations and badges, written; gives the badges with their category and party."""
    start = world.at(edition.starts_on, 9) - timedelta(days=20)
    last = min(clock.now(), world.at(edition.ends_on, 20))
    span = max(int((last - start).total_seconds()), 1)
    moments = sorted(start + timedelta(seconds=int(span * world.rng.random() ** 0.5)) for _ in range(count))
    people = [_registration(world, edition, at, number) for number, at in enumerate(moments)]
    write_rows(Registration, people)
    ids = dict(
        db.session.execute(
            sa.select(Registration.public_id, Registration.id).where(Registration.edition_id == edition.id)
        ).all()
    )
    badges = []
    for number, person in enumerate(people):
        is_erased = person["erased_at"] is not None and person["withdrawn_at"] is None
        revoked = number % 97 == 5 or is_erased  # noqa: PLR2004 - a few of each
        badges.append(
            {
                "public_id": _name(world),
                "created_at": person["created_at"],
                "edition_id": edition.id,
                "registration_id": ids[person["public_id"]],
                "code": _code(world),
                "revoked_at": person["created_at"] + timedelta(hours=1) if revoked else None,
                "printed_at": person["created_at"] + timedelta(minutes=5) if number % 3 == 0 else None,
            }
        )
    write_rows(Badge, badges)
    found = db.session.execute(sa.select(Badge.code, Badge.id).where(Badge.edition_id == edition.id))
    numbers = dict(found.all())
    return [
        badge | {"id": numbers[badge["code"]], "category": person["category"], "party": person["party"]}
        for badge, person in zip(badges, people, strict=True)
    ]


def _registration(world: World, edition: Edition, at: datetime, number: int) -> dict[str, Any]:
    rng = world.rng
    first, last = rng.randrange(len(FIRST["ar"])), rng.randrange(len(LAST["ar"]))
    names = {code: f"{FIRST[code][first]} {LAST[code][last]}".replace("_", " ") for code in ("ar", "fr")}
    has_arabic, has_latin = rng.choices(((True, False), (True, True), (False, True)), (40, 45, 15))[0]
    category = rng.choices(list(CATEGORIES), list(CATEGORIES.values()))[0]
    came_by = rng.choices(list(CAME_BY), list(CAME_BY.values()))[0]
    visitor = Visitor(
        name_ar=names["ar"] if has_arabic else None,
        name_latin=names["fr"] if has_latin else None,
        phone=f"+2126{rng.randrange(10**7, 10**8)}" if world.chance(0.6) else None,
        category=category,
        party=rng.randint(12, 35) if category == "school" else rng.choice((1, 1, 1, 1, 2, 2, 3, 4)),
        language="ar" if has_arabic else "fr",
    )
    row = row_of(edition, visitor, came_by, at) | {"public_id": _name(world), "erased_at": None}
    consent = {"version": "2025-1", "language": visitor.language, "at": at.isoformat()}
    row["consent"] = consent if came_by == "public" else None
    row |= {"consented_at": at if came_by == "public" else None, "withdrawn_at": None}
    if number % 211 == 7:  # noqa: PLR2004 - a few asked to be forgotten
        row |= dict.fromkeys(("name_ar", "name_latin", "phone", "email", "consent"))
        row |= {"folded": "", "erased_at": at + timedelta(hours=1)}
    elif number % 173 == 11 and came_by == "public":  # noqa: PLR2004 - and some took their consent back
        row |= dict.fromkeys(("name_ar", "name_latin", "phone", "email"))
        row |= {"folded": "", "erased_at": at + timedelta(hours=2), "withdrawn_at": at + timedelta(hours=2)}
    return row


def _gates(edition: Edition) -> list[Gate]:
    gates = [
        Gate(
            edition_id=edition.id,
            organizer_id=edition.organizer_id,
            name=name,
            rule=rule,
            categories=list(categories),
        )
        for name, rule, categories in GATES
    ]
    gates[1].opens_at, gates[1].closes_at, gates[1].stops_when_full = time(9), time(22, 30), True
    gates[1].shows_name = edition.slug != "khenifra-demo"  # off where the fair is on, as most want it
    db.session.add_all(gates)
    db.session.flush()
    return gates


def _devices(world: World, edition: Edition, gates: list[Gate]) -> list[Device]:
    """A phone a gate, a third that went silent, one revoked, one invited and never paired."""
    is_over = edition.ends_on < world.today
    seen = world.at(edition.ends_on, 21) if is_over else clock.now() - timedelta(minutes=2)
    common = {
        "edition_id": edition.id,
        "organizer_id": edition.organizer_id,
        "created_at": world.at(edition.starts_on, 8),
        "expires_at": clock.day_bounds(edition.ends_on)[1] + timedelta(days=2),
    }
    working = [
        Device(
            gate_id=gates[number % len(gates)].id,
            name=name,
            token_hash=token_hash(f"{edition.slug} {name} {_name(world)}"),
            last_seen_at=seen - timedelta(hours=3 * (number == 2)),  # noqa: PLR2004 - the third went silent
            **dict(zip(("battery", "is_charging", "waiting"), SAID[number], strict=True)),
            **common,
        )
        for number, name in enumerate(DEVICES)
    ]
    lost = Device(
        gate_id=gates[0].id,
        name="Ancien téléphone",
        token_hash=token_hash(_name(world, 20)),
        last_seen_at=world.at(edition.starts_on, 12),
        revoked_at=world.at(edition.starts_on, 13),
        **common,
    )
    late = Device(
        gate_id=gates[1].id,
        name="Tablette de réserve",
        pairing_hash=token_hash(_name(world, 20)),
        pairing_expires_at=world.at(edition.starts_on, 9),
        **common,
    )
    db.session.add_all([*working, lost, late])
    db.session.flush()
    return working


def _stand_visits(world: World, edition: Edition) -> None:
    """Anonymous passports: most stamp a few stands, some like one."""
    booths = list(db.session.scalars(sa.select(Booth.id).where(Booth.edition_id == edition.id)))
    if not booths:
        return
    days = [
        edition.starts_on + timedelta(days=number)
        for number in range(edition.day_count)
        if edition.starts_on + timedelta(days=number) <= world.today
    ]
    weights = [world.rng.paretovariate(1.6) for _ in booths]
    rows = []
    for _ in range(400 * world.scale):
        passport, day = _name(world, 26), world.rng.choice(days)
        seen = dict.fromkeys(world.rng.choices(booths, weights, k=world.rng.randint(1, 9)))
        rows += [
            {
                "public_id": _name(world),
                "created_at": datetime(day.year, day.month, day.day, 15, tzinfo=UTC),
                "edition_id": edition.id,
                "booth_id": booth,
                "passport": passport,
                "day": day,
                "is_favourite": world.chance(0.12),
                "is_stamped": world.chance(0.85),
            }
            for booth in seen
        ]
    write_rows(StandVisit, rows)
