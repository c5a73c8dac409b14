"""The demo's plans, calls, applications in every state, stands held, sales declared.

Fairs that are over or running are told from their end: who was there, who did not come. The pottery fair's
call is open; the souk of M'rirt has published its decisions and awaits answers; the one of Aguelmous is
being decided inside.
"""

# ruff: noqa: E501 - a text in one language stands on one line

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from typing import Any

import sqlalchemy as sa

from eventhub.booths import asking
from eventhub.booths.common_questions import COMMON
from eventhub.booths.models import Application, ApplicationStep, Assignment, Booth, Call, SalesReport
from eventhub.booths.operations import plans as drawing
from eventhub.booths.states import ApplicationState, AssignmentState
from eventhub.cooperatives.kinds import FOOD, ExhibitorKind, Sector
from eventhub.cooperatives.models import Cooperative, Product
from eventhub.database import db, insert_rows
from eventhub.demo import screening
from eventhub.demo.grounds import GROUNDS
from eventhub.demo.world import World
from eventhub.fairs.models import Edition

_S = ApplicationState
_A = AssignmentState
TERMS = {
    "ar": "1. المشاركة مفتوحة أمام التعاونيات والحرفيين المسجلين.\n2. يُعرض المنتوج المصرّح به وحده، مع احترام شروط"
    " السلامة الصحية.\n3. يُفتح الرواق طيلة ساعات المعرض ويُسلَّم نظيفا في آخر يوم.\n4. الرواق غير قابل للتفويت أو"
    " الكراء.",
    "fr": "1. La participation est ouverte aux coopératives et aux artisans inscrits.\n2. Seuls les produits déclarés"
    " sont exposés, dans le respect des règles sanitaires.\n3. Le stand est ouvert pendant toutes les heures du"
    " salon et rendu propre le dernier jour.\n4. Le stand ne peut être ni cédé ni loué.",
}
INTRO = {
    "ar": "ندعو التعاونيات والحرفيين إلى تقديم طلبات المشاركة. الملف بسيط ويُملأ من الهاتف في بضع دقائق.",
    "fr": "Les coopératives et les artisans sont invités à déposer leur candidature. Le dossier est simple et se"
    " remplit depuis un téléphone en quelques minutes.",
}
QUESTIONS: list[dict[str, Any]] = [
    {
        "key": "q1",
        "kind": "yes_no",
        "required": True,
        "options": [],
        "label": {
            "ar": "هل سبقت لكم المشاركة في هذا المعرض؟",
            "fr": "Avez-vous déjà participé à ce salon ?",
        },
    },
    {
        "key": "q2",
        "kind": "number",
        "required": False,
        "options": [],
        "label": {"ar": "كم شخصا سيكون بالرواق؟", "fr": "Combien de personnes tiendront le stand ?"},
    },
    {
        "key": "q3",
        "kind": "choice",
        "required": False,
        "options": COMMON["transport"]["options"],
        "label": {"ar": "كيف ستنقلون منتوجاتكم؟", "fr": "Comment transporterez-vous vos produits ?"},
    },
    {
        "key": "q4",
        "kind": "text",
        "required": False,
        "options": [],
        "label": {"ar": "في أي سنة كانت آخر مشاركة؟", "fr": "En quelle année, la dernière fois ?"},
        "only_if": {"question": "q1", "is": ["yes"]},
    },
    {"key": "q5", "required": False, **COMMON["photo"]},
]
PAPERS: list[dict[str, Any]] = [{"kind": "onssa", "sectors": sorted(FOOD)}]
"""What every call asks for: food producers bring their authorisation."""
ASKED = (
    ("products", "المرجو إضافة صور المنتوجات وأثمنتها."),
    ("answers", "المرجو تحديد عدد الأشخاص الذين سيكونون بالرواق."),
    ("needs", "القوة الكهربائية المطلوبة غير واضحة: المرجو تصحيحها."),
    ("documents", "رخصة أونسا منتهية الصلاحية: المرجو وضع النسخة الجديدة في الملف."),
)
CALL_STATES = (
    (_S.SUBMITTED, 30),
    (_S.ELIGIBLE, 18),
    (_S.SCORED, 16),
    (_S.TO_COMPLETE, 8),
    (_S.INELIGIBLE, 5),
    (_S.DRAFT, 10),
    (_S.WITHDRAWN, 3),
)
"""How the applications to an open call are spread over its states."""
MRIRT_STATES = (
    *[_S.CONFIRMED] * 10,
    *[_S.ACCEPTED] * 4,
    *[_S.SELECTED] * 5,
    *[_S.DECLINED] * 2,
    *[_S.EXPIRED] * 2,
    *[_S.WAITLISTED] * 7,
    *[_S.REFUSED] * 2,
)
FEE = 20_000
"""What the small souk asks, in centimes."""
_HOLDS = {
    _S.SELECTED: _A.HELD,
    _S.ACCEPTED: _A.CONFIRMED,
    _S.CONFIRMED: _A.CONFIRMED,
    _S.PRESENT: _A.OCCUPIED,
    _S.NO_SHOW: _A.CONFIRMED,
}
_PATHS = {
    _S.DRAFT: (),
    _S.SUBMITTED: (_S.SUBMITTED,),
    _S.TO_COMPLETE: (_S.SUBMITTED, _S.TO_COMPLETE),
    _S.INELIGIBLE: (_S.SUBMITTED, _S.INELIGIBLE),
    _S.WITHDRAWN: (_S.SUBMITTED, _S.WITHDRAWN),
    _S.ELIGIBLE: (_S.SUBMITTED, _S.ELIGIBLE),
    _S.SCORED: (_S.SUBMITTED, _S.ELIGIBLE, _S.SCORED),
}
"""The steps that led to a state; later states follow from scored."""
_LATER = {
    _S.CONFIRMED: (_S.SELECTED, _S.ACCEPTED, _S.CONFIRMED),
    _S.PRESENT: (_S.SELECTED, _S.ACCEPTED, _S.CONFIRMED, _S.PRESENT),
    _S.NO_SHOW: (_S.SELECTED, _S.ACCEPTED, _S.CONFIRMED, _S.NO_SHOW),
    _S.ACCEPTED: (_S.SELECTED, _S.ACCEPTED),
    _S.DECLINED: (_S.SELECTED, _S.DECLINED),
    _S.EXPIRED: (_S.SELECTED, _S.EXPIRED),
}


def fill(world: World) -> None:
    """Plans and calls of every edition that has one, then each fair's applications."""
    calls = {slug: _open(world, slug) for slug in (*GROUNDS, "souk-kerrouchen")}
    products = _products()
    files: list[Application] = []
    for slug in ("khenifra-2025", "khenifra-demo", "safi-capers-7"):
        files += _attended(world, world.editions[slug], calls[slug])
    files += _called(world, world.editions["safi-pottery"], calls["safi-pottery"])
    files += _answering(world, world.editions["souk-mrirt"], calls["souk-mrirt"])
    files += _deciding(world, world.editions["souk-aguelmous"], calls["souk-aguelmous"])
    files += _cancelled(world, world.editions["souk-kerrouchen"], calls["souk-kerrouchen"])
    for file in files:
        file.products = products.get(file.cooperative_id, [])[:4]
    db.session.add_all(files)
    db.session.flush()
    insert_rows(ApplicationStep, list(_steps(world, files)))
    _hold(world, files)
    insert_rows(SalesReport, list(_sales(world, files)))
    screening.fill(world)


def _products() -> dict[int, list[str]]:
    found: dict[int, list[str]] = {}
    for cooperative_id, public_id in db.session.execute(sa.select(Product.cooperative_id, Product.public_id)):
        found.setdefault(cooperative_id, []).append(public_id)
    return found


def _open(world: World, slug: str) -> Call:
    """Draw the plan and open the call: long ago for a fair that is over, lately for the pottery fair."""
    edition = world.editions[slug]
    lead, length = (
        (40, 54) if slug == "safi-pottery" else (75, 45) if edition.starts_on <= world.today else (60, 50)
    )
    opened = world.at(min(edition.starts_on - timedelta(days=lead), world.today - timedelta(days=15)), 9)
    closes = opened + timedelta(days=length)
    if slug == "safi-pottery":
        closes = world.at(world.today + timedelta(days=24), 18)
    elif edition.starts_on > world.today:
        closes = world.at(world.today - timedelta(days=3), 18)
    call = Call(
        edition_id=edition.id,
        organizer_id=edition.organizer_id,
        kind=ExhibitorKind.COOPERATIVE,
        intro=INTRO,
        terms=TERMS,
        opens_at=opened,
        closes_at=closes,
        questions=QUESTIONS,
        documents=[] if slug.startswith("souk-") else PAPERS,  # a souk asks for little
        quotas=[{"tag": "women", "least": 15}, {"tag": "youth", "least": 6}],
        fee=FEE if slug == "souk-mrirt" else 0,
        created_at=opened,
    )
    db.session.add(call)
    if slug in GROUNDS:
        drawing.draw(world.people["organizer"], edition, GROUNDS[slug], opened)
        _block_one(edition)
    db.session.flush()
    return call


def _block_one(edition: Edition) -> None:
    """One stand a plan is out of use: it stands on a drain."""
    last = sa.select(sa.func.max(Booth.id)).where(Booth.edition_id == edition.id).scalar_subquery()
    if edition.slug != "safi-capers-7":
        db.session.execute(sa.update(Booth).where(Booth.id == last).values(is_blocked=True))


def _file(
    world: World, call: Call, edition: Edition, cooperative: Cooperative, state: ApplicationState
) -> Application:
    """One application in a state, with all that the state asks for."""
    rng = world.rng
    window = min(call.closes_at, world.at(world.today, 8)) - call.opens_at
    sent = call.opens_at + window * rng.random() ** 0.6
    is_decided = state not in _PATHS
    scored = state == _S.SCORED or is_decided
    part, what = rng.choice(ASKED)
    by_agent = rng.random() < 0.08 and edition.organizer is world.organizers["khenifra"]  # noqa: PLR2004
    return Application(
        edition_id=edition.id,
        organizer_id=edition.organizer_id,
        call_id=call.id,
        cooperative_id=cooperative.id,
        filed_by_id=world.people["agent"].id if by_agent else None,
        filed_by_agent=by_agent,
        sector=cooperative.sector,
        region_code=cooperative.region_code,
        state=state,
        published_state=_S.ELIGIBLE if state == _S.SCORED else state,
        answers={"q1": rng.choice(("yes", "no")), "q2": rng.randint(1, 4)},
        needs=_needs(world, cooperative),
        documents={each.kind: each.public_id for each in cooperative.documents},
        wishes=[{"zone": "A"}] if rng.random() < 0.4 else [],  # noqa: PLR2004
        terms_accepted_at=None if state == _S.DRAFT else sent,
        score=round(rng.triangular(38, 97, 74)) if scored else None,
        tier=rng.choice((1, 2, 2, 2, 3)) if scored else 2,
        reason={
            _S.INELIGIBLE: rng.choice(("documents", "region", "not_registered")),
            _S.REFUSED: "no_power",
        }.get(state),
        part_to_complete=part if state == _S.TO_COMPLETE else None,
        to_complete=what if state == _S.TO_COMPLETE else None,
        submitted_at=None if state == _S.DRAFT else sent,
        published_at=call.closes_at + timedelta(days=1) if is_decided else None,
        folded=cooperative.folded,
        created_at=sent - timedelta(hours=rng.randint(1, 40)),
    )


def _needs(world: World, cooperative: Cooperative) -> dict[str, Any]:
    cooks = cooperative.sector in (Sector.COUSCOUS, Sector.DAIRY) and world.chance(0.3)
    return asking.needs_of({"power_kw": world.rng.choice((0, 0.5, 0.5, 1, 2)), "cooking": cooks})


def _coming(world: World, *, limit: int, home: str = "") -> list[Cooperative]:
    """Exhibitors for a fair: the demo account's first, then those of the province, then others."""
    first, *others = [each for each in world.cooperatives if each.kind != ExhibitorKind.INSTITUTION]
    world.rng.shuffle(others)
    others.sort(key=lambda each: each.province_code != home)
    return [first, *others][:limit]


def _attended(world: World, edition: Edition, call: Call) -> list[Application]:
    """A fair that is over or running: its stands full, a few absent, some who were refused or stepped back."""
    is_capers = edition.slug == "safi-capers-7"
    institutions = [each for each in world.cooperatives if each.kind == ExhibitorKind.INSTITUTION]
    exhibitors = _coming(world, limit=190 if is_capers else 110, home=(edition.place_code or "")[:6])
    booths = _open_stands(edition)
    placed = _seat(booths, [*(institutions if is_capers else ()), *exhibitors])
    files = []
    for number, cooperative in enumerate(exhibitors + (institutions if is_capers else [])):
        state = _S.PRESENT if cooperative.id in placed else _S.REFUSED
        if state == _S.PRESENT and number and not is_capers and world.chance(0.05):
            state = _S.NO_SHOW
        if edition.starts_on <= world.today <= edition.ends_on and number and state == _S.PRESENT:
            state = _S.CONFIRMED if world.chance(0.06) else state
        files.append(_file(world, call, edition, cooperative, state))
        files[-1].reason = "higher_priority" if state == _S.REFUSED else None
    return files


def _called(world: World, edition: Edition, call: Call) -> list[Application]:
    """An open call: every state of its phase."""
    states = [state for state, count in CALL_STATES for _ in range(count * world.scale)]
    world.rng.shuffle(states)
    chosen = [each for each in world.cooperatives if each.kind == ExhibitorKind.COOPERATIVE]
    chosen.sort(key=lambda each: each.sector != Sector.POTTERY)
    own = world.cooperatives[0]
    chosen = [own, *(each for each in chosen if each is not own)]
    states = [_S.TO_COMPLETE, *states]
    return [_file(world, call, edition, each, state) for each, state in zip(chosen, states, strict=False)]


def _answering(world: World, edition: Edition, call: Call) -> list[Application]:
    """Decisions published yesterday: answers come in, a waiting list moves. The demo account has an offer."""
    states = list(MRIRT_STATES)
    world.rng.shuffle(states)
    exhibitors = _coming(world, limit=len(states) + 1, home="05.301")
    files = [
        _file(world, call, edition, each, state)
        for each, state in zip(exhibitors, [_S.SELECTED, *states], strict=True)
    ]
    for rank, file in enumerate((file for file in files if file.state == _S.WAITLISTED), start=1):
        file.waiting_rank, file.reason = rank, "higher_priority"
        file.explanation = {"eligible": 22, "higher_priority": 20, "neighbour_rule": 2}
    for file in files:
        if file.state == _S.SELECTED:
            file.offer_expires_at = world.at(world.today + timedelta(days=1), 18)
    return files


def _deciding(world: World, edition: Edition, call: Call) -> list[Application]:
    """Being decided: some only scored, some selected or waiting inside, nothing published."""
    exhibitors = _coming(world, limit=38, home="05.301")
    states = [
        *[_S.SELECTED] * 18,
        *[_S.WAITLISTED] * 6,
        *[_S.REFUSED] * 2,
        *[_S.SCORED] * 8,
        *[_S.ELIGIBLE] * 4,
    ]
    files = [_file(world, call, edition, each, state) for each, state in zip(exhibitors, states, strict=True)]
    rank = 0
    for file in files:
        file.published_state = _S.ELIGIBLE
        file.published_at = None
        if file.state == _S.WAITLISTED:
            rank += 1
            file.waiting_rank, file.reason = rank, "higher_priority"
            file.explanation = {"eligible": 22, "higher_priority": 21, "several_lower": 1}
    return files


def _cancelled(world: World, edition: Edition, call: Call) -> list[Application]:
    """A souk that will not be held: what was sent stays as it was."""
    return [
        _file(world, call, edition, each, _S.SUBMITTED)
        for each in _coming(world, limit=13, home="05.301")[1:]
    ]


def _open_stands(edition: Edition) -> list[Booth]:
    query = sa.select(Booth).where(Booth.edition_id == edition.id, ~Booth.is_blocked).order_by(Booth.id)
    return list(db.session.scalars(query))


def _seat(booths: Iterable[Booth], exhibitors: Iterable[Cooperative]) -> dict[int, Booth]:
    """The first stand that admits each exhibitor, by exhibitor; one stand in nine stays empty where zones choose."""
    left = list(booths)
    seated: dict[int, Booth] = {}
    for each in exhibitors:
        is_institution = each.kind == ExhibitorKind.INSTITUTION
        for booth in left:
            zone = booth.zone
            admits = not zone.sectors or each.sector in zone.sectors
            if zone.is_institutional == is_institution and admits:
                seated[each.id] = booth
                left.remove(booth)
                break
    return seated


def _hold(world: World, files: Iterable[Application]) -> None:
    """Give stands to every file whose state holds one."""
    by_edition: dict[int, list[Application]] = {}
    for file in files:
        if file.state in _HOLDS:
            by_edition.setdefault(file.edition_id, []).append(file)
    rows: list[dict[str, Any]] = []
    cooperatives = {each.id: each for each in world.cooperatives}
    for edition in world.editions.values():
        holders = by_edition.get(edition.id, [])
        seats = _seat(_open_stands(edition), (cooperatives[file.cooperative_id] for file in holders))
        rows += [
            _assignment(edition, file, seats[file.cooperative_id])
            for file in holders
            if file.cooperative_id in seats
        ]
    insert_rows(Assignment, rows)


def _assignment(edition: Edition, file: Application, booth: Booth) -> dict[str, Any]:
    is_inside = file.state == _S.SELECTED and file.published_state != _S.SELECTED
    return {
        "edition_id": edition.id,
        "organizer_id": edition.organizer_id,
        "booth_id": booth.id,
        "application_id": file.id,
        "starts_on": edition.starts_on,
        "ends_on": edition.ends_on,
        "share": 100,
        "state": _A.PLANNED if is_inside else _HOLDS[ApplicationState(file.state)],
        "is_pinned": False,
    }


def _steps(world: World, files: Iterable[Application]) -> Iterator[dict[str, Any]]:
    """The timeline of each file: sent, checked, decided, answered, there."""
    organizer = world.people["organizer"].id
    for file in files:
        state = ApplicationState(file.state)
        path = _PATHS.get(state) or (*_PATHS[_S.SCORED], *_LATER.get(state, (state,)))
        if state == _S.DRAFT or file.submitted_at is None:
            continue
        at = file.submitted_at
        for number, step in enumerate(path):
            is_own = step in (_S.SUBMITTED, _S.ACCEPTED, _S.DECLINED, _S.WITHDRAWN)
            is_inside = step == _S.SCORED or (number == len(path) - 1 and file.published_state != file.state)
            yield {
                "application_id": file.id,
                "state": step,
                "note": file.to_complete if step == _S.TO_COMPLETE else None,
                "actor_id": None if is_own else organizer,
                "is_published": not is_inside,
                "created_at": min(at, world.at(world.today, 7) + timedelta(minutes=number)),
            }
            at = _next(world, file, path, number, at)


def _next(
    world: World, file: Application, path: tuple[ApplicationState, ...], number: int, at: datetime
) -> datetime:
    """When the following step happened: days later while deciding, on the first day for presence."""
    if number + 1 < len(path) and path[number + 1] in (_S.PRESENT, _S.NO_SHOW):
        first = db.session.get_one(Edition, file.edition_id).starts_on
        return world.at(first, 10, world.rng.randint(0, 59))
    return at + timedelta(hours=world.rng.randint(10, 90))


def _sales(world: World, files: Iterable[Application]) -> Iterator[dict[str, Any]]:
    """What those who were there declared, about four days in five; today only a few have."""
    days = {edition.id: edition for edition in world.editions.values()}
    for file in files:
        if file.state != _S.PRESENT:
            continue
        edition = days[file.edition_id]
        usual = world.rng.triangular(400, 5200, 1300)
        for day in _days(edition, world.today):
            if world.chance(0.25 if day == world.today else 0.8):
                amount = round(usual * world.rng.uniform(0.5, 1.6) / 10) * 1000
                yield {
                    "edition_id": edition.id,
                    "organizer_id": edition.organizer_id,
                    "application_id": file.id,
                    "day": day,
                    "amount": amount,
                    "method": "agent" if file.filed_by_agent else "declared",
                    "created_at": world.at(day, 21, 30),
                }


def _days(edition: Edition, today: date) -> list[date]:
    last = min(edition.ends_on, today)
    return [edition.starts_on + timedelta(days=n) for n in range((last - edition.starts_on).days + 1)]
