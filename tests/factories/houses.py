"""A whole house for tests of every page: an organizer with one of each thing, and its people."""

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from eventhub.accounts import inviting, links
from eventhub.accounts.models import Organizer, Person, SignIn
from eventhub.accounts.roles import RoleName
from eventhub.booths.states import ApplicationState
from eventhub.contests.models import Contest
from eventhub.contests.states import ContestState
from eventhub.cooperatives import operations as cooperatives
from eventhub.cooperatives.models import Cooperative
from eventhub.database import db, random_code
from eventhub.fairs.models import Edition
from eventhub.visitors import operations as visitors
from eventhub.visitors import printing
from eventhub.visitors.operations import seats
from tests.factories.accounts import a_person, a_role, an_organizer
from tests.factories.booths import (
    a_booth,
    a_call,
    a_cohort,
    a_fair,
    a_hold,
    a_kept_version,
    a_plan,
    a_run,
    an_application,
)
from tests.factories.contest_life import a_session_of_coaching, contest_life_of
from tests.factories.contests import (
    JUDGING_AT,
    a_conflict,
    a_contest,
    a_judge,
    a_motion,
    a_sheet,
    an_amendment,
    an_idea,
)
from tests.factories.cooperatives import a_cooperative, a_document, a_member, a_product
from tests.factories.fairs import a_partner, a_recommendation, a_session
from tests.factories.offers import a_message, a_paper_run
from tests.factories.programmes import a_programme_with_one_of_each
from tests.factories.screening import screening_of
from tests.factories.stands import things_at_a_stand
from tests.factories.visitors import a_badge, a_file, a_gate, a_guest, a_layout, an_irregular_scan
from tests.factories.volunteers import things_of_volunteers

AT = JUDGING_AT
"""While the house's call is open and its contest is judged."""


@dataclass
class House:
    """What stands in addresses for each thing, and a person in each role there."""

    values: dict[str, str] = field(default_factory=dict)
    people: dict[str, Person] = field(default_factory=dict)

    def name(self, **things: Any) -> None:
        """Remember what things are called in addresses."""
        self.values |= {name: getattr(row, "slug", None) or row.public_id for name, row in things.items()}


def a_house() -> House:
    """Somebody's fair, contest and cooperative, apart from every other house."""
    house = House()
    edition = a_fair(organizer=an_organizer())
    contest = a_contest(edition.organizer, state=ContestState.JUDGING)
    cooperative = a_cooperative(f"Coopérative {edition.slug}")
    house.name(organizer=edition.organizer, edition=edition, series=edition.series)
    house.name(contest=contest, cooperative=cooperative)
    _open_doors(house, edition.organizer, edition, contest)
    _fill_file(house, cooperative)
    _fill_fair(house, edition, cooperative)
    _fill_contest(house, contest)
    house.name(**a_programme_with_one_of_each(edition.organizer, cooperative))
    return house


def _open_doors(house: House, organizer: Organizer, edition: Edition, contest: Contest) -> None:
    scopes: dict[RoleName, Organizer | Edition | Contest] = {
        RoleName.OWNER: organizer,
        RoleName.ORGANIZER: organizer,
        RoleName.FIELD_AGENT: edition,
        RoleName.GATE_STAFF: edition,
        RoleName.PARTNER: edition,
        RoleName.JUDGE: contest,
        RoleName.EXPERT: contest,
    }
    for name, scope in scopes.items():
        house.people[name.value] = person = a_person(name.value)
        house.name(role=(role := a_role(person, scope, name)))
        if name == RoleName.EXPERT:
            house.name(expert=role)
    owner = house.people["owner"]
    house.name(sign_in=_a_sign_in(owner))
    grants = {"organizer_id": organizer.id, "role": RoleName.ORGANIZER.value}
    house.values["role_invitation"] = links.name_in(inviting.invite(owner, grants, AT))


def _a_sign_in(person: Person) -> SignIn:
    expires_at = AT + timedelta(days=1)
    row = SignIn(person_id=person.id, token_hash=random_code(12), means="password", expires_at=expires_at)
    db.session.add(row)
    db.session.flush()
    return row


def _fill_file(house: House, cooperative: Cooperative) -> None:
    president = house.people["cooperative"] = a_person("president")
    member = a_member(cooperative, president)
    invitation = cooperatives.invite_member(president, cooperative, "member", AT)
    house.name(cooperative_member=member, member_invitation=invitation)
    house.name(product=a_product(cooperative), paper=a_document(cooperative))


def _fill_fair(house: House, edition: Edition, cooperative: Cooperative) -> None:
    house.name(plan_version=a_kept_version(a_plan(edition)))
    filed = an_application(a_call(edition), cooperative, ApplicationState.SELECTED)
    a_hold(a_booth(edition, "A2"), filed)
    badge, gate = a_badge(edition, at=AT), a_gate(edition)
    device, _code = visitors.invite_device(None, edition, gate, "Tablet", AT)
    house.name(application=filed, booth=a_booth(edition, "A2"), message=a_message(filed))
    house.name(**screening_of(edition, filed, house.people["organizer"]))
    house.name(paper_run=a_paper_run(edition))
    house.name(visitor=badge.registration, badge=badge, gate=gate, device=device)
    house.values["irregular"] = an_irregular_scan(device, badge, AT).scan_id
    house.name(exhibit=filed, **things_at_a_stand(edition, cooperative, badge))
    house.values["to"] = "declined"
    house.name(run=printing.begin_run(None, edition, "a6", AT, only_new=False))
    house.name(badge_layout=a_layout(edition), visitor_import=a_file(edition), guest=a_guest(edition))
    house.name(allocation_run=a_run(edition), cohort=a_cohort(edition))
    session = a_session(edition, seats=9, is_seated=True)
    house.name(partner=a_partner(edition), session=session, badge_session=session)
    house.name(seat=seats.take(session, badge, 1, session.starts_at - timedelta(days=1)))
    house.name(recommendation=a_recommendation(edition), **things_of_volunteers(edition))


def _fill_contest(house: House, contest: Contest) -> None:
    idea = an_idea(contest, person=house.people["cooperative"])
    judge = a_judge(contest, house.people["judge"], role="president")
    house.name(idea=idea, judge=judge, sheet=a_sheet(judge, idea), motion=a_motion(contest))
    house.name(conflict=a_conflict(judge, an_idea(contest, 2)))
    amendment = an_amendment(contest, idea)
    house.name(amendment=amendment, rectification=amendment.rectification)
    house.name(**contest_life_of(contest, idea))
    house.name(own_session=a_session_of_coaching(contest, expert_id=house.people["expert"].id))
    db.session.flush()
