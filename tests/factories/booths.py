"""Rows of booths for tests: a fair with a plan and an open call, exhibitors, applications in any state."""

from datetime import UTC, datetime, timedelta
from typing import Any

from eventhub.accounts.models import Organizer, Person
from eventhub.booths.ground import Layout, RowSpec, ZoneSpec
from eventhub.booths.models import (
    AllocationRun,
    Application,
    Assignment,
    Booth,
    Call,
    Cohort,
    Plan,
    PlanVersion,
)
from eventhub.booths.models.drawing import KeptFor
from eventhub.booths.operations import drawing, plans
from eventhub.booths.operations.solving import fingerprint
from eventhub.booths.queries import instances
from eventhub.booths.queries.instances import Asked
from eventhub.booths.states import ApplicationState, AssignmentState, RunState
from eventhub.cooperatives.kinds import MemberRole, Sector
from eventhub.cooperatives.models import Cooperative, Member, Product
from eventhub.database import db, random_code
from eventhub.fairs.models import Edition, Series
from tests.factories.accounts import an_organizer

AT = datetime(2025, 4, 2, 10, 0, tzinfo=UTC)
"""While the call of the tests' fair is open."""
LATER = datetime(2025, 5, 10, 10, 0, tzinfo=UTC)
"""After the call has closed, before the fair."""

_SENT = frozenset(ApplicationState) - {ApplicationState.DRAFT, ApplicationState.WITHDRAWN}


def a_fair(slug: str | None = None, organizer: Organizer | None = None, **fields: Any) -> Edition:
    """A published edition of seven days, 22 to 28 May 2025."""
    slug = slug or f"fair-{random_code(6)}"
    organizer = organizer or an_organizer()
    series = Series(slug=f"series-{slug}", organizer_id=organizer.id, name={"ar": "معرض", "fr": "Foire"})
    db.session.add(series)
    db.session.flush()
    values = {
        "slug": slug,
        "series_id": series.id,
        "organizer_id": organizer.id,
        "name": {"ar": "معرض خنيفرة", "fr": "Foire de Khénifra"},
        "venue": {"ar": "ساحة 20 غشت", "fr": "Place du 20 août"},
        "place_code": "05.301.01.01",
        "starts_on": datetime(2025, 5, 22, tzinfo=UTC).date(),
        "ends_on": datetime(2025, 5, 28, tzinfo=UTC).date(),
        "state": "call",
        "is_published": True,
    }
    row = Edition(**values | fields)
    db.session.add(row)
    db.session.flush()
    return row


def a_layout(stands: int = 4, *, second: int = 0, **row: Any) -> Layout:
    """One zone Z with a row A of `stands`, and behind it (back to back) a row B of `second`."""
    zones = (ZoneSpec("Z", {"ar": "المنتوجات", "fr": "Terroir"}),)
    rows = [RowSpec("Z", "A", 1, 1, stands, **row)]
    if second:
        rows.append(RowSpec("Z", "B", 1, 4, second, **row))
    return Layout(60, 20, zones, tuple(rows))


def a_plan(edition: Edition, stands: int = 4, **more: Any) -> Plan:
    """The edition's plan, drawn from one row of stands."""
    return plans.draw(None, edition, a_layout(stands, **more), AT)


def a_kept_version(plan: Plan) -> PlanVersion:
    """The plan as it is, kept in its history."""
    drawing.keep_version(None, plan, KeptFor.BEFORE_EDITING, AT)
    return db.session.query(PlanVersion).filter_by(plan_id=plan.id).order_by(PlanVersion.id.desc()).first()


def a_booth(edition: Edition, label: str = "A1") -> Booth:
    """The stand of a label."""
    return db.session.query(Booth).filter_by(edition_id=edition.id, label=label).one()


def a_call(edition: Edition, **fields: Any) -> Call:
    """A call open all through April 2025."""
    values = {
        "edition_id": edition.id,
        "organizer_id": edition.organizer_id,
        "terms": {"ar": "شروط المشاركة"},
        "opens_at": datetime(2025, 3, 20, tzinfo=UTC),
        "closes_at": datetime(2025, 5, 1, tzinfo=UTC),
    }
    row = Call(**values | fields)
    db.session.add(row)
    db.session.flush()
    return row


def a_cooperative(name: str = "Tiwizi", *, member: Person | None = None, **fields: Any) -> Cooperative:
    """An exhibitor; with `member` that person acts for it."""
    values = {
        "name_latin": name,
        "sector": Sector.HONEY,
        "region_code": "05",
        "province_code": "05.301",
        "email": f"{random_code(8)}@example.ma",
    }
    row = Cooperative(**values | fields)
    db.session.add(row)
    db.session.flush()
    if member is not None:
        db.session.add(Member(cooperative_id=row.id, person_id=member.id, role=MemberRole.PRESIDENT))
        db.session.flush()
    return row


def a_product(cooperative: Cooperative, name: str = "Miel de thym") -> Product:
    """Something it sells."""
    row = Product(cooperative_id=cooperative.id, name={"fr": name}, price=9000)
    db.session.add(row)
    db.session.flush()
    return row


def an_application(
    call: Call,
    cooperative: Cooperative | None = None,
    state: ApplicationState = ApplicationState.SUBMITTED,
    **fields: Any,
) -> Application:
    """A file in any state, with all that the state asks for."""
    cooperative = cooperative or a_cooperative(f"Coopérative {random_code(5)}")
    is_asked = state == ApplicationState.TO_COMPLETE
    values = {
        "edition_id": call.edition_id,
        "organizer_id": call.organizer_id,
        "call_id": call.id,
        "cooperative_id": cooperative.id,
        "sector": cooperative.sector,
        "region_code": cooperative.region_code,
        "state": state,
        "published_state": state,
        "needs": {"booths": 1},
        "submitted_at": AT if state in _SENT else None,
        "waiting_rank": 1 if state == ApplicationState.WAITLISTED else None,
        "to_complete": "Les prix" if is_asked else None,
        "part_to_complete": "products" if is_asked else None,
        "offer_expires_at": LATER + timedelta(hours=48) if state == ApplicationState.SELECTED else None,
        "folded": cooperative.folded,
    }
    row = Application(**values | fields)
    db.session.add(row)
    db.session.flush()
    return row


def a_hold(
    booth: Booth, application: Application, state: AssignmentState = AssignmentState.HELD, **fields: Any
) -> Assignment:
    """A stand held by a file for the whole fair."""
    edition = application.edition
    values = {
        "edition_id": edition.id,
        "organizer_id": edition.organizer_id,
        "booth_id": booth.id,
        "application_id": application.id,
        "starts_on": edition.starts_on,
        "ends_on": edition.ends_on,
        "state": state,
    }
    row = Assignment(**values | fields)
    db.session.add(row)
    db.session.flush()
    return row


def a_run(edition: Edition, **fields: Any) -> AllocationRun:
    """A search that is done: everybody stays where they are."""
    problem = instances.problem_of(edition, Asked(seed=482913, as_it_is=True))
    document = problem.document(482913)
    levels = [level["name"] for level in document["rules"]["levels"]]
    values = {
        "edition_id": edition.id,
        "organizer_id": edition.organizer_id,
        "number": 1,
        "state": RunState.DONE,
        "seed": 482913,
        "seconds": 10,
        "instance": document,
        "instance_hash": fingerprint(document),
        "assignments": {name: list(booths) for name, booths in problem.present.items()},
        "explanations": {},
        "levels": [{"name": name, "value": 0.0, "bound": 0.0, "is_proved": True} for name in levels],
        "progress": [{"seconds": 0.1, "step": "greedy", "values": [0.0] * len(levels), "bounds": []}],
        "started_at": LATER,
        "ended_at": LATER + timedelta(seconds=2),
    }
    row = AllocationRun(**values | fields)
    db.session.add(row)
    db.session.flush()
    return row


def a_cohort(edition: Edition, first: int = 0, last: int = 2) -> Cohort:
    """Some days of an edition, counted from its first day."""
    row = Cohort(
        edition_id=edition.id,
        organizer_id=edition.organizer_id,
        name={"ar": "الفوج الأول", "fr": "Première cohorte"},
        starts_on=edition.starts_on + timedelta(days=first),
        ends_on=edition.starts_on + timedelta(days=last),
    )
    db.session.add(row)
    db.session.flush()
    return row
