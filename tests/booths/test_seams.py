"""What booths give to the fair's pages: a copied plan, the overview's tiles, papers to read."""

from datetime import timedelta

from eventhub.accounts.roles import RoleName
from eventhub.booths import tiles
from eventhub.booths.operations import calls
from eventhub.booths.operations.copying import copy_booths
from eventhub.booths.permissions import screens_applicant
from eventhub.booths.queries import plans
from eventhub.booths.states import ApplicationState, AssignmentState
from eventhub.fairs.states import EditionState
from tests.factories.accounts import somebody_with
from tests.factories.booths import (
    AT,
    a_booth,
    a_call,
    a_cooperative,
    a_fair,
    a_hold,
    a_plan,
    an_application,
)

YEAR = timedelta(days=364)


def next_year(old):
    return a_fair(organizer=old.organizer, starts_on=old.starts_on + YEAR, ends_on=old.ends_on + YEAR)


def test_the_next_edition_takes_over_stands_with_codes_of_their_own(app):
    old = a_fair()
    a_plan(old, 3)
    a_booth(old, "A2").is_blocked = True
    a_plan(a_fair(), 5)
    new = next_year(old)
    copy_booths(old, new, AT)
    copied = plans.plan_of(new).booths
    assert [(booth.label, booth.x, booth.y, booth.is_blocked) for booth in copied] == [
        (booth.label, booth.x, booth.y, booth.is_blocked) for booth in plans.plan_of(old).booths
    ]
    codes = {booth.code for booth in copied} | {booth.code for booth in plans.plan_of(old).booths}
    assert len(codes) == 6


def test_the_next_edition_takes_over_its_call_at_the_same_distance(app):
    old = a_fair()
    call = a_call(old)
    new = next_year(old)
    copy_booths(old, new, AT)
    copied = plans.call_for(new, call.kind)
    assert copied.opens_at == call.opens_at + YEAR
    assert copied.closes_at == call.closes_at + YEAR
    assert copied.terms == call.terms


def test_a_copied_call_never_opens_in_the_past(app):
    old = a_fair()
    a_call(old)
    new = next_year(old)
    late = AT + YEAR + timedelta(days=10)
    copy_booths(old, new, late)
    copied = plans.calls_of(new)[0]
    assert late < copied.opens_at < copied.closes_at <= new.moments[1]


def test_the_overview_says_what_waits_and_how_the_floor_fills(client, app):
    edition = a_fair()
    a_plan(edition, 4)
    call = a_call(edition)
    an_application(call)
    held = an_application(call, state=ApplicationState.CONFIRMED)
    a_hold(a_booth(edition, "A1"), held, AssignmentState.CONFIRMED)
    an_application(a_call(a_fair()))
    with app.test_request_context():
        found = {str(tile.label): (tile.figure, tile.needs_me) for tile in tiles.booth_tiles(edition)}
    assert ("1", True) in found.values()
    assert ("1 / 4", False) in found.values()
    assert ("2", False) in found.values()


def test_who_screens_an_application_may_read_the_papers(app):
    edition = a_fair()
    cooperative = a_cooperative()
    owner = somebody_with(RoleName.OWNER, edition.organizer)
    stranger = somebody_with(RoleName.OWNER, a_fair().organizer)
    assert not screens_applicant(owner, cooperative)
    an_application(a_call(edition), cooperative)
    assert screens_applicant(owner, cooperative)
    assert not screens_applicant(stranger, cooperative)


def test_opening_a_call_opens_the_fair(app):
    edition = a_fair(state=EditionState.PREPARATION, is_published=False)
    terms = calls.CallTerms("cooperative", AT, AT + timedelta(days=20), {}, {"ar": "شروط"})
    calls.open_call(None, edition, terms, AT)
    assert edition.state == EditionState.CALL
    assert edition.is_published
