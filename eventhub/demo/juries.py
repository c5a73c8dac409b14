# ruff: noqa: E501 - a sentence is read whole, beside its translation
"""The demo's juries beside their sheets: rules, practice, masks, paper, what was said, votes, signed minutes."""

from collections.abc import Callable
from datetime import datetime, timedelta

from eventhub import storage
from eventhub.accounts.models import Person
from eventhub.contests import queries as contest_queries
from eventhub.contests.kinds import FileKind
from eventhub.contests.models import Contest
from eventhub.database import db
from eventhub.demo.contests import somebody
from eventhub.demo.pictures import attach, picture
from eventhub.demo.sounds import melody
from eventhub.demo.world import World
from eventhub.judging import queries
from eventhub.judging.models import Conflict
from eventhub.judging.operations import (
    calibrating,
    deliberating,
    move_sheet,
    paper,
    preparing,
    public_voting,
    watching,
)
from eventhub.judging.operations import standing_aside as conflicts
from eventhub.judging.operations.deliberating import Asked, Said
from eventhub.judging.operations.paper import Typed
from eventhub.judging.operations.preparing import Ties
from eventhub.judging.queries import aside, panel, practice
from eventhub.judging.revealing import findings
from eventhub.judging.states import ReviewDecision, SheetState
from eventhub.judging.telling.ballots import standing_aside
from eventhub.territory import place

GATE = {
    "id": "g1",
    "name": {
        "ar": "هل يمكن أن تحمل المشروع تعاونية؟",
        "fr": "Le projet peut-il être porté par une coopérative ?",
    },
}
Seat = Callable[[World, Contest, list[object], datetime], None]


def set_rules(world: World, contest: Contest, at: datetime) -> None:
    """One question, comments where marks are extreme, ties by vote."""
    state, contest.state = contest.state, "screening"
    rules = {"gates": [GATE], "comment_rule": "optional", "tie_break": "vote", "pitch_minutes": 5}
    preparing.set_rules(world.people["organizer"], contest, rules, at)
    preparing.note_tried(world.people["organizer"], contest, at)
    contest.state = state


def fill(world: World, seat: Callable[..., None]) -> None:
    """A practice going on in Drâa; masks, paper, ties and a reminder where the judging is on."""
    draa, demo = world.contests["odco-draa"], world.contests["odco-demo"]
    at = world.at(world.today - timedelta(days=2), 10)
    seat(world, draa, [somebody(world), world.people["judge"], *(somebody(world) for _ in range(3))], at)
    set_rules(world, draa, at)
    _practise(world, draa, at)
    _hide(world, demo, at)
    _type(world, demo, at)
    demo.edition_id = world.editions["khenifra-demo"].id  # its visitors vote with their badges
    settings = queries.settings_of(demo)
    settings.public_vote_until, settings.shows_photos = demo.judging_ends_at, True
    settings.public_may_change = True
    db.session.add(settings)
    _show(demo)
    for idea in queries.eligible_ideas(demo)[:6]:
        for _ in range(world.rng.randrange(4)):
            public_voting.cast(somebody_saved(world), idea, "", at)
    judges = queries.judges_of(demo)
    judges[2].reminded_at = at
    preparing.declare(judges[2], Ties(("Benkirane", "بنكيران"), "Crédit Agricole"), at)


def somebody_saved(world: World) -> Person:
    """A new person, in the database."""
    person = somebody(world)
    db.session.flush()
    return person


def _practise(world: World, contest: Contest, at: datetime) -> None:
    ideas = queries.eligible_ideas(contest)[:2]
    row = calibrating.open_practice(world.people["organizer"], contest, ideas, at)
    for judge in queries.judges_of(contest)[2:]:
        for idea in ideas:
            marks = {each["id"]: world.rng.randrange(3, 10) for each in contest.criteria}
            calibrating.practise(judge, row, idea, marks, at)
    said = "السوق دون زبون معروف بالاسم: 4 على الأكثر. الحاجة تقاس بالأرقام لا بالانطباع."
    calibrating.note(world.people["organizer"], row, said, is_over=False, at=at)


def set_apart(world: World, contest: Contest, at: datetime) -> None:
    """The president stands aside from one idea, a member from another; a likeness of names was lifted."""
    ideas, judges = queries.eligible_ideas(contest), queries.judges_of(contest)
    rows = [
        Conflict(judge=judge, idea=idea, source=source, reason=reason, created_at=at)
        for judge, idea, source, reason in (
            (judges[0], ideas[4], "declared", "family"),
            (judges[2], ideas[1], "found", "same_commune"),
            (judges[3], ideas[2], "found", "coach_name"),
        )
    ]
    db.session.add_all(rows)
    db.session.flush()
    barred = {(row.judge_id, row.idea_id) for row in rows}
    for sheet in queries.sheets_of(contest):
        if (sheet.judge_id, sheet.idea_id) in barred:
            move_sheet(sheet, SheetState.RECUSED, at)
    conflicts.lift(world.people["organizer"], rows[-1], "شخص آخر يحمل الاسم نفسه.", at)


def _hide(world: World, contest: Contest, at: datetime) -> None:
    """Three texts name their writers: the first is hidden, the others wait to be looked at."""
    ideas = panel.ideas_with_people(contest)
    for idea in (ideas[3], ideas[8], ideas[15]):
        need = idea.answer("need")
        name, home = idea.owner_name, place(idea.province_code)
        arabic = f"{need.get('ar', '')} نحن {name.get('ar', '')} من {home.name_ar if home else ''}."
        french = f"{need.get('fr', '')} Nous sommes {name.get('fr', '')}, de {home.name_fr if home else ''}."
        idea.answers = {**idea.answers, "need": {"ar": arabic, "fr": french}}
    for finding in findings(
        ideas[3].answer("need").values(), panel.names_behind(ideas[3]), panel.places_of(ideas[3])
    ):
        preparing.mask(world.people["organizer"], ideas[3], finding.words, is_hidden=True, at=at)


def _show(contest: Contest) -> None:
    """Every other idea has a photo or two: the jury sees them, though it reads blind; one has a voice note."""
    idea = queries.eligible_ideas(contest)[13]
    attach(idea, FileKind.VOICE, storage.keep_recording(melody(), "voix.wav"))
    for turn, idea in enumerate(queries.eligible_ideas(contest)[::2]):
        for look in range(turn, turn + 1 + turn % 2):
            attach(idea, FileKind.PHOTO, storage.keep(picture(look, idea.sector), "photo.png"))


def _type(world: World, contest: Contest, at: datetime) -> None:
    """One paper sheet typed once, one typed twice with a difference."""
    sheets = [
        sheet
        for sheet in practice.sheets_to_type(contest)
        if sheet.state == SheetState.ASSIGNED and sheet.judge.person_id != world.people["judge"].id
    ][:2]
    hands = (world.people["organizer"], somebody(world))
    db.session.flush()
    for turns, sheet in enumerate(sheets, 1):
        for turn, hand in enumerate(hands[:turns]):
            marks = {each["id"]: 6 for each in contest.criteria}
            marks[contest.criteria[0]["id"]] = 7 if turn else 5
            paper.type_sheet(hand, sheet, Typed(marks, {}, "فكرة مفيدة للدوار."), at)


def talk(world: World, contest: Contest, at: datetime) -> None:
    """What was said of the first ideas, a closed vote and an open one."""
    actor, judges = world.people["organizer"], queries.judges_of(contest)
    results = contest_queries.results_of(contest)
    notes = (
        "إجماع: المشروع جاهز والأثر على النساء واضح.",
        "نقاش حول السوق: زبون واحد فقط مذكور بالاسم.",
        "قريب من الجائزة؛ اللجنة تطلب الاستماع إلى صاحب الفكرة.",
    )
    for result, words in zip(results[:3], notes, strict=False):
        deliberating.discuss(actor, result.idea, Said(is_shortlisted=True, notes=words), at)
    options = [str(results[2].idea.title), str(results[3].idea.title)]
    third = Asked("من ينال الجائزة الثالثة؟", options, is_secret=True)
    secret = deliberating.put_motion(actor, contest, third, at)
    barred = standing_aside(secret, aside.judges_aside(contest))
    for turn, judge in enumerate(each for each in judges[1:] if each.id not in barred):
        deliberating.vote(judge, secret, 0 if turn else 1, at)
    deliberating.close_motion(actor, secret, at)
    mention = Asked("هل نمنح تنويها خاصا هذه السنة؟", ["نعم", "لا"])
    motion = deliberating.put_motion(actor, contest, mention, at)
    deliberating.vote(judges[1], motion, 0, at)
    deliberating.write_minutes(
        actor,
        contest,
        place="مقر عمالة آسفي",
        remarks="تغيب عضو واحد بعذر. توصي اللجنة بتكوين في احتساب الكلفة.",
        at=at,
    )


def sign(world: World, contest: Contest, at: datetime) -> None:
    """The warnings are decided, then the president signs."""
    for judge in queries.judges_of(contest):
        if judge.is_flagged:
            reason = "تحدثت معه الرئيسة: كان يقرأ الملفات على عجل. الأوراق تبقى بالوزن المحسوب."
            watching.review(world.people["organizer"], judge, ReviewDecision.KEEP, reason, at)
    president = next(judge for judge in queries.judges_of(contest) if judge.role == "president")
    deliberating.write_minutes(
        world.people["organizer"],
        contest,
        place="مقر الجهة",
        remarks="جرت المداولات في جو من التوافق.",
        at=at,
    )
    deliberating.sign(president, at)
