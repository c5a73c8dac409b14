# ruff: noqa: E501 - a sentence is read whole, beside its translation
"""What the demo's contests bind themselves to: rules, method, checklist, categories, partners; and budgets."""

from typing import Any


def _two(arabic: str, french: str) -> dict[str, str]:
    return {"ar": arabic, "fr": french}


RULES = _two(
    "1. المشاركة مجانية ومفتوحة للباحثين عن عمل وحاملي المشاريع الجدد والتعاونيات القائمة والمجموعات.\n2. تُقبل فكرة واحدة لكل مشروع، ويجب أن يُسيَّر في شكل تعاونية.\n3. تُكتب الفكرة بالعربية أو الفرنسية أو الأمازيغية.\n4. يتوصل كل مشارك بنقطه وبملاحظات لجنة التحكيم.\n5. يمكن التظلم من عدم القبول داخل الأجل المحدد.",
    "1. La participation est gratuite, ouverte aux chercheurs d'emploi, nouveaux porteurs de projets, coopératives existantes et groupes.\n2. Une idée par projet, destinée à être menée en coopérative.\n3. L'idée s'écrit en arabe, en français ou en amazighe.\n4. Chacun reçoit ses notes et les remarques du jury.\n5. Un refus peut faire l'objet d'un recours dans le délai fixé.",
)
METHOD = _two(
    "يقرأ كل فكرة ثلاثة محكمين على الأقل دون معرفة صاحبها. تُوزن المعايير كما هو منشور، ويُخصم أثر سخاء كل محكم أو تشدده قبل الترتيب.",
    "Chaque idée est lue par trois jurés au moins, sans nom. Les critères sont pondérés comme publié, et la sévérité propre à chaque juré est retirée avant le classement.",
)
ELIGIBILITY = [
    {
        "id": "p1",
        "name": _two("المشروع داخل المجال الترابي للمسابقة", "Le projet est dans le territoire du concours"),
    },
    {"id": "p2", "name": _two("سيُسيَّر المشروع في شكل تعاونية", "Le projet sera mené en coopérative")},
    {"id": "p3", "name": _two("لم يستفد من دعم البرنامج نفسه", "Il n'a pas déjà reçu ce soutien")},
]
CATEGORIES = [
    {"id": "k1", "name": _two("الشباب", "Jeunes")},
    {"id": "k2", "name": _two("النساء", "Femmes")},
    {"id": "k3", "name": _two("البيئة والمناخ", "Environnement et climat")},
]
PARTNERS = [
    {
        "name": _two("مجلس الجهة", "Conseil de la région"),
        "role": _two("تمويل الجوائز", "Finance les prix"),
        "url": None,
    },
    {
        "name": _two("الوكالة الوطنية لإنعاش التشغيل والكفاءات", "ANAPEC"),
        "role": _two("إخبار الباحثين عن عمل", "Informe les chercheurs d'emploi"),
        "url": "https://www.anapec.org",
    },
    {
        "name": _two("جامعة السلطان مولاي سليمان", "Université Sultan Moulay Slimane"),
        "role": _two("خبراء لجنة التحكيم والمواكبة", "Experts du jury et de l'accompagnement"),
        "url": None,
    },
]
BOUND: dict[str, Any] = {
    "rules": RULES,
    "method": METHOD,
    "eligibility": ELIGIBILITY,
    "categories": CATEGORIES,
    "partners": PARTNERS,
}
LONGER = "Le délai est prolongé d'une semaine : la neige a coupé les routes de plusieurs communes. – مُدّد الأجل أسبوعا بسبب الثلوج التي قطعت طرق عدة جماعات."

PARTS: tuple[tuple[dict[str, str], float, int], ...] = (
    (_two("التجهيزات", "Équipements"), 0.55, 1),
    (_two("أشغال التهيئة", "Travaux d'aménagement"), 0.25, 1),
    (_two("أول المشتريات (شهر)", "Premiers achats (mois)"), 0.2, 4),
)
"""The lines of a budget: what, its share of the whole, how many."""


def lines_for(centimes: int) -> list[dict[str, Any]]:
    """Lines that add up to a budget of whole dirhams."""
    lines: list[dict[str, Any]] = [
        {"what": what, "quantity": many, "price": int(centimes * share / many / 100) * 100}
        for what, share, many in PARTS
    ]
    rest = centimes - sum(line["quantity"] * line["price"] for line in lines)
    lines[0]["price"] += rest
    return lines


AGAIN = _two("مشروع:", "Projet :")
"""What somebody puts before a title that is there already."""

SESSIONS = (
    (
        -6,
        15,
        90,
        3,
        _two("حساب الكلفة وثمن البيع", "Calculer le coût et le prix de vente"),
        "Naïma El Fassi, experte-comptable",
        "Maison de l'artisan, Béni Mellal",
        None,
    ),
    (
        2,
        10,
        60,
        4,
        _two("تقديم الفكرة في ثلاث دقائق", "Présenter son idée en trois minutes"),
        "Driss Ouhmad, formateur",
        None,
        "https://meet.example.org/idees",
    ),
    (
        5,
        16,
        60,
        1,
        _two("الرخصة الصحية خطوة بخطوة", "L'autorisation sanitaire pas à pas"),
        "Dr Samira Kabbaj, ONSSA",
        "ONSSA, Khénifra",
        None,
    ),
    (
        7,
        11,
        120,
        10,
        _two("تأسيس تعاونية", "Créer une coopérative"),
        "Hassan Amrani, ODCO",
        "Délégation ODCO, Béni Mellal",
        None,
    ),
)
"""Days from today, hour, minutes, seats, subject, expert, place, link."""
NOTE = "ثمن البيع يغطي الكلفة ابتداء من 40 كيلوغراما في الأسبوع. راجعوا كلفة النقل."
APPEAL = "مشروعنا يوجد فعلا داخل إقليم الراشيدية، وقد أخطأنا في اختيار الإقليم. نرجو النظر من جديد في ملفنا."
APPEAL_ANSWERED = "اطلعنا على ملفكم من جديد: سبق لهذا المشروع أن استفاد من البرنامج. يبقى القرار على حاله، ونشجعكم على المشاركة بفكرة جديدة."
TO_OWNERS = "مرحبا. تذكير: يُستكمل الملف قبل نهاية الأسبوع، ويجيب مكتبنا على أسئلتكم في الرقم المعروف من 9 صباحا إلى 4 زوالا."
LETTERS = (
    (
        "Fatima Zahra Berrada – Hôtel Zayane",
        "f.berrada@hotel.example",
        "Bonjour, nous cherchons un produit régulier pour nos petits déjeuners. Pouvez-vous livrer vingt kilos par semaine à Khénifra ?",
        None,
    ),
    (
        "حسن الوردي، مقاولة للتوزيع",
        "+212661000077",
        "السلام عليكم، يهمنا تسويق منتوجكم في خمسة محلات. هل يمكن أن نتحدث هذا الأسبوع؟",
        "تحدثنا في الهاتف: نلتقي يوم السبت في السوق، ونحمل معنا عينات.",
    ),
)

FUNDERS: tuple[dict[str, Any], ...] = (
    {
        "name": _two("المبادرة الوطنية للتنمية البشرية", "Initiative nationale pour le développement humain"),
        "about": _two(
            "برنامج تحسين الدخل والإدماج الاقتصادي للشباب: دعم مالي ومواكبة عبر منصات الشباب بالأقاليم.",
            "Programme d'amélioration du revenu et d'inclusion économique des jeunes : appui financier et accompagnement par les plateformes des provinces.",
        ),
        "url": "https://www.indh.ma",
        "helps": ["money", "training"],
        "sectors": [],
        "regions": [],
        "stages": ["idea", "tried"],
        "least": None,
        "most": 30_000_000,
        "only_women_led": False,
    },
    {
        "name": _two("مؤسسة المكتب الشريف للفوسفاط", "Fondation OCP"),
        "about": _two(
            "منح لتعاونيات تقودها نساء، مع خبراء وشبكة من المشترين.",
            "Dotations à des coopératives menées par des femmes, avec des experts et un réseau d'acheteurs.",
        ),
        "url": None,
        "helps": ["money", "training", "buyers"],
        "sectors": [],
        "regions": ["07", "05", "06"],
        "stages": ["tried", "running"],
        "least": 5_000_000,
        "most": None,
        "only_women_led": True,
    },
    {
        "name": _two("بنك القرب", "Banque de proximité"),
        "about": _two(
            "قروض صغرى بضمان جماعي، وحساب بلا مصاريف في السنة الأولى.",
            "Petits crédits à caution solidaire, compte sans frais la première année.",
        ),
        "url": None,
        "helps": ["money"],
        "sectors": [],
        "regions": [],
        "stages": ["running"],
        "least": 2_000_000,
        "most": 20_000_000,
        "only_women_led": False,
    },
    {
        "name": _two("غرفة الصناعة التقليدية", "Chambre d'artisanat"),
        "about": _two(
            "محلات بدار الصانع ومعارض وتكوين في الجودة.",
            "Ateliers à la Maison de l'artisan, foires et formation à la qualité.",
        ),
        "url": None,
        "helps": ["premises", "buyers", "training"],
        "sectors": ["pottery", "weaving", "embroidery", "wood", "leather", "metal"],
        "regions": [],
        "stages": [],
        "least": None,
        "most": None,
        "only_women_led": False,
    },
)
MODELS: tuple[dict[str, Any], ...] = (
    {
        "title": _two("وحدة لتثمين العسل", "Unité de valorisation du miel"),
        "sector": "honey",
        "members": 12,
        "payback_months": 18,
        "budget_lines": (
            (_two("خلايا مأهولة", "Ruches peuplées"), 60, 90_000),
            (_two("منضج ومستخلص", "Maturateur et extracteur"), 1, 2_200_000),
            (_two("تهيئة المحل", "Aménagement du local"), 1, 3_500_000),
        ),
        "answers": {
            "need": _two(
                "يبيع النحالون عسلهم بالجملة دون تحليل ولا علامة.",
                "Les apiculteurs vendent en vrac, sans analyse ni marque.",
            ),
            "solution": _two(
                "محل صغير مرخص للاستخلاص والتعبئة، وتحليل لكل دفعة، وعلامة مشتركة.",
                "Un petit local agréé d'extraction et de mise en pot, une analyse par lot, une marque commune.",
            ),
            "market": _two(
                "محلات المنتوجات المجالية والفنادق، بثمن 120 إلى 200 درهم للكيلوغرام.",
                "Boutiques de terroir et hôtels, de 120 à 200 dirhams le kilo.",
            ),
            "impact": _two(
                "دخل أعلى بالثلث، وتلقيح أفضل.",
                "Un revenu d'un tiers plus élevé, une meilleure pollinisation.",
            ),
        },
    },
    {
        "title": _two("تقطير النباتات العطرية والطبية", "Distillation de plantes aromatiques et médicinales"),
        "sector": "aromatic_plants",
        "members": 20,
        "payback_months": 24,
        "budget_lines": (
            (_two("مقطرة بخار 500 لتر", "Alambic à vapeur de 500 litres"), 1, 8_500_000),
            (_two("مجففات شمسية", "Séchoirs solaires"), 3, 900_000),
            (_two("قنينات ولصاقات", "Flacons et étiquettes"), 2000, 450),
        ),
        "answers": {
            "need": _two(
                "تُقطف النباتات وتُباع خاما بثمن بخس.",
                "Les plantes sont cueillies et vendues brutes à bas prix.",
            ),
            "solution": _two(
                "قطف بالتناوب بعقد مع المياه والغابات، وتقطير وتجفيف جماعيان.",
                "Une cueillette en rotation sous contrat avec les Eaux et Forêts, distillation et séchage en commun.",
            ),
            "market": _two(
                "مشترو الزيوت الأساسية ومحلات العطارة.", "Acheteurs d'huiles essentielles et herboristes."
            ),
            "impact": _two(
                "عمل للقاطفات وغابة تتجدد.", "Du travail pour les cueilleuses, une forêt qui se renouvelle."
            ),
        },
    },
    {
        "title": _two("ورشة للنسيج بالصباغة الطبيعية", "Atelier de tissage aux teintures naturelles"),
        "sector": "weaving",
        "members": 15,
        "payback_months": 20,
        "budget_lines": (
            (_two("مناسج", "Métiers à tisser"), 8, 450_000),
            (_two("مصبغة", "Atelier de teinture"), 1, 2_800_000),
            (_two("صوف", "Laine"), 400, 9_000),
        ),
        "answers": {
            "need": _two(
                "تنافس الزرابي الصناعية الزربية اليدوية.", "Les tapis industriels concurrencent le fait main."
            ),
            "solution": _two(
                "صباغة بنباتات محلية وبطاقة تعريف لكل قطعة.",
                "Des teintures de plantes locales et une fiche pour chaque pièce.",
            ),
            "market": _two(
                "مهندسو الديكور والبيع عبر الأنترنت.", "Architectes d'intérieur et vente en ligne."
            ),
            "impact": _two("حرفة تنتقل إلى الشابات.", "Un métier transmis aux jeunes femmes."),
        },
    },
    {
        "title": _two("مخبزة للكسكس والعجائن التقليدية", "Atelier de couscous et pâtes traditionnelles"),
        "sector": "couscous",
        "members": 10,
        "payback_months": 14,
        "budget_lines": (
            (_two("مطحنة وآلة تفتيل", "Moulin et rouleuse"), 1, 4_200_000),
            (_two("مجفف", "Séchoir"), 1, 1_800_000),
            (_two("قمح (قنطار)", "Blé (quintal)"), 40, 45_000),
        ),
        "answers": {
            "need": _two(
                "تعمل النساء في بيوتهن دون رخصة صحية.",
                "Les femmes travaillent chez elles, sans autorisation sanitaire.",
            ),
            "solution": _two(
                "محل مطابق للمعايير، وثلاثة أصناف من الكسكس.",
                "Un local aux normes et trois sortes de couscous.",
            ),
            "market": _two("المطاعم المدرسية والأسواق الممتازة.", "Cantines scolaires et supermarchés."),
            "impact": _two("عشرة مناصب شغل قارة للنساء.", "Dix emplois stables pour des femmes."),
        },
    },
)
