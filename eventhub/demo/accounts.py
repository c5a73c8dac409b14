"""The demo's organizers and the people one can sign in as with one click."""

from eventhub.accounts.models import Installation, Organizer, Person, Role
from eventhub.accounts.roles import RoleName
from eventhub.database import db
from eventhub.demo.world import World

ORGANIZERS = {
    "khenifra": (
        "عمالة إقليم خنيفرة – قسم العمل الاجتماعي",
        "Province de Khénifra – Division de l'action sociale",
        "05.301",
    ),
    "safi-capers": (
        "جمعية منتجي الكبّار بإقليم آسفي",
        "Association provinciale des producteurs de câpres de Safi",
        "07.431",
    ),
    "safi-crafts": (
        "المديرية الإقليمية للصناعة التقليدية بآسفي",
        "Direction provinciale de l'artisanat de Safi",
        "07.431",
    ),
    "odco": ("مكتب تنمية التعاون", "Office du développement de la coopération", "03"),
}

ACCOUNTS = {
    "organizer": ("نعيمة أوحدو", "Naïma Ouhaddou", "naima.ouhaddou@demo.example", "+212661000001"),
    "cooperative": ("فاطمة أيت الحاج", "Fatima Aït El Haj", "fatima.aitelhaj@demo.example", "+212661000002"),
    "judge": ("يوسف بنجلون", "Youssef Benjelloun", "youssef.benjelloun@demo.example", "+212661000003"),
    "gate": ("حمزة الزياني", "Hamza Ziani", "hamza.ziani@demo.example", "+212661000004"),
    "agent": ("سعيد أمهاوش", "Saïd Amhaouch", "said.amhaouch@demo.example", "+212661000005"),
    "partner": ("ليلى التازي", "Leïla Tazi", "leila.tazi@demo.example", "+212661000006"),
    "expert": ("إدريس أوحماد", "Driss Ouhmad", "driss.ouhmad@demo.example", "+212661000008"),
    "operator": ("إدريس العلمي", "Driss Alami", "driss.alami@demo.example", "+212661000007"),
}
"""By demo account: Arabic name, Latin name, e-mail, phone. Nobody real."""


def fill(world: World) -> None:
    """Organizers, the one-click people and their roles that belong to a whole organizer."""
    db.session.add(Installation(id=1, is_demo=True))
    for slug, (arabic, french, place) in ORGANIZERS.items():
        world.organizers[slug] = Organizer(
            slug=slug,
            name={"ar": arabic, "fr": french},
            place_code=place,
            email=f"contact@{slug}.example",
            cndp_receipt="D-W-000/2025",
        )
    for account, (arabic, latin, email, phone) in ACCOUNTS.items():
        world.people[account] = Person(
            demo_account=account,
            name_ar=arabic,
            name_latin=latin,
            email=email,
            phone=phone,
            language="fr" if account == "partner" else "ar",
            is_operator=account == "operator",
        )
    db.session.add_all([*world.organizers.values(), *world.people.values()])
    db.session.flush()
    _give_roles(world)


def _give_roles(world: World) -> None:
    people, organizers = world.people, world.organizers
    held = [(people["organizer"], organizer, RoleName.OWNER) for organizer in organizers.values()]
    held.append((people["agent"], organizers["khenifra"], RoleName.FIELD_AGENT))
    db.session.add_all(
        Role(person_id=person.id, organizer_id=organizer.id, name=name) for person, organizer, name in held
    )
    db.session.flush()
