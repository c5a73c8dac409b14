"""What booths give to the fair's pages: a copied plan, the overview's tiles, papers to read."""

from datetime import timedelta

from msgspec.structs import replace

from eventhub.accounts.roles import RoleName
from eventhub.booths import tiles
from eventhub.booths.grid import USUAL
from eventhub.booths.operations import calls, scoring
from eventhub.booths.operations.copying import copy_booths
from eventhub.booths.operations.following import keep_days
from eventhub.booths.permissions import screens_applicant
from eventhub.booths.queries import plans
from eventhub.booths.queries.grids import grid_of
from eventhub.booths.states import ApplicationState, AssignmentState
from eventhub.database import db
from eventhub.fairs import operations as fairs
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


def test_the_next_edition_is_looked_at_by_the_same_grid_once(app):
    old = a_fair()
    criteria = tuple({**each, "weight": 20} for each in USUAL.criteria)
    scoring.set_grid(None, old, replace(USUAL, checklist=(), criteria=criteria, per_file=3), AT)
    scoring.set_grid(None, a_fair(), USUAL, AT)
    new = next_year(old)
    assert not grid_of(new).is_own
    copy_booths(old, new, AT)
    copy_booths(old, new, AT)
    assert grid_of(new) == grid_of(old)
    assert grid_of(new).per_file == 3


def test_an_edition_without_its_own_grid_gives_none_on(app):
    old = a_fair()
    new = next_year(old)
    copy_booths(old, new, AT)
    assert not grid_of(new).is_own


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


def test_a_fair_moved_to_its_allocation_has_closed_its_call_and_only_its_own(app):
    edition, other = a_fair(), a_fair()
    call, noise = a_call(edition), a_call(other)
    at = call.opens_at + timedelta(days=1)
    fairs.move(None, edition, EditionState.ALLOCATION, at)
    assert not call.is_open(at)
    assert noise.is_open(at)


def test_stands_given_for_the_whole_fair_keep_to_its_days_wherever_they_move(app):
    edition, noise = a_fair(), a_fair()
    a_plan(edition, 2)
    a_plan(noise, 2)
    call = a_call(edition)
    whole = a_hold(a_booth(edition, "A1"), an_application(call))
    second = edition.starts_on + timedelta(days=1)
    part = a_hold(a_booth(edition, "A2"), an_application(call), starts_on=second, ends_on=second)
    kept = a_hold(a_booth(noise, "A1"), an_application(a_call(noise)))
    first, last = edition.starts_on, edition.ends_on
    week = timedelta(days=7)
    edition.starts_on, edition.ends_on = first + week, last + week
    keep_days(edition, first, last)
    for row in (whole, part, kept):
        db.session.refresh(row)
    assert (whole.starts_on, whole.ends_on) == (first + week, last + week)
    assert (part.starts_on, part.ends_on) == (second + week, second + week)
    assert (kept.starts_on, kept.ends_on) == (first, last)


def test_a_plan_drawn_again_leaves_a_stand_out_of_use(app):
    edition = a_fair()
    a_plan(edition, 3)
    a_booth(edition, "A2").is_blocked = True
    a_plan(edition, 4)
    blocked = [booth.label for booth in plans.plan_of(edition).booths if booth.is_blocked]
    assert blocked == ["A2"]


def test_a_fair_in_preparation_is_told_to_draw_its_plan_and_open_its_call(client, app):
    edition = a_fair(state=EditionState.PREPARATION, is_published=False)
    with app.test_request_context():
        before = [tile.href for tile in tiles.booth_tiles(edition) if tile.needs_me]
        a_plan(edition)
        after = [tile.href for tile in tiles.booth_tiles(edition) if tile.needs_me]
    work = f"/work/e/{edition.slug}"
    assert (before, after) == ([f"{work}/plan/edit", f"{work}/call"], [f"{work}/call"])
