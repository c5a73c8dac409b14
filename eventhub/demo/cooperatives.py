"""The demo's exhibitors: cooperatives and others in real communes, with products, papers and presidents."""

from datetime import date, timedelta
from functools import cache
from typing import Any

from eventhub.accounts.models import Person
from eventhub.cooperatives.kinds import FOOD, DocumentKind, ExhibitorKind, MemberRole, Sector
from eventhub.cooperatives.models import Cooperative, Document, Member, Product
from eventhub.database import db, insert_rows
from eventhub.demo import names
from eventhub.demo.world import World
from eventhub.i18n import Texts
from eventhub.territory import Place, place, regions, within

COUNT = 260
DEAR = 60
PRESIDENTS = 140
"""How many presidents have an account, whatever the scale."""
MIX = (
    (
        "05.301",
        0.32,
        ("honey", "oils", "aromatic_plants", "weaving", "dairy", "wood", "couscous", "livestock"),
    ),
    ("07.431", 0.18, ("capers", "pottery", "capers", "pottery", "couscous", "oils", "embroidery")),
    ("03", 0.22, ("oils", "fruits", "embroidery", "leather", "metal", "honey", "dairy", "aromatic_plants")),
)
"""Where (a province or a region), its share, what is made there. The rest lies anywhere, makes anything."""
OTHERS = (
    ("institution", "غرفة الصناعة التقليدية – {ar}", "Chambre d'artisanat – {fr}", "services"),
    ("institution", "المكتب الوطني للاستشارة الفلاحية – {ar}", "ONCA – {fr}", "services"),
    ("company", "شركة أطلس للتلفيف – {ar}", "Atlas Emballage – {fr}", "services"),
    ("association", "جمعية تنمية المرأة القروية – {ar}", "Association femme rurale – {fr}", "services"),
    ("artisan", "معلم الخزف – {ar}", "Maître potier – {fr}", "pottery"),
)
"""Exhibitors that are no cooperative: kind, name in Arabic and French, sector."""


def fill(world: World) -> None:
    """About 260 × scale exhibitors; `world.cooperatives[0]` is the demo account's honey cooperative."""
    world.cooperatives += [
        _the_honey_one(world),
        *(draw_cooperative(world, n) for n in range(1, COUNT * world.scale)),
    ]
    world.cooperatives += [_other(world, n) for n in range(18)]
    db.session.add_all(world.cooperatives)
    db.session.flush()
    _give_presidents(world)
    _give(Product, (row for each in world.cooperatives for row in _products(world, each)))
    _give(Document, (row for each in world.cooperatives for row in _documents(world, each)))


def _give(model: Any, rows: Any) -> None:
    insert_rows(model, list(rows))


def _the_honey_one(world: World) -> Cooperative:
    row = draw_cooperative(world, 0)
    ajdir = place("05.301.05.01")
    _settle(row, ajdir or _somewhere(world, "05.301"))
    row.name_ar, row.name_latin = "تعاونية نساء الأطلس للعسل", "Coopérative Femmes de l'Atlas pour le miel"
    row.sector, row.phone, row.email = Sector.HONEY, "+212661000002", "femmes.atlas@demo.example"
    row.members, row.women, row.youth, row.president_is_woman = 18, 18, 5, True
    row.registered_on = row.founded_on = date(2016, 3, 8)
    row.register_number, row.ice = "118/2016", _ice(180_116_301)
    row.about = Texts(
        ar="ثماني عشرة امرأة من أكلمام أزكزا يربين النحل في غابة الأرز ويبعن عسل الزعتر والخروب.",
        fr="Dix-huit femmes d'Aguelmam Azegza élèvent des abeilles dans la cédraie et vendent leur miel.",
    )
    return row


def draw_cooperative(world: World, number: int) -> Cooperative:
    """One made-up cooperative of a true commune, not yet in the database; `number` tells it from others."""
    rng = world.rng
    where, sector = _where_and_what(world)
    women_only, is_bare = world.chance(0.24), world.chance(0.08)
    women_led = women_only or world.chance(0.3)
    base = rng.choice(names.WOMEN_BASES if women_only else names.BASES)
    trade = names.TRADES[sector]
    members = rng.choice((5, 6, 7, 8, 9, 10, 12, 14, 15, 18, 21, 25, 30, 42))
    registered = date(2009, 1, 1) + timedelta(days=rng.randrange(5800))
    far = world.scale > 1 or world.chance(0.35)
    row = Cooperative(
        kind=ExhibitorKind.COOPERATIVE,
        sector=sector,
        name_ar=f"تعاونية {base[0]} {trade[0]}" + (f" – {where.name_ar}" if far else ""),
        name_latin=f"Coopérative {base[1]} {trade[1]}" + (f" – {where.name_fr}" if far else ""),
        phone=f"+2126{62000000 + number}",
        registered_on=registered,
        founded_on=registered,
        members=members,
        women=members if women_only else rng.randrange(members),
        youth=rng.randrange(members // 2 + 1),
        president_is_woman=women_led,
    )
    if world.chance(0.1):
        row.name_latin = None
    elif world.chance(0.04):
        row.name_ar = None
    _settle(row, where)
    row.register_number = f"{number + 1}/{registered.year}"
    row.ice = None if is_bare else _ice(rng.randrange(10**8, 10**9))
    if is_bare:
        row.members = row.women = row.youth = row.president_is_woman = row.registered_on = None
        row.court = row.register_number = None
    return row


def _where_and_what(world: World) -> tuple[Place, str]:
    draw = world.rng.random()
    for code, share, sectors in MIX:
        draw -= share
        if draw < 0:
            return _somewhere(world, code), world.rng.choice(sectors)
    return _somewhere(world, world.rng.choice(regions()).code), world.rng.choice(list(Sector)).value


def _somewhere(world: World, code: str) -> Place:
    """A commune of a province or region."""
    chosen = world.rng.choice(_parts(code))
    return chosen if chosen.level == "commune" else _somewhere(world, chosen.code)


@cache
def _parts(code: str) -> list[Place]:
    """What a place is made of, in the order of codes; prefectures without communes are left out."""
    inhabited = [each for each in within(code) if each.level == "commune" or within(each.code)]
    return sorted(inhabited, key=lambda each: each.code)


def _settle(row: Cooperative, commune: Place) -> None:
    province = place(commune.parent)
    row.commune_code, row.province_code = commune.code, province.code if province else ""
    row.region_code = (province.parent if province else None) or ""
    row.court = f"المحكمة الابتدائية – {province.name_ar if province else ''}"


def _ice(enterprise: int) -> str:
    """Fifteen digits whose control is right."""
    body = enterprise * 10_000 + 1
    return f"{body * 100 + (-body * 100) % 97:015d}"


def _other(world: World, number: int) -> Cooperative:
    kind, arabic, french, sector = OTHERS[number % len(OTHERS)]
    where = _somewhere(world, ("05.301", "07.431", "03")[number % 3])
    row = Cooperative(
        kind=kind,
        sector=sector,
        name_ar=arabic.format(ar=where.name_ar),
        name_latin=french.format(fr=where.name_fr),
        phone=f"+21253{5500000 + number}",
        president_is_woman=world.chance(0.4),
    )
    _settle(row, where)
    row.court = None
    return row


def _give_presidents(world: World) -> None:
    """Accounts of the first presidents; the first of all is the one-click account."""
    led = [row for row in world.cooperatives if row.kind == ExhibitorKind.COOPERATIVE][:PRESIDENTS]
    people = [world.people["cooperative"], *(_president(world, row) for row in led[1:])]
    db.session.add_all(people)
    db.session.flush()
    members = [
        {"cooperative_id": row.id, "person_id": person.id, "role": MemberRole.PRESIDENT}
        for row, person in zip(led, people, strict=True)
    ]
    members.append(
        {"cooperative_id": led[0].id, "person_id": people[1].id, "role": MemberRole.MEMBER},
    )
    _give(Member, members)


def _president(world: World, row: Cooperative) -> Person:
    first = world.rng.choice(names.WOMEN if row.president_is_woman else names.MEN)
    family = world.rng.choice(names.FAMILIES)
    return Person(
        name_ar=f"{first[0]} {family[0]}",
        name_latin=f"{first[1]} {family[1]}",
        phone=row.phone,
        language=world.rng.choice(("ar", "ar", "ar", "fr", "zgh")),
    )


def _products(world: World, row: Cooperative) -> list[dict[str, Any]]:
    if row.kind not in (ExhibitorKind.COOPERATIVE, ExhibitorKind.ARTISAN):
        return []
    known = names.PRODUCTS[row.sector]
    wanted = len(known) if row is world.cooperatives[0] else world.rng.randrange(len(known) + 1)
    return [
        {
            "cooperative_id": row.id,
            "name": {"ar": arabic, "fr": french},
            "unit": {"ar": unit_ar, "fr": unit_fr},
            "price": None if world.chance(0.06) else _price(world, low, high),
        }
        for arabic, french, unit_ar, unit_fr, low, high in world.rng.sample(known, wanted)
    ]


def _price(world: World, low: int, high: int) -> int:
    """In centimes; dear things cost a multiple of five dirhams."""
    step = 5 if high > DEAR else 1
    return world.rng.randrange(low, high + 1, step) * 100


def _documents(world: World, row: Cooperative) -> list[dict[str, Any]]:
    """Papers: some valid, some about to expire, some expired, some missing."""
    if row.kind != ExhibitorKind.COOPERATIVE or row.registered_on is None:
        return []
    papers: list[tuple[DocumentKind, str | None, date, date | None]] = [
        (DocumentKind.REGISTRATION, row.register_number, row.registered_on, None),
        (DocumentKind.STATUTES, None, row.registered_on, None),
    ]
    if row.sector in FOOD and (not world.chance(0.08) or row is world.cooperatives[0]):
        ends = world.today + timedelta(days=20) if row is world.cooperatives[0] else _ending(world)
        number = (
            f"ONSSA.{row.province_code[:2]}.{world.rng.randrange(10, 99)}.{world.rng.randrange(100, 999)}"
        )
        papers.append((DocumentKind.ONSSA, number, ends - timedelta(days=1095), ends))
    if world.chance(0.5):
        ends = _ending(world)
        number = f"RC{world.rng.randrange(10**6, 10**7)}"
        papers.append((DocumentKind.INSURANCE, number, ends - timedelta(days=365), ends))
    if world.chance(0.15):
        papers.append((DocumentKind.LABEL, "Terroir du Maroc", row.registered_on, None))
    return [
        {"cooperative_id": row.id, "kind": kind, "number": number, "issued_on": issued, "expires_on": expires}
        for kind, number, issued, expires in papers
    ]


def _ending(world: World) -> date:
    """A last day: mostly far off, sometimes within a month, sometimes past."""
    draw = world.rng.random()
    if draw < 0.12:  # noqa: PLR2004 - shares of the demo
        return world.today + timedelta(days=world.rng.randrange(1, 30))
    if draw < 0.24:  # noqa: PLR2004
        return world.today - timedelta(days=world.rng.randrange(5, 300))
    return world.today + timedelta(days=world.rng.randrange(60, 900))
