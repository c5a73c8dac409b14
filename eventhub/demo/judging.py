# ruff: noqa: E501 - a sentence is read whole, beside its translation
"""The demo's juries: sheets as people fill them, one ranking published in April 2025, one under way."""

from datetime import datetime, timedelta

from eventhub.accounts.models import Person, Role
from eventhub.accounts.roles import RoleName
from eventhub.contests import operations as contest_operations
from eventhub.contests import queries as contest_queries
from eventhub.contests.models import Contest
from eventhub.contests.operations import correcting
from eventhub.contests.states import ContestState
from eventhub.database import db
from eventhub.demo import coaching, juries
from eventhub.demo.contests import somebody
from eventhub.demo.world import World
from eventhub.judging import operations, queries
from eventhub.judging.models import Judge, Sheet, rules_of
from eventhub.judging.operations import publishing, rectifying, republishing, staging
from eventhub.judging.states import SheetState, state_of

PRAISE = (
    (
        "need",
        "الحاجة واضحة ومبنية على أرقام من الميدان.",
        "Besoin clair, appuyé sur des chiffres du terrain.",
    ),
    ("solution", "خطة عمل واقعية والفريق يعرف مهنته.", "Plan réaliste, l'équipe connaît son métier."),
    ("market", "الزبناء معروفون وهذا نادر في هذه المرحلة.", "Des clients identifiés, c'est rare à ce stade."),
    (
        "impact",
        "أثر قوي على النساء وعلى الموارد الطبيعية.",
        "Fort effet sur les femmes et sur les ressources.",
    ),
)
ADVICE = (
    ("need", "بيّنوا عدد الأسر المعنية وكيف تحققتم من ذلك.", "Dites combien de familles sont concernées et d'où vient ce chiffre."),
    ("solution", "فصّلوا مراحل الإنجاز ومن يقوم بكل مرحلة.", "Détaillez les étapes et qui fait quoi."),
    ("market", "احسبوا كلفة الوحدة وهامش الربح قبل طلب التمويل.", "Calculez le coût unitaire et la marge avant de demander un financement."),
    ("impact", "اشرحوا ما سيتغير فعلا بعد سنتين وكيف ستقيسونه.", "Expliquez ce qui aura changé dans deux ans et comment vous le mesurerez."),
)  # fmt: skip
SECTORS = (
    ["dairy", "livestock"],
    ["weaving", "embroidery", "pottery"],
    ["services", "innovation"],
    ["oils", "fruits", "aromatic_plants"],
    ["cosmetics", "honey"],
    ["wood", "leather", "metal"],
)


def fill(world: World) -> None:
    """Juries of the contests that are judged; two of those are published, one is deliberating."""
    actor = world.people["organizer"]
    for slug, judges in (("odco-fes-meknes-2025", 8), ("khenifra-jeunes-2025", 4)):
        contest = world.contests[slug]
        at = contest.judging_ends_at - timedelta(days=5)
        _seat(world, contest, [somebody(world) for _ in range(judges)], at)
        operations.assign_sheets(actor, contest, at)
        _fill_sheets(world, contest, at, done=1.0, lazy=slug.startswith("odco"))
        _publish(world, contest)
    _corrected(world, actor)
    _rectified(world, actor)
    _under_way(world, actor)
    _deliberating(world, actor)
    juries.fill(world, _seat)


def _seat(world: World, contest: Contest, people: list[Person], at: datetime) -> None:
    db.session.flush()
    for place, person in enumerate(people):
        db.session.add(
            Judge(
                contest_id=contest.id,
                organizer_id=contest.organizer_id,
                person_id=person.id,
                role="president" if place == 0 else "member",
                expertise=SECTORS[place % len(SECTORS)],
                created_at=at,
            )
        )
        db.session.add(
            Role(
                person_id=person.id,
                organizer_id=contest.organizer_id,
                contest_id=contest.id,
                name=RoleName.JUDGE,
            )
        )
    db.session.flush()
    operations.find_conflicts(contest)
    del world


def _fill_sheets(
    world: World,
    contest: Contest,
    at: datetime,
    *,
    done: float,
    lazy: bool = False,
    but: Judge | None = None,
) -> None:
    """Marks drawn as merit + the judge's generosity + taste, on each criterion."""
    rng = world.rng
    merit = {idea.id: rng.gauss(6.2, 1.3) for idea in queries.eligible_ideas(contest)}
    judges = queries.judges_of(contest)
    generosity = {judge.id: rng.gauss(0, 0.8) for judge in judges}
    last = judges[-1].id if lazy else None
    for sheet in queries.sheets_of(contest):
        is_other = but is None or sheet.judge_id != but.id
        if sheet.state != SheetState.ASSIGNED or not is_other or rng.random() >= done:
            continue
        level = merit[sheet.idea_id] + generosity[sheet.judge_id] + rng.gauss(0, 0.5)
        drawn = {
            criterion["id"]: min(10, max(1, round(rng.gauss(level, 0.9)))) for criterion in contest.criteria
        }
        marks = dict.fromkeys(drawn, 7) if sheet.judge_id == last else drawn
        write(world, contest, sheet, marks, at + timedelta(minutes=rng.randrange(4000)))


def write(world: World, contest: Contest, sheet: Sheet, marks: dict[str, int], at: datetime) -> None:
    """Fill a sheet as a saved change would have."""
    sheet.marks = marks
    sheet.comment = _comment(world, marks) if len(marks) == len(contest.criteria) else None
    settings = queries.settings_of(contest)
    sheet.gates = dict.fromkeys(settings.gate_ids, True)
    words = bool(sheet.comment)
    rules = rules_of(contest.criteria, settings)
    sheet.state = state_of(rules, marks, sheet.gates, has_comment=words, has_words=words)
    sheet.version += 1
    sheet.changed_at = at


def _comment(world: World, marks: dict[str, int]) -> str | None:
    if world.chance(0.15):
        return None
    column = 1 if world.chance(0.7) else 2
    best, worst = max(marks, key=marks.__getitem__), min(marks, key=marks.__getitem__)
    praise = next(row[column] for row in PRAISE if row[0] == best)
    advice = next(row[column] for row in ADVICE if row[0] == worst)
    return f"{praise} {advice}" if best != worst else praise


def _publish(world: World, contest: Contest) -> None:
    actor = world.people["organizer"]
    at = world.at(contest.held_on or world.today, 16)
    for judge in queries.judges_of(contest):
        judge.signed_off_at = contest.judging_ends_at - timedelta(hours=3)
    contest_operations.move(actor, contest, ContestState.DELIBERATION, contest.judging_ends_at)
    publishing.compute_ranking(actor, contest, contest.judging_ends_at + timedelta(hours=1))
    best = contest_queries.results_of(contest)[: len(contest.prizes)]
    publishing.choose_prizes(actor, contest, {row.public_id: n for n, row in enumerate(best)}, at)
    juries.sign(world, contest, at - timedelta(hours=1))
    publishing.publish(actor, contest, at)
    for result in contest_queries.results_of(contest):
        result.idea.in_bank = result.rank <= 3 or world.chance(0.6)  # noqa: PLR2004 - the three prizes


def _corrected(world: World, actor: Person) -> None:
    """A title was published with a slip: its certificate was replaced two days later."""
    contest = world.contests["khenifra-jeunes-2025"]
    result = contest_queries.results_of(contest)[-1]
    title = {code: f"{words} 2025" for code, words in result.title.items() if words}
    said = correcting.Corrected(title, {}, None, "سقطت السنة من العنوان. L’année manquait dans le titre.")
    correcting.correct(
        actor, contest, result, said, world.at(contest.held_on or world.today, 16) + timedelta(days=2)
    )


def _rectified(world: World, actor: Person) -> None:
    """A paper sheet had been keyed for another idea: the ranking was rectified a week later."""
    contest = world.contests["khenifra-jeunes-2025"]
    at = world.at(contest.held_on or world.today, 16) + timedelta(days=7)
    last = contest_queries.results_of(contest)[-1].idea
    why = "أُدخلت ورقة على فكرة أخرى. Une fiche papier avait été saisie pour une autre idée."
    rectifying.begin(actor, contest, why, at)
    for sheet in queries.sheets_of_idea(last, (SheetState.COMPLETE,)):
        marks = {name: min(mark + 2, 10) for name, mark in sheet.marks.items()}
        rectifying.right_sheet(actor, sheet, marks, sheet.comment or "", at)
    president = queries.president_of(contest)
    if president is None:
        raise LookupError(contest.slug)
    rectifying.sign(president, at + timedelta(hours=2))
    republishing.publish(actor, contest, at + timedelta(hours=3))


def _under_way(world: World, actor: Person) -> None:
    """`odco-demo`: the judge of the demo has finished some sheets, begun two and set one aside."""
    contest, own = world.contests["odco-demo"], world.people["judge"]
    at = world.at(world.today - timedelta(days=6), 10)
    _seat(world, contest, [somebody(world), own, *(somebody(world) for _ in range(4))], at)
    coach, idea = queries.judges_of(contest)[3].person, queries.eligible_ideas(contest)[6]
    coaching.held_before(world, contest, coach, idea)
    operations.assign_sheets(actor, contest, at)
    judge = queries.judge_of(own.id, contest.id)
    if judge is None:
        raise LookupError(contest.slug)
    mine = queries.sheets_of_judge(judge)
    operations.declare_conflict(own, mine[-1], "advised", at + timedelta(days=1))
    for sheet in mine[:5]:
        write(world, contest, sheet, _marks(world, contest, 4), at + timedelta(days=2))
    for sheet, count in ((mine[5], 2), (mine[6], 1)):
        write(world, contest, sheet, _marks(world, contest, count), at + timedelta(days=3))
    mine[5].private_note = "التحقق من ثمن التجهيزات مع البنك."
    _fill_sheets(world, contest, at, done=0.85, but=judge)
    finished = queries.judges_of(contest)[0]
    for sheet in queries.sheets_of_judge(finished):
        if sheet.state == SheetState.ASSIGNED:
            write(world, contest, sheet, _marks(world, contest, 4), at)
    finished.signed_off_at = at + timedelta(days=4)
    db.session.flush()


def _marks(world: World, contest: Contest, count: int) -> dict[str, int]:
    keys = [criterion["id"] for criterion in contest.criteria][:count]
    return {key: world.rng.randrange(4, 10) for key in keys}


def _deliberating(world: World, actor: Person) -> None:
    contest = world.contests["safi-idees"]
    at = world.at(world.today - timedelta(days=4), 15)
    _seat(world, contest, [world.people["judge"], *(somebody(world) for _ in range(3))], at)
    juries.set_rules(world, contest, at)
    operations.assign_sheets(actor, contest, at)
    _fill_sheets(world, contest, at, done=1.0)
    seen = publishing.digest_of(queries.complete_marks(contest))
    staging.open_second(actor, contest, seen, at + timedelta(days=3) - timedelta(hours=6))
    _fill_sheets(world, contest, at + timedelta(days=3) - timedelta(hours=5), done=1.0)
    juries.set_apart(world, contest, at + timedelta(days=3))
    contest_operations.move(actor, contest, ContestState.DELIBERATION, at + timedelta(days=3))
    publishing.compute_ranking(actor, contest, at + timedelta(days=3))
    juries.talk(world, contest, at + timedelta(days=3, hours=1))
