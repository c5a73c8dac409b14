"""The demo's terms, accounts and requests: the souk of M'rirt has published, some have paid, one appeals.

Nothing is drawn by chance here, so that what other parts draw stays the same.
"""

# ruff: noqa: E501 - a text in one language stands on one line

from datetime import timedelta

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from eventhub.booths.kinds import Channel, Method, WaitingCause
from eventhub.booths.models import (
    Appeal,
    Application,
    ApplicationMessage,
    ExhibitorTerms,
    StandPerson,
    Vehicle,
    WaitingMove,
)
from eventhub.booths.operations import invoicing, paying
from eventhub.booths.states import ApplicationState
from eventhub.database import db
from eventhub.demo.world import World
from eventhub.fairs.models import Edition
from eventhub.i18n import Texts

_S = ApplicationState
PLACE = "souk-mrirt"
TERMS = {
    "exempt_text": {
        "ar": "معفى من الضريبة على القيمة المضافة",
        "fr": "Exonéré de TVA",
    },
    "bank_account": "230 000 0000000000000000 00",
    "services": {
        "ar": "رواق مساحته 9 أمتار مربعة، طاولة وكرسيان، نقطة كهرباء وحراسة ليلية.",
        "fr": "Un stand de 9 m², une table et deux chaises, un point électrique, un gardiennage de nuit.",
    },
    "obligations": {
        "ar": "1. فتح الرواق طيلة ساعات المعرض.\n2. عرض المنتوجات المصرح بها وحدها وبأثمنة معلنة.\n3. إرجاع الرواق نظيفا في آخر يوم.",
        "fr": "1. Ouvrir le stand pendant toutes les heures du salon.\n2. N’exposer que les produits déclarés, aux prix affichés.\n3. Rendre le stand propre le dernier jour.",
    },
    "paragraph_selected": {
        "ar": "يُستقبل العارضون ابتداء من السابعة صباحا من اليوم الأول.",
        "fr": "Les exposants sont accueillis à partir de sept heures le premier jour.",
    },
}
PEOPLE = (("فاطمة أيت وعزيز", "Fatima Aït Ouaziz"), ("رقية بنموسى", "Rkia Benmoussa"))


def fill(world: World) -> None:
    """Terms, then what each exhibitor of the souk has paid, named, been told or asked."""
    edition = world.editions[PLACE]
    db.session.add(ExhibitorTerms(edition_id=edition.id, organizer_id=edition.organizer_id, **TERMS))
    files = _files(edition)
    for number, file in enumerate(files[_S.CONFIRMED]):
        _paid(world, file, number)
    _partly(world, files[_S.ACCEPTED])
    _told(world, files[_S.SELECTED])
    for file in files[_S.WAITLISTED][:3]:
        before = int(file.waiting_rank or 1) + 1
        db.session.add(
            WaitingMove(
                application_id=file.id,
                from_rank=before,
                to_rank=before - 1,
                cause=WaitingCause.OFFERED,
                created_at=world.at(world.today, 8),
            )
        )
    for file in files[_S.REFUSED][:1]:
        _appealed(world, file)
    db.session.flush()


def _files(edition: Edition) -> dict[str, list[Application]]:
    query = (
        sa.select(Application)
        .where(Application.edition_id == edition.id)
        .options(joinedload(Application.cooperative), joinedload(Application.call))
        .order_by(Application.id)
    )
    found: dict[str, list[Application]] = {state: [] for state in ApplicationState}
    for file in db.session.scalars(query):
        found[file.state].append(file)
    return found


def _paid(world: World, file: Application, number: int) -> None:
    """Confirmed: the invoice, then cash or a transfer; the first has named its people and its van."""
    actor, at = world.people["organizer"], world.at(world.today - timedelta(days=1), 10, number)
    invoicing.issue_invoice(actor, file, at)
    method = Method.TRANSFER if number % 3 == 1 else Method.CASH
    paying.record(actor, file, method, file.call.fee, f"demo-{file.public_id}", at)
    if number == 0:
        db.session.add_all(
            StandPerson(application_id=file.id, name_ar=arabic, name_latin=latin) for arabic, latin in PEOPLE
        )
        enters = world.at(file.edition.starts_on, 7)
        times = {"enters_at": enters, "leaves_at": enters + timedelta(hours=2)}
        db.session.add(Vehicle(application_id=file.id, plate="12345-أ-19", gate="2", **times))


def _partly(world: World, files: list[Application]) -> None:
    actor, at = world.people["organizer"], world.at(world.today, 9)
    for file in files[:1]:
        paying.charge(actor, file, Texts(ar="طاولة إضافية", fr="Table supplémentaire"), 2, 5_000, at)
        paying.record(actor, file, Method.CASH, file.call.fee // 2, f"demo-{file.public_id}", at)


def _told(world: World, files: list[Application]) -> None:
    """Offers to those without e-mail wait to be opened in WhatsApp."""
    for number, file in enumerate(files[:3]):
        db.session.add(
            ApplicationMessage(
                edition_id=file.edition_id,
                organizer_id=file.organizer_id,
                application_id=file.id,
                channel=Channel.WHATSAPP,
                template="application_selected",
                language="ar",
                to=f"+21266100000{number}",
                subject="عُرض عليكم رواق في سوق مريرت",
                text=f"خبر سار: اختيرت {file.cooperative.name.best('ar')} للمشاركة، ويُعرض عليكم رواق. المرجو الجواب في الأجل.",
                opened_at=world.at(world.today, 9) if number == 0 else None,
                opened_by_id=world.people["organizer"].id if number == 0 else None,
            )
        )


def _appealed(world: World, file: Application) -> None:
    db.session.add(
        Appeal(
            edition_id=file.edition_id,
            organizer_id=file.organizer_id,
            application_id=file.id,
            words="طلبنا قوة كهربائية أكبر من حاجتنا: يكفينا 1 كيلوواط. المرجو إعادة النظر في ملفنا.",
            against=_S.REFUSED,
            created_at=world.at(world.today, 9),
        )
    )
