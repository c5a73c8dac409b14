"""What happens at the demo's fairs: partners, sessions, and what the forum of 22 May 2025 recommended."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from eventhub.fairs.states import PartnerRole, RecommendationState, SessionKind

Words = dict[str, str]
_P, _K, _R = PartnerRole, SessionKind, RecommendationState


def words(arabic: str, french: str, english: str | None = None) -> Words:
    """One text in its languages."""
    return {"ar": arabic, "fr": french} | ({"en": english} if english else {})


@dataclass(frozen=True, slots=True)
class Talk:
    """One session: its day (1 is the first), its local time, its length in minutes."""

    day: int
    hour: int
    minutes: int
    kind: SessionKind
    title: Words
    room: Words
    seats: int | None = None
    attended: int | None = None
    speakers: tuple[dict[str, Words], ...] = ()
    minute: int = 0


def _speaker(name: Words, title: Words) -> dict[str, Words]:
    return {"name": name, "title": title}


PROVINCE = words("عمالة إقليم خنيفرة", "Province de Khénifra", "Province of Khenifra")
INDH = words(
    "المبادرة الوطنية للتنمية البشرية",
    "Initiative nationale pour le développement humain",
    "National Initiative for Human Development",
)
AGRICULTURE = words(
    "وزارة الفلاحة والصيد البحري والتنمية القروية والمياه والغابات",
    "Ministère de l'Agriculture, de la Pêche maritime, du Développement rural et des Eaux et Forêts",
    "Ministry of Agriculture, Maritime Fisheries, Rural Development, Water and Forests",
)
GROWERS = words(
    "جمعية منتجي الكبّار بإقليم آسفي",
    "Association provinciale des producteurs de câpres de Safi",
    "Provincial association of caper producers of Safi",
)
OCP = words("مجموعة المكتب الشريف للفوسفاط", "Groupe OCP", "OCP Group")
ACT = words("Act4Community", "Act4Community", "Act4Community")
ODCO = words(
    "مكتب تنمية التعاون", "Office du développement de la coopération", "Office for Cooperative Development"
)
CRAFTS = words(
    "المديرية الإقليمية للصناعة التقليدية بآسفي",
    "Direction provinciale de l'artisanat de Safi",
    "Provincial directorate of crafts of Safi",
)
PRESS = words("الصحافة المحلية", "Presse locale", "Local press")

PARTNERS: dict[str, tuple[tuple[Words, PartnerRole, str | None], ...]] = {
    "khenifra-2025": (
        (PROVINCE, _P.ORGANIZER, None),
        (INDH, _P.FUNDER, "https://www.indh.ma"),
    ),
    "khenifra-demo": (
        (PROVINCE, _P.ORGANIZER, None),
        (AGRICULTURE, _P.PATRON, "https://www.agriculture.gov.ma"),
        (INDH, _P.FUNDER, "https://www.indh.ma"),
        (ODCO, _P.SUPPORT, "https://www.odco.gov.ma"),
        (ACT, _P.SUPPORT, None),
        (PRESS, _P.MEDIA, None),
    ),
    "safi-capers-7": (
        (AGRICULTURE, _P.PATRON, "https://www.agriculture.gov.ma"),
        (GROWERS, _P.ORGANIZER, None),
        (OCP, _P.SUPPORT, "https://www.ocpgroup.ma"),
        (ACT, _P.SUPPORT, None),
    ),
    "safi-pottery": (
        (CRAFTS, _P.ORGANIZER, None),
        (ACT, _P.SUPPORT, None),
    ),
    "souk-mrirt": ((PROVINCE, _P.ORGANIZER, None), (INDH, _P.FUNDER, "https://www.indh.ma")),
}

STAGE = words("المنصة", "Scène", "Stage")
HALL = words("قاعة الاجتماعات بمقر العمالة", "Salle de la préfecture", "The prefecture's hall")
TENT = words("خيمة الورشات", "Chapiteau des ateliers", "Workshop tent")
ROOM = words("قاعة المحاضرات", "Salle de conférences", "Lecture room")

MODERATOR = _speaker(
    words("الدكتورة سعاد أزلماط", "Dr Souad Azelmat"),
    words("أستاذة الاقتصاد الاجتماعي", "Professeure d'économie sociale"),
)
ECONOMIST = _speaker(
    words("الأستاذ عبد الإله المرابط", "Pr Abdelilah El Mrabet"),
    words("خبير في الاقتصاد الاجتماعي والتضامني", "Expert en économie sociale et solidaire"),
)
ADVISER = _speaker(
    words("حنان أوعلي", "Hanane Ouali"),
    words("مستشارة تعاونيات", "Conseillère en coopératives"),
)
FOOD_SAFETY = _speaker(
    words("مراد السقاط", "Mourad Sekkat"),
    words("مهندس في سلامة المنتوجات الغذائية", "Ingénieur en sécurité sanitaire des aliments"),
)
SELLER = _speaker(
    words("إيمان بوعزة", "Imane Bouazza"),
    words("مكوّنة في البيع عبر الإنترنت", "Formatrice en vente en ligne"),
)
BOTANIST = _speaker(
    words("الدكتور رشيد الوردي", "Dr Rachid El Ouardi"),
    words("باحث في النباتات المقاومة للجفاف", "Chercheur, plantes résistantes à la sécheresse"),
)
GROWER = _speaker(
    words("الحاجة زهرة الشرقاوي", "Hajja Zahra Cherkaoui"),
    words("رئيسة تعاونية للكبّار", "Présidente d'une coopérative de câpres"),
)
POTTER = _speaker(
    words("المعلم أحمد الفخاري", "Maâlem Ahmed El Fakhari"),
    words("معلم خزّاف", "Maître potier"),
)

OPENING = words("الافتتاح الرسمي", "Inauguration", "Opening")
CLOSING = words("الاختتام وتسليم شهادات المشاركة", "Clôture et remise des attestations", "Closing")
AHIDOUS = words("أمسية أحيدوس", "Soirée ahidous", "Ahidous evening")

FORUM = (
    Talk(
        1,
        15,
        30,
        _K.CEREMONY,
        words(
            "ملتقى خنيفرة للاقتصاد الاجتماعي والتضامني: الكلمات الافتتاحية",
            "Forum de Khénifra sur l'économie sociale et solidaire : ouverture",
            "Khenifra forum on the social and solidarity economy: opening",
        ),
        HALL,
        180,
        168,
        (MODERATOR,),
    ),
    Talk(
        1,
        15,
        45,
        _K.TALK,
        words(
            "أكثر من 61.000 تعاونية بالمغرب: إلى أين؟",
            "Plus de 61 000 coopératives au Maroc : vers où ?",
            "Over 61,000 cooperatives in Morocco: where to?",
        ),
        HALL,
        180,
        171,
        (ECONOMIST,),
        minute=30,
    ),
    Talk(
        1,
        16,
        45,
        _K.TALK,
        words(
            "شهادات تعاونيات الإقليم",
            "Témoignages de coopératives de la province",
            "Cooperatives of the province tell",
        ),
        HALL,
        180,
        154,
        (ADVISER, GROWER),
        minute=15,
    ),
    Talk(
        1,
        17,
        60,
        _K.MEETING,
        words(
            "نقاش مفتوح وقراءة التوصيات",
            "Débat et lecture des recommandations",
            "Discussion and recommendations",
        ),
        HALL,
        180,
        139,
        (MODERATOR, ECONOMIST),
    ),
)


def _workshops(first: int) -> tuple[Talk, ...]:
    """The workshops of a week, beginning on a day."""
    return (
        Talk(
            first,
            11,
            120,
            _K.WORKSHOP,
            words("التلفيف والعنونة", "Emballage et étiquetage", "Packaging and labelling"),
            TENT,
            24,
            24,
            (ADVISER,),
        ),
        Talk(
            first + 1,
            11,
            120,
            _K.WORKSHOP,
            words(
                "رخصة السلامة الصحية: الملف خطوة بخطوة",
                "L'autorisation sanitaire, pas à pas",
                "The food-safety authorisation, step by step",
            ),
            TENT,
            24,
            19,
            (FOOD_SAFETY,),
        ),
        Talk(
            first + 2,
            16,
            120,
            _K.WORKSHOP,
            words(
                "بيع المنتوج بالهاتف: الصورة والثمن والتوصيل",
                "Vendre avec son téléphone : photo, prix, livraison",
                "Selling by phone: picture, price, delivery",
            ),
            TENT,
            30,
            30,
            (SELLER,),
        ),
        Talk(
            first + 3,
            11,
            90,
            _K.WORKSHOP,
            words(
                "محاسبة مبسطة لتعاونية صغيرة",
                "Comptabilité simple d'une petite coopérative",
                "Simple accounts for a small cooperative",
            ),
            TENT,
            20,
            14,
            (ADVISER,),
        ),
    )


WEEK = (
    Talk(1, 10, 60, _K.CEREMONY, OPENING, STAGE, None, 420),
    *FORUM,
    *_workshops(2),
    Talk(
        3,
        19,
        90,
        _K.SHOW,
        AHIDOUS,
        STAGE,
    ),
    Talk(
        4,
        17,
        90,
        _K.MEETING,
        words(
            "لقاء مهني: التعاونيات والمشترون",
            "Rencontre entre coopératives et acheteurs",
            "Cooperatives meet buyers",
        ),
        TENT,
        40,
        33,
        (ADVISER,),
    ),
    Talk(
        6,
        16,
        90,
        _K.WORKSHOP,
        words("ورشة الأطفال: من الصوف إلى الزربية", "Atelier enfants : de la laine au tapis"),
        TENT,
        25,
        25,
    ),
    Talk(6, 19, 90, _K.SHOW, AHIDOUS, STAGE),
    Talk(7, 17, 60, _K.CEREMONY, CLOSING, STAGE, None, 260),
)

CAPERS = (
    Talk(1, 10, 60, _K.CEREMONY, OPENING, STAGE, None, 310),
    Talk(
        2,
        10,
        60,
        _K.TALK,
        words(
            "الكبّار شجيرة تقاوم الجفاف: ما يقوله البحث",
            "Le câprier face à la sécheresse : ce que dit la recherche",
            "The caper bush and drought: what research says",
        ),
        ROOM,
        120,
        112,
        (BOTANIST,),
    ),
    Talk(
        2,
        11,
        60,
        _K.TALK,
        words(
            "الجيل الأخضر وسلسلة الكبّار",
            "Génération Green et la filière du câprier",
            "Green Generation and the caper chain",
        ),
        ROOM,
        120,
        97,
        (ECONOMIST,),
        minute=15,
    ),
    Talk(
        3,
        10,
        120,
        _K.WORKSHOP,
        words("فرز الكبّار وتمليحه", "Calibrage et saumurage des câpres", "Grading and brining capers"),
        TENT,
        24,
        22,
        (GROWER, FOOD_SAFETY),
    ),
    Talk(
        4,
        17,
        90,
        _K.MEETING,
        words("المنتجون والمصدّرون وجها لوجه", "Producteurs et exportateurs face à face"),
        TENT,
        60,
        48,
    ),
    Talk(5, 12, 60, _K.CEREMONY, CLOSING, STAGE, None, 190),
)

POTTERY = (
    Talk(1, 11, 60, _K.CEREMONY, OPENING, STAGE),
    Talk(
        2,
        15,
        120,
        _K.WORKSHOP,
        words("الدولاب لأول مرة: ورشة للصغار", "Premier tour de potier : atelier enfants"),
        TENT,
        16,
        None,
        (POTTER,),
    ),
    Talk(
        4,
        15,
        90,
        _K.TALK,
        words("أفران الغاز بدل الحطب", "Du four à bois au four à gaz", "From wood kilns to gas kilns"),
        ROOM,
        60,
        None,
        (POTTER,),
    ),
    Talk(7, 17, 60, _K.CEREMONY, CLOSING, STAGE),
)

PROGRAMMES: dict[str, tuple[Talk, ...]] = {
    "khenifra-2025": WEEK,
    "khenifra-demo": WEEK,
    "safi-capers-7": CAPERS,
    "safi-pottery": POTTERY,
}

RECOMMENDATIONS: dict[str, tuple[tuple[Any, ...], ...]] = {
    "khenifra-2025": (
        (
            words(
                "رقمنة تتبع الطلبات ضمانا للشفافية",
                "Numériser le suivi des demandes, pour la transparence",
                "Digitise the follow-up of requests, for transparency",
            ),
            words("قسم العمل الاجتماعي", "Division de l'action sociale", "Social-action division"),
            _R.DONE,
            date(2025, 12, 31),
            words(
                "كل طلب مشاركة يُتتبع اليوم على خط زمني.",
                "Chaque candidature se suit désormais étape par étape.",
            ),
        ),
        (
            words("إحداث بنك للمشاريع", "Créer une banque de projets", "Create a project bank"),
            ODCO,
            _R.UNDERWAY,
            date(2026, 12, 31),
            None,
        ),
        (
            words(
                "لجان لتتبع تنفيذ التوصيات",
                "Des comités pour suivre les recommandations",
                "Committees that follow up",
            ),
            PROVINCE,
            _R.ACCEPTED,
            date(2026, 6, 30),
            None,
        ),
        (
            words(
                "نتائج قابلة للقياس بعد كل تظاهرة",
                "Des résultats mesurables après chaque manifestation",
                "Results one can measure after each event",
            ),
            None,
            _R.PROPOSED,
            None,
            None,
        ),
        (
            words("نقل المعرض خارج المدينة", "Déplacer le salon hors de la ville"),
            None,
            _R.DROPPED,
            None,
            words("لم تحظ بالإجماع.", "Sans accord des participants."),
        ),
    ),
}
