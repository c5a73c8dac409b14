# ruff: noqa: E501 - a sentence is read whole, beside its translation
"""The demo's contests in every state, and their ideas before anybody judged them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from eventhub import clock
from eventhub.accounts.models import Person
from eventhub.contests.models import Contest, Idea
from eventhub.contests.states import ContestState, EntrantKind, IdeaState, RefusalReason
from eventhub.cooperatives.kinds import ExhibitorKind
from eventhub.cooperatives.models import Cooperative
from eventhub.database import db
from eventhub.demo import names
from eventhub.demo.contest_rules import BOUND, lines_for
from eventhub.demo.idea_texts import IDEAS, IdeaText
from eventhub.demo.rubric import CRITERIA, prizes
from eventhub.demo.world import World
from eventhub.territory import Place, place, region_of

_E, _S = IdeaState.ELIGIBLE, IdeaState
FES_DAY = date(2025, 4, 22)
KINDS = (EntrantKind.PROJECT_HOLDER, EntrantKind.COOPERATIVE, EntrantKind.JOB_SEEKER)


@dataclass(frozen=True, slots=True)
class Plan:
    """One contest of the demo: its words, place, state before judging, and the states of its ideas."""

    slug: str
    organizer: str
    arabic: str
    french: str
    theme: tuple[str, str]
    places: tuple[str, ...]
    level: str
    state: ContestState
    opens_on: date
    closes_on: date
    held_on: date | None
    ideas: tuple[IdeaState, ...]
    sheets: int = 3
    goes_through: int = 0
    accent: str = "cobalt"


SLOGAN = ("تعاونيات مبتكرة من أجل تنمية مستدامة", "Des coopératives innovantes pour un développement durable")
YOUTH = ("أفكار شابة، تعاونيات حية", "Des idées jeunes, des coopératives vivantes")


STAGED = {
    "odco-demo": {"stages": 2, "sheets_first": 3, "sheets_second": 2, "second_share": 33},
    "safi-idees": {"stages": 2, "sheets_first": 3, "sheets_second": 1, "second_share": 33},
}
"""Juries in two stages: the first of one is under way, the second of the other is over."""


def _plans(today: date) -> tuple[Plan, ...]:
    """In the order they are made: the national final first, since regional contests name it."""

    def ahead(days: int) -> date:
        return today + timedelta(days=days)

    def ago(days: int) -> date:
        return today - timedelta(days=days)

    final = Plan(
        "odco-final-2025", "odco", "المسابقة الوطنية لأفكار المشاريع التعاونية 2025 – النهائي",
        "Concours national d'idées de projets coopératifs 2025 – finale", SLOGAN, (), "national",
        ContestState.OPEN, ago(20), ahead(75), ahead(100), (_S.SUBMITTED, _S.DRAFT), accent="cobalt",
    )  # fmt: skip
    fes = Plan(
        "odco-fes-meknes-2025", "odco", "مسابقة أفكار المشاريع التعاونية – جهة فاس مكناس",
        "Concours d'idées de projets coopératifs – Fès-Meknès", SLOGAN, ("03",), "region",
        ContestState.JUDGING, date(2025, 2, 17), date(2025, 3, 28), FES_DAY,
        (_E,) * 45 + (_S.INELIGIBLE, _S.INELIGIBLE, _S.WITHDRAWN), goes_through=5, accent="cedar",
    )  # fmt: skip
    demo = Plan(
        "odco-demo", "odco", "مسابقة أفكار المشاريع التعاونية – جهة مراكش آسفي",
        "Concours d'idées de projets coopératifs – Marrakech-Safi", SLOGAN, ("07",), "region",
        ContestState.JUDGING, ago(60), ago(18), ahead(9), (_E,) * 24 + (_S.INELIGIBLE, _S.WITHDRAWN),
        goes_through=4, accent="indigo",
    )  # fmt: skip
    khenifra = Plan(
        "khenifra-jeunes-2025", "khenifra", "مسابقة أفكار الشباب – إقليم خنيفرة",
        "Concours d'idées des jeunes – province de Khénifra", YOUTH, ("05.301",), "province",
        ContestState.JUDGING, date(2025, 3, 24), date(2025, 4, 30), date(2025, 5, 21),
        (_E,) * 10 + (_S.INELIGIBLE,), accent="saffron",
    )  # fmt: skip
    safi = Plan(
        "safi-idees", "safi-capers", "مسابقة أفكار سلسلة الكبّار – إقليم آسفي",
        "Concours d'idées de la filière câpre – province de Safi",
        ("الجيل الأخضر وسلسلة الكبّار", "Génération Green et la filière de la câpre"), ("07.431",), "province",
        ContestState.JUDGING, ago(70), ago(30), ahead(6), (_E,) * 9, accent="caper",
    )  # fmt: skip
    beni_mellal = Plan(
        "odco-beni-mellal", "odco", "مسابقة أفكار المشاريع التعاونية – جهة بني ملال خنيفرة",
        "Concours d'idées de projets coopératifs – Béni Mellal-Khénifra", SLOGAN, ("05",), "region",
        ContestState.OPEN, ago(14), ahead(21), ahead(60),
        (_S.SUBMITTED,) * 11 + (_S.TO_COMPLETE,) * 2 + (_S.DRAFT,) * 3 + (_S.WITHDRAWN,) + (_E,) * 3,
        goes_through=4, accent="rose",
    )  # fmt: skip
    draa = Plan(
        "odco-draa", "odco", "مسابقة أفكار المشاريع التعاونية – جهة درعة تافيلالت",
        "Concours d'idées de projets coopératifs – Drâa-Tafilalet", SLOGAN, ("08",), "region",
        ContestState.SCREENING, ago(50), ago(3), ahead(30),
        (_S.SUBMITTED,) * 6 + (_S.TO_COMPLETE, _S.INELIGIBLE) + (_E,) * 8, accent="terracotta",
    )  # fmt: skip
    oriental = Plan(
        "odco-oriental", "odco", "مسابقة أفكار المشاريع التعاونية – جهة الشرق",
        "Concours d'idées de projets coopératifs – Oriental", SLOGAN, ("02",), "region",
        ContestState.PREPARATION, ahead(30), ahead(75), ahead(110), (), accent="olive",
    )  # fmt: skip
    souss = Plan(
        "odco-souss", "odco", "مسابقة أفكار المشاريع التعاونية – جهة سوس ماسة",
        "Concours d'idées de projets coopératifs – Souss-Massa", SLOGAN, ("09",), "region",
        ContestState.CANCELLED, ago(120), ago(90), None, (_S.SUBMITTED,) * 2,
    )  # fmt: skip
    return final, fes, demo, khenifra, safi, beni_mellal, draa, oriental, souss


def fill(world: World) -> None:
    """Every contest with its ideas; those that `judging` fills afterwards are left being judged."""
    for plan in _plans(world.today):
        contest = _contest(world, plan)
        db.session.add(contest)
        db.session.flush()
        world.contests[plan.slug] = contest
        db.session.add_all(_ideas(world, plan, contest))
        db.session.flush()
    _give_the_demo_account_ideas(world)


def _contest(world: World, plan: Plan) -> Contest:
    arabic, french = plan.theme
    final = world.contests.get("odco-final-2025") if plan.goes_through else None
    judging_on = (plan.held_on or plan.closes_on + timedelta(days=20)) - timedelta(days=3)
    is_demo = plan.slug == "odco-demo"
    return Contest(
        slug=plan.slug,
        organizer_id=world.organizers[plan.organizer].id,
        final_id=final.id if final else None,
        name={"ar": plan.arabic, "fr": plan.french},
        theme={"ar": arabic, "fr": french},
        about={
            "ar": "مسابقة مفتوحة للباحثين عن عمل وللتعاونيات القائمة ولحاملي المشاريع الجديدة. تقرأ لجنة من الخبراء كل فكرة دون معرفة صاحبها، ويتوصل كل مشارك بنقطه وبملاحظات المحكمين.",
            "fr": "Concours ouvert aux chercheurs d'emploi, aux coopératives existantes et aux nouveaux porteurs de projets. Un jury d'experts lit chaque idée sans savoir de qui elle vient ; chacun reçoit ses notes et les remarques des jurés.",
        },
        level=plan.level,
        place_codes=list(plan.places),
        opens_at=world.at(plan.opens_on, 9),
        closes_at=world.at(plan.closes_on, 18),
        judging_ends_at=world.at(plan.held_on or judging_on, 20) if is_demo else world.at(judging_on, 18),
        held_on=plan.held_on,
        criteria=CRITERIA,
        prizes=prizes(3),
        goes_through=plan.goes_through,
        sheets_per_idea=plan.sheets,
        accent=plan.accent,
        number=3 if plan.organizer == "odco" else 1,
        heat_rule="quota" if plan.slug == "odco-beni-mellal" else "places",
        quotas={"05.301": 2} if plan.slug == "odco-beni-mellal" else {},
        **BOUND,
        **STAGED.get(plan.slug, {}),
        state=plan.state,
        created_at=world.at(plan.opens_on - timedelta(days=20), 10),
    )


def _places(contest: Contest) -> list[Place]:
    found = contest.provinces
    return found if contest.place_codes else found[:20]


def _ideas(world: World, plan: Plan, contest: Contest) -> Iterator[Idea]:
    texts = list(IDEAS)
    world.rng.shuffle(texts)
    provinces = _places(contest)
    span = max((plan.closes_on - plan.opens_on).days, 1)
    for place_in_row, state in enumerate(plan.ideas):
        text = texts[place_in_row % len(texts)]
        province = provinces[place_in_row % len(provinces)]
        day = min(plan.opens_on + timedelta(days=world.rng.randrange(span)), world.today)
        kind = KINDS[place_in_row % 3]
        figures = _figures(world, text)
        hour, minute = 9 + world.rng.randrange(9), world.rng.randrange(60)
        sent = happened(world.at(day, hour, minute), hours=2)
        idea = Idea(
            contest_id=contest.id,
            organizer_id=contest.organizer_id,
            number=place_in_row + 1,
            **_words(text, province if place_in_row >= len(texts) else None),
            **figures,
            **_stands(world, state, sent),
            region_code=getattr(region_of(province.code), "code", ""),
            province_code=province.code,
        )
        if state == _S.SUBMITTED and place_in_row % 5 == 1:
            idea.completed = dict(zip(("part", "note"), _ASKS[place_in_row % 3], strict=True))
        _give_owner(world, idea, kind, province)
        idea.refold()
        yield idea


def happened(at: datetime, *, hours: int = 1) -> datetime:
    """The moment, or so many hours ago where it is still to come: nothing that is told was done tomorrow."""
    return min(at, clock.now() - timedelta(hours=hours))


def _words(text: IdeaText, province: Place | None) -> dict[str, object]:
    """The words of an idea; a second one of its kind in a contest says where it is."""
    arabic, french = text.title
    if province is not None:
        arabic, french = f"{arabic} بإقليم {province.name_ar}", f"{french} ({province.name_fr})"
    pairs = {name: getattr(text, name) for name in ("need", "solution", "market", "impact")}
    answers = {name: {"ar": pair[0], "fr": pair[1]} for name, pair in pairs.items()}
    return {
        "title": {"ar": arabic, "fr": french},
        "summary": answers["solution"],
        "answers": answers,
        "sector": text.sector,
    }


HELPS = (
    ["money", "training"],
    ["money", "equipment"],
    ["buyers"],
    ["money", "legal"],
    ["premises", "training"],
)
"""What ideas ask for, in turn."""
STAGES = ("idea", "idea", "tried", "running")


def _figures(world: World, text: IdeaText) -> dict[str, Any]:
    share = world.rng.choice((0.8, 1, 1, 1.2))
    budget = round(text.thousands * share) * 100_000
    return {
        "budget": budget,
        "budget_lines": lines_for(budget),
        "own_share": budget // 1000 * 100,
        "helps": HELPS[(text.members + text.months) % len(HELPS)],
        "stage": STAGES[(text.members + text.thousands) % len(STAGES)],
        "category": f"k{text.members % 3 + 1}",
        "young": min(text.members, text.months * text.members // 30),
        "members": text.members,
        "women": text.women,
        "payback_months": text.months,
    }


_ASKS = (
    ("budget", "فصّلوا كلفة التجهيزات من فضلكم: ثمن كل آلة ومن يبيعها."),
    ("market", "من سيشتري؟ اذكروا زبونين على الأقل وثمن البيع."),
    ("members", "كم عدد الأعضاء، وكم منهم نساء؟"),
)
_REASONS = (RefusalReason.OUT_OF_TERRITORY, RefusalReason.NOT_COOPERATIVE, RefusalReason.DUPLICATE)


def _stands(world: World, state: IdeaState, at: datetime) -> dict[str, object]:
    """A state with everything that belongs to it."""
    stands: dict[str, object] = {"state": state, "created_at": at - timedelta(hours=20)}
    if state != _S.DRAFT:
        stands["submitted_at"] = at
    if state in (_E, _S.INELIGIBLE):
        stands["screened_at"] = happened(at + timedelta(days=2))
    if state == _S.WITHDRAWN:
        stands["withdrawn_at"] = happened(at + timedelta(days=1))
    if state == _S.INELIGIBLE:
        stands["reason"] = world.rng.choice(_REASONS)
    if state == _S.TO_COMPLETE:
        stands["part_to_complete"], stands["to_complete"] = world.rng.choice(_ASKS)
    return stands


def _give_owner(world: World, idea: Idea, kind: EntrantKind, province: Place) -> None:
    near = _cooperatives_in(world, province.code)
    if kind == EntrantKind.COOPERATIVE and near:
        idea.cooperative = world.rng.choice(near)
        idea.entrant_kind = kind
        return
    idea.entrant_kind = EntrantKind.JOB_SEEKER if kind == EntrantKind.JOB_SEEKER else KINDS[0]
    idea.person = somebody(world)


def _cooperatives_in(world: World, code: str) -> list[Cooperative]:
    own = world.cooperatives[:1]
    return [
        each
        for each in world.cooperatives
        if each.province_code == code and each.kind == ExhibitorKind.COOPERATIVE and each not in own
    ]


def somebody(world: World) -> Person:
    """A new person with a believable name and no account to sign in to."""
    arabic, latin = world.rng.choice(names.WOMEN if world.chance(0.6) else names.MEN)
    family_ar, family = world.rng.choice(names.FAMILIES)
    person = Person(name_ar=f"{arabic} {family_ar}", name_latin=f"{latin} {family}", language="ar")
    db.session.add(person)
    return person


def _give_the_demo_account_ideas(world: World) -> None:
    """The demo's cooperative has one idea with results to come, one to complete, one draft."""
    if not world.cooperatives:
        return
    own, person = world.cooperatives[0], world.people["cooperative"]
    wanted = (
        ("khenifra-jeunes-2025", _E),
        ("odco-beni-mellal", _S.TO_COMPLETE),
        ("odco-beni-mellal", _S.DRAFT),
    )
    for slug, state in wanted:
        contest = world.contests[slug]
        idea = (
            db.session.query(Idea)
            .filter_by(contest_id=contest.id, state=state)
            .order_by(Idea.number.desc())
            .first()
        )
        if idea is None:
            continue
        home = place(own.province_code)
        idea.cooperative, idea.person, idea.entrant_kind = own, person, EntrantKind.COOPERATIVE
        idea.province_code = home.code if home else idea.province_code
        idea.refold()
    db.session.flush()
