"""The demo's desk: families, guests in every state, layouts drawn, lists sent in, questions asked."""

import io
from dataclasses import replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import sqlalchemy as sa

from eventhub import clock
from eventhub.database import db
from eventhub.demo.world import World
from eventhub.fairs.models import Edition
from eventhub.visitors import badge_design, bringing, operations, printing
from eventhub.visitors.badge_design import Element, Kind, Source
from eventhub.visitors.guest_ranks import Answer, Rank
from eventhub.visitors.models import Registration
from eventhub.visitors.operations import Protocol, ReadAloud, Visitor

if TYPE_CHECKING:
    from eventhub.visitors.models import Guest

CONSENT = "أوافق على أن يحتفظ المنظم باسمي ورقم هاتفي من أجل شارة هذا المعرض."
EVERY_STAND = "كل رواق يمسح شارتي يمكنه الاحتفاظ باسمي ورقم هاتفي وبريدي الإلكتروني."
GUESTS = (
    ("محمد الناصري", "Mohamed Naciri", Rank.WALI, "عامل الإقليم", "A-1", Answer.COMING),
    ("أمينة الإدريسي", "Amina Idrissi", Rank.ELECTED, "رئيسة المجلس الإقليمي", "A-2", Answer.COMING),
    (None, "Jean-Marc Delorme", Rank.DIPLOMAT, "Conseiller agricole", "A-3", Answer.WAITING),
    ("سعيد حمداوي", "Saïd Hamdaoui", Rank.DIRECTOR, "مدير مكتب تنمية التعاون", "B-1", Answer.COMING),
    ("نادية شكري", None, Rank.PARTNER, "مسؤولة الشراكات", "B-2", Answer.DECLINED),
    ("كريم بلحاج", "Karim Belhaj", Rank.SPEAKER, "أستاذ باحث", None, Answer.COMING),
    ("حنان المرابط", "Hanane Mrabet", Rank.OFFICIAL, "رئيسة قسم العمل الاجتماعي", "B-3", Answer.WAITING),
)
HOSTS = {Rank.WALI: "نعيمة أوحدو", Rank.ELECTED: "نعيمة أوحدو", Rank.DIPLOMAT: "Saïd Amhaouch"}
"""Who receives whom."""
GOOD_LIST = (
    "Nom;Prénom;Téléphone;Qualité\nAmhaouch;Itto;0661000091;Presse\nOuali;Rachid;0661000092;Visiteur\n"
    "Tazi;Salma;0661000093;Exposant\n"
)
POOR_LIST = (
    "الاسم الكامل;رقم الهاتف;الصفة\nرقية أزكاغ;0661000094;زائر\nموحى أوعلي;12;زائر\n;0661000095;صحافة\n"
    "يطو العلوي;0661000096;ملك\nلحسن بوعزة;0661000097;مدرسة\n"
)
CLASSES: dict[str, tuple[tuple[str, ...], ...]] = {
    "Consignes": (("Une feuille par classe",),),
    "القسم الخامس": (("الاسم الكامل", "الهاتف"), ("سلمى حمداوي", "0661000101"), ("موحى شكري", "0661000102")),
    "6e année": (("Nom complet", "Tél"), ("Itto Azgagh", "0661000103"), ("Karim Naciri", "0661000104")),
}


def fill(world: World, edition: Edition) -> None:
    """What the desk of a running fair has at hand."""
    now = clock.now()
    organizer = world.people.get("organizer")
    operations.save_setting(organizer, edition, ["kind", "commune", "company"], now, is_open=True)
    _families(edition, now)
    _walk_ins(world, edition, now)
    _guests(edition, now)
    _layouts(edition, now)
    _files(edition, now)
    _print(world, edition, now)


def _families(edition: Edition, now: datetime) -> None:
    family = Visitor.called("خديجة أوحدو", phone="+212661000080", party=4, answers={"commune": "مريرت"})
    operations.register(edition, family, CONSENT, now - timedelta(hours=5), ["موحى أوحدو", "سلمى أوحدو"])
    school = Visitor.called("مدرسة المسيرة الخضراء", category="school", party=28)
    operations.register(edition, school, CONSENT, now - timedelta(hours=4))
    buyer = Visitor.called("Laïla Benali", category="buyer", answers={"company": "Épices du Sud"})
    operations.register(edition, buyer, CONSENT, now - timedelta(hours=3), contact_text=EVERY_STAND)


def _walk_ins(world: World, edition: Edition, now: datetime) -> None:
    """Two came to the desk and agreed to what was read to them; only one left a number."""
    staff, read = world.people.get("organizer"), ReadAloud(CONSENT, "ar")
    for name, kind, minutes in (("عائشة بوعزة", "visitor", 25), ("Lahcen Ouali", "press", 9)):
        visitor = Visitor.called(name, category=kind, phone="+212661000088" if kind == "press" else None)
        came = now - timedelta(minutes=minutes)
        row = operations.add_at_desk(staff, edition, visitor, read, came, is_another=True)
        row.badge.printed_at = came + timedelta(minutes=1)


def _guests(edition: Edition, now: datetime) -> None:
    """One stands at the gate, one was received, the others answered this or that."""
    invited = now - timedelta(days=9)
    rows: list[Guest] = []
    for name_ar, name_latin, rank, title, place, answer in GUESTS:
        visitor = Visitor(name_ar, name_latin, phone=f"+21266100007{len(rows)}", party=1 + len(rows) % 2)
        guest = operations.invite_guest(
            None, edition, visitor, Protocol(rank, title, place, HOSTS.get(rank)), invited
        )
        operations.note_sent(None, guest, invited)
        if answer != Answer.WAITING:
            guest.answer, guest.answered_at = answer, invited + timedelta(days=1)
        rows.append(guest)
    for guest, minutes in ((rows[0], 12), (rows[3], 40), (rows[5], 4)):
        came = now - timedelta(minutes=minutes)
        badge = guest.registration.badge
        badge.first_in_at = badge.last_in_at = came
        badge.last_place, badge.last_day, badge.is_inside = "A", clock.today(edition.zone), True
        badge.days_in = 1 << (badge.last_day - edition.starts_on).days
    operations.receive_guest(None, rows[3], now - timedelta(minutes=38))


def _layouts(edition: Edition, now: datetime) -> None:
    """A guest's badge with function and seat, and one for the press of all fairs."""
    standing = badge_design.standard("a6")
    guests = [
        replace(each, source=Source.FUNCTION, size=15, colour="kind")
        if each.source == Source.COMPANY
        else each
        for each in standing.elements
    ]
    guests.append(Element(Kind.TEXT, 70, 128, 31, 12, source=Source.PLACE, size=20, is_bold=True))
    design = replace(standing, elements=tuple(guests))
    operations.create_layout(None, edition, "ضيوف الشرف", design, now)
    lying = badge_design.standard("label")
    beside = {Source.NAME, Source.OTHER_NAME, Source.COMPANY, Source.CATEGORY}
    press = [replace(each, x=54, width=32) if each.source in beside else each for each in lying.elements]
    press.append(Element(Kind.PHOTO, 35, 16, 17, 22))
    design = replace(
        lying, elements=tuple(press), colours={**badge_design.KIND_COLOURS, "press": "terracotta"}
    )
    operations.create_layout(None, edition, "Presse", design, now, is_shared=True)


def _files(edition: Edition, now: datetime) -> None:
    """One list that is in, one whose rows wait for a decision, one just sent."""
    done = bringing.send_file(None, edition, "participants-presse.csv", GOOD_LIST.encode("cp1252"), now)
    bringing.name_columns(done, done.columns)
    bringing.check(done)
    bringing.begin(done, keep_good=False)
    bringing.bring_in_piece(done, 0, now)
    waiting = bringing.send_file(None, edition, "لائحة المدعوين.csv", POOR_LIST.encode("cp1256"), now)
    bringing.name_columns(waiting, waiting.columns)
    bringing.check(waiting)
    bringing.send_file(None, edition, "ecole-al-massira.xlsx", _workbook(), now)


def _print(world: World, edition: Edition, now: datetime) -> None:
    """A print in two files, stopped before the first was made: somebody chose the wrong paper."""
    organizer, began = world.people.get("organizer"), now - timedelta(minutes=35)
    some = sa.select(Registration.id).where(Registration.edition_id == edition.id).order_by(Registration.id)
    chosen = db.session.scalars(some.limit(printing.PART + 40)).all()
    run = printing.begin_run(organizer, edition, "a6_sheet", began, only_new=False, chosen=chosen)
    run.created_at = began
    printing.stop_run(organizer, run, began + timedelta(minutes=1))


def _workbook() -> bytes:
    """A school's list as schools keep it: a cover, then a sheet for each class."""
    import openpyxl

    book = openpyxl.Workbook(write_only=True)
    for title, rows in CLASSES.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()
