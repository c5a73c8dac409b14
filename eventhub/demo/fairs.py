"""The demo's fairs: two of 2025 as the press told them, one running today, others in every other state.

Dates, places, themes and partners of 2025 are facts; people who speak, and every figure, are invented.
"""

# ruff: noqa: E501 - a text in one language stands on one line

from datetime import date, timedelta
from typing import Any

from eventhub.accounts.models import Role
from eventhub.accounts.roles import RoleName
from eventhub.database import db
from eventhub.demo import programmes
from eventhub.demo.world import World
from eventhub.fairs.models import Edition, Partner, ProgrammeSession, Recommendation, Series
from eventhub.fairs.states import EditionState

KHENIFRA, SAFI = "05.301.01.01", "07.431.01.03"
GOALS = {
    "ar": "معرض يفتح السوق أمام التعاونيات والحرفيين بالإقليم: منتوجات فلاحية وحرف تقليدية ومستحضرات تجميل طبيعية ونباتات طبية وعطرية وابتكارات الشباب وخدمات. غايته التسويق المحلي وتمكين النساء والشباب.",
    "fr": "Un salon qui ouvre le marché aux coopératives et aux artisans de la province : produits du terroir, artisanat, cosmétiques naturels, plantes aromatiques et médicinales, innovations des jeunes et services. Il vise la vente locale et l'autonomie des femmes et des jeunes.",
    "en": "A fair that opens the market to the province's cooperatives and artisans: farm products, crafts, natural cosmetics, medicinal and aromatic plants, young people's innovations and services. It aims at local sales and at the autonomy of women and youth.",
}
SQUARE = {"ar": "ساحة 20 غشت، خنيفرة", "fr": "Place du 20 Août, Khénifra", "en": "20 August square, Khenifra"}

SERIES: dict[str, tuple[str, dict[str, str]]] = {
    "khenifra-expo": (
        "khenifra",
        {
            "ar": "معرض المنتوجات المجالية والحرف التقليدية بخنيفرة",
            "fr": "Salon des produits du terroir et de l'artisanat de Khénifra",
            "en": "Khenifra fair of local products and crafts",
        },
    ),
    "khenifra-souk": (
        "khenifra",
        {
            "ar": "السوق التضامني المتنقل",
            "fr": "Marché solidaire itinérant",
            "en": "Travelling solidarity market",
        },
    ),
    "safi-capers": (
        "safi-capers",
        {
            "ar": "المعرض الوطني للكبّار بآسفي",
            "fr": "Salon national des câpres de Safi",
            "en": "National Caper Fair of Safi",
        },
    ),
    "safi-pottery": (
        "safi-crafts",
        {"ar": "معرض الخزف بآسفي", "fr": "Salon de la poterie de Safi", "en": "Safi pottery fair"},
    ),
}


def fill(world: World) -> None:
    """Series, editions in every state, their partners, programmes, recommendations and people."""
    series = {
        slug: Series(slug=slug, organizer_id=world.organizers[organizer].id, name=name)
        for slug, (organizer, name) in SERIES.items()
    }
    db.session.add_all(series.values())
    db.session.flush()
    for slug, series_slug, fields in _editions(world):
        own = series[series_slug]
        first = {"series_id": own.id, "organizer_id": own.organizer_id, "name": own.name}
        world.editions[slug] = Edition(slug=slug, **(first | fields))
    db.session.add_all(world.editions.values())
    db.session.flush()
    world.editions["khenifra-demo"].copied_from_id = world.editions["khenifra-2025"].id
    for slug, edition in world.editions.items():
        _furnish(world, slug, edition)
    _give_roles(world)
    db.session.flush()


def _editions(world: World) -> list[tuple[str, str, dict[str, Any]]]:
    """Slug, series and fields of each edition."""
    return [*_told_by_the_press(), *_of_today(world), *_of_the_souk(world)]


def _told_by_the_press() -> list[tuple[str, str, dict[str, Any]]]:
    khenifra = {
        "theme": {
            "ar": "المنتوجات المجالية والحرف التقليدية في الذكرى العشرين للمبادرة الوطنية للتنمية البشرية",
            "fr": "Produits du terroir et artisanat, aux vingt ans de l'Initiative nationale pour le développement humain",
            "en": "Local products and crafts, twenty years of the National Initiative for Human Development",
        },
        "about": GOALS,
        "venue": SQUARE,
        "place_code": KHENIFRA,
        "starts_on": date(2025, 5, 22),
        "ends_on": date(2025, 5, 28),
        "accent": "terracotta",
        "state": EditionState.CLOSED,
        "is_published": True,
    }
    capers = {
        "number": 7,
        "theme": {
            "ar": "الجيل الأخضر وسلسلة الكبّار: أي دور للبحث العلمي في التنمية المستدامة في ظل التغيرات المناخية",
            "fr": "Génération Green et la filière du câprier : quel rôle pour la recherche scientifique dans le développement durable face aux changements climatiques",
            "en": "Green Generation and the caper value chain: what role for scientific research in sustainable development under climate change",
        },
        "about": {
            "ar": "موعد منتجي الكبّار ومثمّنيه: أروقة التعاونيات والمنتجين إلى جانب أروقة المؤسسات، ولقاءات علمية حول السلسلة.",
            "fr": "Le rendez-vous des producteurs et transformateurs de câpres : stands des coopératives et des producteurs à côté de ceux des institutions, et rencontres scientifiques sur la filière.",
            "en": "Where caper growers and processors meet: stands of cooperatives and growers beside those of institutions, and scientific meetings about the chain.",
        },
        "venue": {"ar": "مدينة آسفي", "fr": "Ville de Safi", "en": "City of Safi"},
        "place_code": SAFI,
        "starts_on": date(2025, 7, 5),
        "ends_on": date(2025, 7, 9),
        "accent": "caper",
        "state": EditionState.CLOSED,
        "is_published": True,
    }
    return [("khenifra-2025", "khenifra-expo", khenifra), ("safi-capers-7", "safi-capers", capers)]


def _of_today(world: World) -> list[tuple[str, str, dict[str, Any]]]:
    running = {
        "theme": {
            "ar": "من يد التعاونية إلى السوق: جودة وتثمين وتسويق قريب",
            "fr": "De la coopérative au marché : qualité, valorisation et vente de proximité",
            "en": "From the cooperative to the market: quality, added value and local sales",
        },
        "about": GOALS,
        "venue": SQUARE,
        "place_code": KHENIFRA,
        "starts_on": world.running_starts_on,
        "ends_on": world.running_starts_on + timedelta(days=6),
        "accent": "cedar",
        "state": EditionState.RUNNING,
        "is_published": True,
    }
    pottery = {
        "theme": {
            "ar": "الخزف المسفيوي: يدٌ تصنع وذاكرة تحفظ",
            "fr": "La poterie de Safi : la main qui façonne, la mémoire qui garde",
            "en": "Safi pottery: the hand that shapes, the memory that keeps",
        },
        "about": {
            "ar": "لقاء المعلّمين والشباب حول الطين والأفران والزليج: عروض حية، ورشات للصغار، ومقتنون من كل الجهات.",
            "fr": "Maîtres potiers et jeunes artisans autour de l'argile, du four et du zellige : démonstrations, ateliers pour enfants, acheteurs de toutes les régions.",
            "en": "Master potters and young artisans around clay, kilns and zellij: demonstrations, workshops for children, buyers from every region.",
        },
        "venue": {
            "ar": "هضبة الخزف، آسفي",
            "fr": "Colline des Potiers, Safi",
            "en": "Potters' hill, Safi",
        },
        "place_code": SAFI,
        "starts_on": world.today + timedelta(days=54),
        "ends_on": world.today + timedelta(days=60),
        "accent": "cobalt",
        "state": EditionState.CALL,
        "is_published": True,
    }
    next_capers = {
        "number": 8,
        "venue": {"ar": "مدينة آسفي", "fr": "Ville de Safi", "en": "City of Safi"},
        "place_code": SAFI,
        "starts_on": world.today + timedelta(days=210),
        "ends_on": world.today + timedelta(days=214),
        "accent": "olive",
        "state": EditionState.PREPARATION,
    }
    return [
        ("khenifra-demo", "khenifra-expo", running),
        ("safi-pottery", "safi-pottery", pottery),
        ("safi-capers-8", "safi-capers", next_capers),
    ]


def _of_the_souk(world: World) -> list[tuple[str, str, dict[str, Any]]]:
    """Small editions, for the states the large ones are not in."""
    stops = (
        ("souk-mrirt", "05.301.01.05", "مريرت", "M'rirt", 6, EditionState.READY, "saffron"),
        ("souk-aguelmous", "05.301.07.03", "أكلموس", "Aguelmous", 33, EditionState.ALLOCATION, "indigo"),
        ("souk-kerrouchen", "05.301.03.07", "كروشن", "Kerrouchen", 12, EditionState.CANCELLED, "rose"),
    )
    return [
        (
            slug,
            "khenifra-souk",
            {
                "number": number,
                "name": {"ar": f"السوق التضامني – {arabic}", "fr": f"Marché solidaire – {latin}"},
                "venue": {"ar": f"ساحة السوق الأسبوعي، {arabic}", "fr": f"Place du souk, {latin}"},
                "place_code": code,
                "starts_on": world.today + timedelta(days=wait),
                "ends_on": world.today + timedelta(days=wait + 1),
                "opens_at_hour": 9,
                "closes_at_hour": 18,
                "accent": accent,
                "state": state,
                "is_published": state is not EditionState.ALLOCATION,
            },
        )
        for number, (slug, code, arabic, latin, wait, state, accent) in enumerate(stops, 1)
    ]


def _furnish(world: World, slug: str, edition: Edition) -> None:
    """Partners, sessions and recommendations of an edition."""
    own = {"edition_id": edition.id, "organizer_id": edition.organizer_id}
    db.session.add_all(
        Partner(**own, name=name, role=role, website=website, position=position)
        for position, (name, role, website) in enumerate(programmes.PARTNERS.get(slug, ()))
    )
    for talk in programmes.PROGRAMMES.get(slug, ()):
        day = edition.starts_on + timedelta(days=talk.day - 1)
        db.session.add(
            ProgrammeSession(
                **own,
                kind=talk.kind,
                title=talk.title,
                room=talk.room,
                speakers=list(talk.speakers),
                starts_at=world.at(day, talk.hour, talk.minute),
                ends_at=world.at(day, talk.hour, talk.minute) + timedelta(minutes=talk.minutes),
                seats=talk.seats,
                attended=talk.attended if day < world.today else None,
            )
        )
    db.session.add_all(
        Recommendation(**own, text=text, owner=owner, state=state, due_on=due_on, note=note)
        for text, owner, state, due_on, note in programmes.RECOMMENDATIONS.get(slug, ())
    )


def _give_roles(world: World) -> None:
    """The gate's and the partner's one-click people have their role at the running edition only."""
    running = world.editions["khenifra-demo"]
    db.session.add_all(
        Role(
            person_id=world.people[account].id,
            organizer_id=running.organizer_id,
            edition_id=running.id,
            name=name,
        )
        for account, name in (("gate", RoleName.GATE_STAFF), ("partner", RoleName.PARTNER))
    )
