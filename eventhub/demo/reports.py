"""The demo's closing reports: two fairs of 2025, with targets, statements and the organizer's words.

The press gave no figures of these fairs: every number is invented and follows from the demo's own rows;
what no row says is stated as an estimate.
"""

# ruff: noqa: E501 - a text in one language stands on one line

from eventhub.database import db
from eventhub.demo.world import World
from eventhub.fairs.models import Edition
from eventhub.i18n import Texts
from eventhub.reports import operations
from eventhub.reports.figures import Aim, Method
from eventhub.reports.models import StatedFigure
from eventhub.reports.operations import Statement

WORDS = {
    "khenifra-2025": Texts(
        ar="اختُتم المعرض في أجواء الذكرى العشرين للمبادرة الوطنية للتنمية البشرية.\nأقبل الزوار خصوصا مساء السبت والأحد، وكان العسل والزرابي ومستحضرات التجميل الطبيعية أكثر ما بيع.\nما لم ينجح: الماء في الصف الأخير من الأروقة، والظل وقت الظهيرة. سيُعالجان في الدورة القادمة.",
        fr="Le salon s'est clos dans l'élan des vingt ans de l'Initiative nationale pour le développement humain.\nLes visiteurs sont venus surtout les samedi et dimanche soirs ; le miel, les tapis et les cosmétiques naturels se sont le mieux vendus.\nCe qui n'a pas marché : l'eau au dernier rang des stands, et l'ombre à midi. La prochaine édition y remédiera.",
        en="The fair closed in the spirit of the National Initiative for Human Development's twentieth year.\nVisitors came above all on Saturday and Sunday evenings; honey, carpets and natural cosmetics sold best.\nWhat did not work: water at the last row of stands, and shade at noon. The next edition will see to both.",
    ),
    "safi-capers-7": Texts(
        ar="التقى في الدورة السابعة المنتجون والباحثون والمؤسسات حول شجيرة تقاوم الجفاف.\nطلب المنتجون وحدة للفرز أقرب إلى الحقول، وعقودا تُوقَّع قبل موسم الجني.",
        fr="La septième édition a réuni producteurs, chercheurs et institutions autour d'un arbuste qui résiste à la sécheresse.\nLes producteurs demandent une unité de calibrage plus proche des champs, et des contrats signés avant la récolte.",
        en="The seventh edition brought growers, researchers and institutions together around a shrub that stands drought.\nGrowers ask for a grading unit nearer the fields, and for contracts signed before the harvest.",
    ),
}  # fmt: skip
AIMS = {
    "khenifra-2025": (
        Statement(Aim.VISITORS, 9_000, None, Method.ESTIMATED),
        Statement(Aim.EXHIBITORS, 60, None, Method.ESTIMATED),
        Statement(Aim.SALES, 600_000_00, None, Method.ESTIMATED),
    ),
    "safi-capers-7": (
        Statement(Aim.VISITORS, 12_000, 11_500, Method.ESTIMATED),
        Statement(Aim.EXHIBITORS, 80, 84, Method.DECLARED),
        Statement(Aim.SALES, None, 1_240_000_00, Method.ESTIMATED),
    ),
    "khenifra-demo": (
        Statement(Aim.VISITORS, 12_000, None, Method.ESTIMATED),
        Statement(Aim.EXHIBITORS, 70, None, Method.ESTIMATED),
        Statement(Aim.WOMEN_LED, 30, None, Method.ESTIMATED),
    ),
}


def fill(world: World) -> None:
    """Publish the reports of the fairs that are over, and set the targets of the one that runs."""
    db.session.flush()
    organizer = world.people["organizer"]
    for slug, statements in AIMS.items():
        edition = world.editions[slug]
        if slug in WORDS:
            at = world.at(edition.ends_on, 12)
            operations.write(organizer, edition, WORDS[slug], list(statements), at)
            operations.publish(organizer, edition, at)
        else:
            _aim(edition, statements)
    db.session.flush()


def _aim(edition: Edition, statements: tuple[Statement, ...]) -> None:
    db.session.add_all(
        StatedFigure(
            edition_id=edition.id, organizer_id=edition.organizer_id, aim=each.aim, target=each.target
        )
        for each in statements
    )
