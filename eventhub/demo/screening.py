"""The demo's team at work on the open call: files shared by three, marks, notes, checks, a correction."""

import random
from collections.abc import Sequence
from datetime import timedelta

import sqlalchemy as sa

from eventhub.accounts.models import Person, Role
from eventhub.accounts.roles import RoleName
from eventhub.booths import grid
from eventhub.booths.differences import content_of
from eventhub.booths.grid import USUAL
from eventhub.booths.models import (
    Application,
    ApplicationCheck,
    ApplicationNote,
    ApplicationTag,
    ApplicationVersion,
    Screening,
)
from eventhub.booths.operations import resembling
from eventhub.booths.states import Answer, ApplicationState
from eventhub.cooperatives.models import Cooperative
from eventhub.database import db
from eventhub.demo.world import SEED, World

SLUG = "safi-pottery"
TEAM = (
    ("سلمى برادة", "Salma Berrada", "salma.berrada@demo.example"),
    ("رشيد أعراب", "Rachid Aarab", "rachid.aarab@demo.example"),
)
NOTES = (
    "اتصلت بالرئيسة: الصور الجديدة تصل غدا.",
    "تلفيف ممتاز، لكن الأثمنة مرتفعة بالنسبة للمنطقة.",
    "شاركت السنة الماضية وكانت المبيعات جيدة.",
)
TAGS = ("أولوية الإقليم", "صور ناقصة", "عرض حي")


def fill(world: World) -> None:
    """Two colleagues of the organizer, and an afternoon of their work."""
    rng = random.Random(SEED)
    edition = world.editions[SLUG]
    team = [world.people["organizer"], *_colleagues(world)]
    query = sa.select(Application).where(Application.edition_id == edition.id).order_by(Application.id)
    files = [file for file in db.session.scalars(query) if file.state not in _NOT_SCREENED]
    at = world.at(world.today, 9)
    for number, file in enumerate(files):
        pair = [team[number % 3], team[(number + 1) % 3]]
        parts = [
            Screening(edition_id=edition.id, application_id=file.id, person_id=person.id, is_assigned=True)
            for person in pair
        ]
        db.session.add_all(parts)
        if file.state == ApplicationState.SCORED:
            _mark(rng, file, parts, world)
        if file.state != ApplicationState.SUBMITTED:
            _check(rng, file, pair[0], world)
    for file, text, tag in zip(files[2:], NOTES, TAGS, strict=False):
        db.session.add(
            ApplicationNote(application_id=file.id, author_id=team[1].id, text=text, created_at=at)
        )
        db.session.add(ApplicationTag(edition_id=edition.id, application_id=file.id, tag=tag))
    _correct(next(file for file in files if file.state == ApplicationState.SUBMITTED), world)
    _make_twins(files)
    db.session.flush()
    resembling.look_again(edition, at)


_NOT_SCREENED = (ApplicationState.DRAFT, ApplicationState.WITHDRAWN)


def _colleagues(world: World) -> list[Person]:
    people = [Person(name_ar=ar, name_latin=latin, email=email) for ar, latin, email in TEAM]
    db.session.add_all(people)
    db.session.flush()
    organizer = world.editions[SLUG].organizer_id
    db.session.add_all(
        Role(person_id=person.id, organizer_id=organizer, name=RoleName.ORGANIZER) for person in people
    )
    return people


def _mark(rng: random.Random, file: Application, parts: Sequence[Screening], world: World) -> None:
    level = round((file.score or 60) / 20)
    for part in parts:
        part.marks = {
            each["key"]: min(max(level + rng.choice((-1, 0, 0, 1)), 0), grid.HIGHEST)
            for each in USUAL.criteria
        }
        part.total = grid.total(part.marks, USUAL.criteria)
        part.marked_at = part.seen_at = world.at(world.today, 8)
    if rng.random() < 0.15:  # noqa: PLR2004 - a few files are argued about
        parts[0].marks = dict.fromkeys(parts[0].marks or {}, 1)
        parts[0].total = grid.total(parts[0].marks, USUAL.criteria)
    settled = grid.settle([part.total or 0 for part in parts])
    file.score, file.score_spread = settled.mean, settled.spread


def _check(rng: random.Random, file: Application, person: Person, world: World) -> None:
    for item in USUAL.checklist[: rng.randint(3, 6)]:
        answer = rng.choice((Answer.YES, Answer.YES, Answer.YES, Answer.NO, Answer.NOT_APPLICABLE))
        row = ApplicationCheck(application_id=file.id, item=item["key"], answer=answer, person_id=person.id)
        row.answered_at = world.at(world.today, 8)
        db.session.add(row)


def _correct(file: Application, world: World) -> None:
    """A file that was sent, corrected and sent again."""
    now = content_of(file)
    before = now | {"answers": {**file.answers, "q2": 9}, "needs": {**file.needs, "power_kw": 6.0}}
    sent = file.submitted_at or world.at(world.today, 8)
    for number, content in enumerate((before, now), start=1):
        moment = sent + timedelta(hours=number)
        row = ApplicationVersion(application_id=file.id, number=number, content=content, created_at=moment)
        db.session.add(row)


def _make_twins(files: Sequence[Application]) -> None:
    """Two files with one phone, as happens when somebody's cousin files for both."""
    waiting = [file for file in files if file.state == ApplicationState.SUBMITTED][1:3]
    one, other = (db.session.get_one(Cooperative, file.cooperative_id) for file in waiting)
    other.phone = one.phone or "+212661000099"
    one.phone = other.phone
