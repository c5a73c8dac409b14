"""The demo's support programmes: capers of Safi, running, ten cooperatives in all states; honey, closed."""

from datetime import date, timedelta
from typing import Any

from eventhub.accounts.models import Role
from eventhub.accounts.roles import RoleName
from eventhub.cooperatives.kinds import ExhibitorKind
from eventhub.cooperatives.models import Cooperative, Product
from eventhub.database import db
from eventhub.demo.world import World
from eventhub.programmes.kinds import Axis, Indicator
from eventhub.programmes.models import (
    Attendance,
    Diagnosis,
    Enrolment,
    Licence,
    Measure,
    Opportunity,
    Programme,
    Training,
)
from eventhub.programmes.states import EnrolmentState, ProgrammeState

RUNNING, CLOSED, NEXT = "capres-safi", "miel-2025", "kherbladi"
STATES = (*("joined",) * 6, "invited", "invited", "declined", "left")
"""Of the ten cooperatives of capers."""
SESSIONS: tuple[tuple[int, str, Axis, int, str, str, str, str], ...] = (
    (
        -70,
        "training",
        Axis.GOVERNANCE,
        360,
        "تسيير الجمع العام والمحاضر",
        "Tenir l’assemblée et ses procès-verbaux",
        "Maison de la coopération, Safi",
        "Naïma Rachdi, ODCO",
    ),
    (
        -56,
        "training",
        Axis.FINANCE,
        540,
        "مسك المحاسبة بدفتر بسيط",
        "Tenir ses comptes sur un registre simple",
        "Maison de la coopération, Safi",
        "Cabinet Doukkala",
    ),
    (
        -41,
        "training",
        Axis.FINANCE,
        360,
        "احتساب كلفة الكيلوغرام",
        "Calculer le coût du kilogramme",
        "Chambre d’agriculture, Safi",
        "Cabinet Doukkala",
    ),
    (
        -27,
        "training",
        Axis.PRODUCTION,
        420,
        "الفرز والتمليح وجودة الكبّار",
        "Tri, salage et qualité de la câpre",
        "Sebt Gzoula",
        "ONCA Safi",
    ),
    (
        -13,
        "training",
        Axis.MARKETING,
        300,
        "التلفيف والعنونة",
        "Emballage et étiquetage",
        "Safi",
        "Hanane El Idrissi",
    ),
    (9, "training", Axis.COMPLIANCE, 240, "ملف الترخيص الصحي", "Le dossier ONSSA", "Safi", "ONSSA Safi"),
    (
        23,
        "training",
        Axis.DIGITAL,
        240,
        "البيع عبر الهاتف",
        "Vendre par téléphone",
        "Safi",
        "Hanane El Idrissi",
    ),
)
"""Days from today, kind, axis, minutes, topic in Arabic and French, place, trainer."""
LINKS = (
    (-35, "buyer", "Riad Mogador, Essaouira", "Bocaux de 300 g, livraison mensuelle", 4_800_000, "made"),
    (-28, "market", "Souk solidaire, Marrakech", "Étal d’un mois", 1_250_000, "made"),
    (-20, "buyer", "Conserverie de l’Atlantique, Safi", "Câpres calibrées, 4 tonnes", 18_000_000, "open"),
    (-12, "partner", "Faculté polydisciplinaire de Safi", "Analyses de laboratoire", None, "made"),
    (-9, "funder", "Fondation Zakoura", "Machine de calibrage", 9_000_000, "open"),
    (-30, "buyer", "Épicerie fine, Casablanca", None, 600_000, "lost"),
)
"""Days from today, kind, with whom, about what, centimes, what came of it."""
STRONG = {
    Axis.GOVERNANCE: 2,
    Axis.FINANCE: 1,
    Axis.PRODUCTION: 3,
    Axis.MARKETING: 1,
    Axis.COMPLIANCE: 2,
    Axis.DIGITAL: 0,
}
"""What most cooperatives answer at entry, axis by axis."""


def fill(world: World) -> None:
    """Both programmes, a field agent for the first and a partner who reads its results."""
    capers = world.organizers["safi-capers"]
    for person, name in (
        (world.people["agent"], RoleName.FIELD_AGENT),
        (world.people["partner"], RoleName.PARTNER),
    ):
        db.session.add(Role(person_id=person.id, organizer_id=capers.id, name=name))
    _running(world)
    _closed(world)
    _next(world)


def _chosen(world: World, sector: str, count: int, *provinces: str) -> list[Cooperative]:
    rows = [
        row
        for row in world.cooperatives
        if row.sector == sector and row.kind == ExhibitorKind.COOPERATIVE and row.members
    ]
    return sorted(rows, key=lambda row: (row.province_code not in provinces, row.id))[:count]


def _programme(world: World, slug: str, organizer: str, **settings: Any) -> Programme:
    row = Programme(slug=slug, organizer_id=world.organizers[organizer].id, statements=None, **settings)
    db.session.add(row)
    db.session.flush()
    return row


def _enrol(world: World, programme: Programme, cooperative: Cooperative, state: str, on: date) -> Enrolment:
    is_in = state in (EnrolmentState.JOINED, EnrolmentState.LEFT)
    president = next((member.person_id for member in cooperative.people), None)
    row = Enrolment(
        programme_id=programme.id,
        organizer_id=programme.organizer_id,
        cooperative_id=cooperative.id,
        state=state,
        joined_at=world.at(on, 11) if is_in else None,
        left_at=world.at(on + timedelta(days=40), 9) if state == EnrolmentState.LEFT else None,
        agreed_by_id=(president or world.people["agent"].id) if is_in else None,
        is_on_paper=is_in and president is None,
    )
    db.session.add(row)
    db.session.flush()
    return row


def _diagnose(world: World, programme: Programme, row: Enrolment, on: date, better: int) -> None:
    """An answer to every statement; `better` is what training has added since entry."""
    answers = {
        each["id"]: max(0, min(4, STRONG[Axis(each["axis"])] + better + world.rng.choice((-1, 0, 0, 1))))
        for each in programme.questions
    }
    moment = world.at(on, 15)
    db.session.add(
        Diagnosis(
            enrolment_id=row.id,
            organizer_id=row.organizer_id,
            answers=answers,
            created_at=moment,
            finished_at=moment,
            by_id=world.people["agent"].id,
        )
    )


def _measure(row: Enrolment, on: date, **values: int) -> None:
    db.session.add_all(
        Measure(
            enrolment_id=row.id, organizer_id=row.organizer_id, indicator=Indicator(name), on=on, value=value
        )
        for name, value in values.items()
    )


def _train(world: World, programme: Programme, inside: list[Enrolment], on: date, **said: Any) -> None:
    row = Training(programme_id=programme.id, organizer_id=programme.organizer_id, on=on, **said)
    db.session.add(row)
    for each in inside if on < world.today else ():
        people = world.rng.randrange(1, 5)
        women, young = world.rng.randrange((people + 1) // 2, people + 1), world.rng.randrange(people)
        row.attendances.append(Attendance(enrolment_id=each.id, people=people, women=women, young=young))


def _running(world: World) -> None:
    day = world.today
    starts = day - timedelta(days=110)
    programme = _programme(
        world,
        RUNNING,
        "safi-capers",
        name={
            "ar": "مواكبة تعاونيات الكبّار بآسفي",
            "fr": "Appui aux coopératives de la câpre, Safi",
            "en": "Support for caper cooperatives, Safi",
        },
        about={
            "ar": "تشخيص وتكوين ومواكبة للحصول على التراخيص والوصول إلى الأسواق.",
            "fr": "Diagnostic, formation, licences et accès aux marchés pour la filière de la câpre.",
        },
        partners={
            "ar": "مؤسسة OCP، مكتب تنمية التعاون",
            "fr": "Fondation OCP, Office du développement de la coopération",
        },
        starts_on=starts,
        ends_on=starts + timedelta(days=364),
        sectors=["capers"],
        targets={
            "whole": {
                "cooperatives": 10,
                "women": 150,
                "products": 40,
                "training_hours": 60,
                "coaching_sessions": 30,
                "opportunities": 12,
                "licences": 8,
            }
        },
        state=ProgrammeState.RUNNING,
    )
    chosen = _chosen(world, "capers", len(STATES), "07.431")
    rows = [
        _enrol(world, programme, each, state, starts + timedelta(days=6))
        for each, state in zip(chosen, STATES, strict=False)
    ]
    inside = [row for row in rows if row.state == EnrolmentState.JOINED]
    for number, row in enumerate(inside[:5]):
        _diagnose(world, programme, row, starts + timedelta(days=9), 0)
        members = row.cooperative.members or 8
        turnover = world.rng.randrange(60, 240) * 100_000
        _measure(
            row, starts + timedelta(days=9), turnover=turnover, members=members, jobs=members // 2, products=2
        )
        if number < 3:  # noqa: PLR2004 - the first three were seen again
            _diagnose(world, programme, row, day - timedelta(days=6), 1)
            _measure(
                row,
                day - timedelta(days=6),
                turnover=turnover * 118 // 100,
                members=members + 1,
                jobs=members // 2 + 1,
                products=3 + number,
            )
    for days, kind, axis, minutes, arabic, french, place, trainer in SESSIONS:
        title = {"ar": arabic, "fr": french}
        _train(
            world,
            programme,
            inside,
            day + timedelta(days=days),
            kind=kind,
            axis=axis,
            minutes=minutes,
            title=title,
            place=place,
            trainer=trainer,
        )
    for number, row in enumerate(inside):
        for visit in range(number % 4):
            on = day - timedelta(days=40 - 9 * visit - number)
            title = {"ar": "زيارة مواكبة بالمقر", "fr": "Visite de coaching au local"}
            _train(
                world,
                programme,
                [row],
                on,
                kind="coaching",
                axis=Axis.MARKETING,
                minutes=120,
                title=title,
                trainer="Saïd Amhaouch",
            )
    for number, (days, kind, whom, words, value, state) in enumerate(LINKS):
        row = inside[number % len(inside)]
        db.session.add(
            Opportunity(
                programme_id=programme.id,
                organizer_id=programme.organizer_id,
                enrolment_id=row.id,
                kind=kind,
                whom=whom,
                words=words,
                value=value,
                on=day + timedelta(days=days),
                state=state,
            )
        )
    _license(world, inside)
    db.session.flush()


def _license(world: World, inside: list[Enrolment]) -> None:
    """Held, pending, refused, about to end, ended."""
    day = world.today
    for number, row in enumerate(inside):
        held = {
            "state": "held",
            "granted_on": day - timedelta(days=60 + number),
            "number": f"ONSSA.07.{40 + number}.25",
        }
        pending = {"state": "pending", "asked_on": day - timedelta(days=21)}
        ends = day + timedelta(days=(35, 900, -12)[number % 3])
        said = {**held, "expires_on": ends} if number % 2 == 0 else pending
        db.session.add(Licence(cooperative_id=row.cooperative_id, kind="onssa", **said))
        other = {"state": "refused", "asked_on": day - timedelta(days=90)} if number == 1 else pending
        db.session.add(
            Licence(cooperative_id=row.cooperative_id, kind="trade_mark" if number % 2 else "label", **other)
        )


def _closed(world: World) -> None:
    programme = _programme(
        world,
        CLOSED,
        "khenifra",
        name={"ar": "خير بلادي – تعاونيات العسل 2025", "fr": "Kherbladi – coopératives du miel 2025"},
        about={"ar": "شهران من التكوين والمواكبة والترويج.", "fr": "Formation, coaching et promotion."},
        partners={"ar": "المبادرة الوطنية للتنمية البشرية", "fr": "INDH"},
        starts_on=date(2025, 1, 6),
        ends_on=date(2025, 12, 19),
        sectors=["honey"],
        targets={
            "whole": {
                "cooperatives": 20,
                "women": 150,
                "training_hours": 30,
                "coaching_sessions": 40,
                "opportunities": 15,
            }
        },
        state=ProgrammeState.CLOSED,
    )
    inside = [
        _enrol(world, programme, each, "joined", date(2025, 1, 20))
        for each in _chosen(world, "honey", 22, "05.301")
    ]
    ids = [row.cooperative_id for row in inside]
    db.session.query(Product).filter(Product.cooperative_id.in_(ids)).update(
        {"created_at": world.at(date(2025, 2, 3), 9)}
    )
    for month, axis in enumerate(
        (Axis.GOVERNANCE, Axis.FINANCE, Axis.PRODUCTION, Axis.MARKETING, Axis.DIGITAL), start=2
    ):
        title = {"ar": "يوم تكويني بخنيفرة", "fr": "Journée de formation à Khénifra"}
        _train(
            world,
            programme,
            inside,
            date(2025, month, 12),
            kind="training",
            axis=axis,
            minutes=360,
            title=title,
            place="Khénifra",
        )
    for number in range(45):
        row = inside[number % len(inside)]
        title = {"ar": "حصة مواكبة فردية", "fr": "Séance de coaching"}
        _train(
            world,
            programme,
            [row],
            date(2025, 3, 3) + timedelta(days=4 * number),
            kind="coaching",
            axis=None,
            minutes=90,
            title=title,
        )
    for number, row in enumerate(inside):
        _diagnose(world, programme, row, date(2025, 1, 27), 0)
        _diagnose(world, programme, row, date(2025, 12, 10), 1)
        members, turnover = row.cooperative.members or 8, world.rng.randrange(50, 300) * 100_000
        _measure(row, date(2025, 1, 27), turnover=turnover, members=members, jobs=members // 3, products=2)
        _measure(
            row,
            date(2025, 12, 10),
            turnover=turnover * world.rng.randrange(104, 131) // 100,
            members=members + number % 3,
            jobs=members // 3 + number % 2,
            products=4,
        )
        if number < 17:  # noqa: PLR2004 - as many were linked
            whom = ("Coopérative d’achat Rawabit", "Grande surface, Meknès", "Hôtel Zayani")[number % 3]
            db.session.add(
                Opportunity(
                    programme_id=programme.id,
                    organizer_id=programme.organizer_id,
                    enrolment_id=row.id,
                    kind="buyer",
                    whom=whom,
                    value=(number + 2) * 150_000,
                    on=date(2025, 5, 4) + timedelta(days=9 * number),
                    state="made" if number % 4 else "open",
                )
            )
    db.session.flush()


def _next(world: World) -> None:
    """What follows the closed one, just begun: the demo's cooperative is invited."""
    day = world.today
    programme = _programme(
        world,
        NEXT,
        "khenifra",
        name={"ar": "خير بلادي – الدورة الجديدة", "fr": "Kherbladi – nouvelle saison"},
        about={
            "ar": "مواكبة خمسين تعاونية: تشخيص، تكوين، تراخيص، وولوج إلى الأسواق. بالمجان.",
            "fr": "Cinquante coopératives suivies : diagnostic, formation, licences, marchés. Gratuit.",
        },
        partners={"ar": "المبادرة الوطنية للتنمية البشرية", "fr": "INDH"},
        starts_on=day - timedelta(days=12),
        ends_on=day + timedelta(days=352),
        sectors=[],
        targets={"whole": {"cooperatives": 50, "products": 400, "coaching_sessions": 100}},
        state=ProgrammeState.RUNNING,
    )
    for number, row in enumerate(_chosen(world, "honey", 9, "05.301")):
        _enrol(world, programme, row, "joined" if number > 1 else "invited", day - timedelta(days=5))
