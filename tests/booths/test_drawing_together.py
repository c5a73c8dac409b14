"""Changes to a plan, one after the other and by two people at once; what is kept, and what comes back."""

import json
from datetime import timedelta
from uuid import uuid4

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from eventhub.booths import editing, importing, plan_files
from eventhub.booths.editing import Kind, Operation, Verb
from eventhub.booths.models import Booth, PlanVersion
from eventhub.booths.operations import bringing_plans, drawing, plans
from eventhub.booths.operations.copying import copy_plan
from eventhub.booths.queries import drawing as drawn
from eventhub.booths.queries import plans as asked
from eventhub.booths.queries.instances import instance_of
from eventhub.booths.queries.plans import plan_of
from eventhub.database import db, random_code
from eventhub.tables import write_csv
from tests.factories.accounts import a_person, a_role, signed_in
from tests.factories.booths import AT, a_booth, a_call, a_fair, a_hold, a_layout, a_plan, an_application


def change(*operations):
    return editing.Change(str(uuid4()), operations)


def put(booth, **values):
    seen = drawn.stand_object(booth, booth.zone.public_id)
    return Operation(Verb.SET, Kind.STAND, booth.public_id, values, {name: seen[name] for name in values})


def a_new_stand(plan, label="B1", **values):
    given = {"label": label, "row": label[0], "zone": plan.zones[0].public_id, "x": 30.0, "y": 10.0}
    return Operation(Verb.ADD, Kind.STAND, random_code(), given | values)


@pytest.fixture
def plan(app):
    a_plan(a_fair("somebody-elses"), 3)
    return a_plan(a_fair(), 4)


@pytest.fixture
def fatima(plan):
    return a_person("Fatima")


def take(actor, plan, *changes, at=AT):
    return drawing.take_in(actor, plan, list(changes), at)


def remarks(outcomes):
    return [remark["code"] for outcome in outcomes for remark in outcome.remarks]


def test_a_change_sent_twice_is_done_once(plan, fatima):
    sent = change(a_new_stand(plan))
    first, again = take(fatima, plan, sent), take(fatima, plan, sent)
    assert [first[0].outcome, again[0].outcome] == ["saved", "already_saved"]
    assert (plan.version, len(drawn.objects_of(plan))) == (2, 7)


def test_two_people_who_change_different_things_both_have_their_way(plan, fatima):
    said = a_person("Said")
    a1, a2 = a_booth(plan.edition, "A1"), a_booth(plan.edition, "A2")
    one, other = put(a1, x=7.5), put(a1, power_kw=9.0)
    outcomes = take(fatima, plan, change(one)) + take(said, plan, change(other, put(a2, y=9.0)))
    assert remarks(outcomes) == []
    assert (a1.x, a1.power_kw, a2.y) == (7.5, 9.0, 9.0)


def test_where_both_changed_one_field_the_later_wins_and_is_told_the_other(plan, fatima):
    a1 = a_booth(plan.edition, "A1")
    mine, theirs = put(a1, x=20.0), put(a1, x=15.0)
    take(fatima, plan, change(theirs))
    (outcome,) = take(a_person("Said"), plan, change(mine))
    assert outcome.remarks[0]["code"] == "both_changed"
    assert outcome.remarks[0]["theirs"] == {"x": 15.0}
    assert a1.x == 20.0


def test_a_held_stand_moves_and_keeps_its_sign_but_is_not_removed(plan, fatima):
    a1 = a_booth(plan.edition, "A1")
    a_hold(a1, an_application(a_call(plan.edition)))
    code, name = a1.code, a1.public_id
    outcomes = take(fatima, plan, change(put(a1, x=12.0)), change(Operation(Verb.DROP, Kind.STAND, name)))
    assert remarks(outcomes) == ["booth_taken"]
    assert "Coopérative" in outcomes[1].remarks[0]["message"]
    db.session.expire_all()
    kept = a_booth(plan.edition, "A1")
    assert (kept.code, kept.public_id, kept.x) == (code, name, 12.0)


def test_a_change_of_what_somebody_removed_says_so_and_the_other_way_round(plan, fatima):
    a1, a2 = a_booth(plan.edition, "A1"), a_booth(plan.edition, "A2")
    late = put(a1, x=9.0)
    seen = drawn.stand_object(a2, a2.zone.public_id)
    take(fatima, plan, change(Operation(Verb.DROP, Kind.STAND, a1.public_id), put(a2, x=22.0)))
    outcomes = take(fatima, plan, change(late, Operation(Verb.DROP, Kind.STAND, a2.public_id, {}, seen)))
    assert remarks(outcomes) == ["gone", "changed_meanwhile"]


def test_stands_exchange_their_labels_and_two_of_one_name_are_told_apart(plan, fatima):
    a1, a2 = a_booth(plan.edition, "A1"), a_booth(plan.edition, "A2")
    outcomes = take(fatima, plan, change(put(a1, label="A2"), put(a2, label="A1")))
    assert (remarks(outcomes), a1.label, a2.label) == ([], "A2", "A1")
    outcomes = take(fatima, plan, change(a_new_stand(plan, "A1")))
    assert remarks(outcomes) == ["same_label"]
    labels = sorted(db.session.scalars(sa.select(Booth.label).where(Booth.plan_id == plan.id)))
    assert labels == ["A1", "A2", "A3", "A4", "A5"]


def test_an_object_of_another_plan_is_refused_whole(plan, fatima):
    other = a_plan(a_fair(), 1)
    stolen = Operation(Verb.ADD, Kind.STAND, other.booths[0].public_id, a_new_stand(plan).values)
    (outcome,) = take(fatima, plan, change(a_new_stand(plan), stolen))
    assert (outcome.outcome, len(plan.booths), plan.version) == ("refused", 4, 1)


def test_places_along_a_row_follow_the_ground(plan, fatima):
    a1 = a_booth(plan.edition, "A1")
    take(fatima, plan, change(put(a1, x=50.0)))
    assert [a_booth(plan.edition, f"A{n}").position for n in (1, 2, 3, 4)] == [3, 0, 1, 2]


def test_what_it_was_is_kept_once_a_sitting_and_comes_back_with_its_signs(plan, fatima):
    a1 = a_booth(plan.edition, "A1")
    code, name = a1.code, a1.public_id
    before = drawn.objects_of(plan)
    take(fatima, plan, change(Operation(Verb.DROP, Kind.STAND, name)), change(a_new_stand(plan)))
    take(fatima, plan, change(a_new_stand(plan, "B2", x=40.0)), at=AT + timedelta(minutes=5))
    (kept,) = drawn.versions_of(plan)
    assert drawing.restore(fatima, kept, AT + timedelta(minutes=9)) == []
    assert drawn.objects_of(plan) == before
    back = a_booth(plan.edition, "A1")
    assert (back.code, back.public_id) == (code, name)
    assert db.session.scalar(sa.select(sa.func.count()).where(PlanVersion.plan_id == plan.id)) == 2


def test_neighbours_corrected_by_hand_reach_the_allocation_and_the_next_edition(plan, fatima):
    a1, a2 = a_booth(plan.edition, "A1"), a_booth(plan.edition, "A2")
    link = "~".join(sorted((a1.public_id, a2.public_id)))
    take(fatima, plan, change(Operation(Verb.ADD, Kind.LINK, link, {"between": "none"})))
    pairs = {frozenset((each.booth, each.other)) for each in instance_of(plan.edition).plan.adjacency}
    assert pairs == {frozenset(("A2", "A3")), frozenset(("A3", "A4"))}
    copied = copy_plan(plan, a_fair())
    again = {frozenset((each.booth, each.other)) for each in instance_of(copied.edition).plan.adjacency}
    assert again == pairs


NUMBER = st.floats(0.5, 50).map(lambda value: round(value, 2))
STAND = st.fixed_dictionaries(
    {
        "x": NUMBER,
        "y": NUMBER,
        "width": NUMBER,
        "depth": NUMBER,
        "angle": st.sampled_from([0.0, 30.0, 90.0, 211.5]),
        "has_water": st.booleans(),
        "is_blocked": st.booleans(),
        "price": st.integers(0, 10**6).map(lambda value: value * 100),
        "power_kw": NUMBER,
    }
)


@pytest.mark.parametrize("app", ["sqlite"], indirect=True)
def test_a_plan_that_leaves_as_a_file_comes_back_the_same(app):
    @settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
    @given(st.lists(STAND, min_size=1, max_size=6), st.booleans())
    def leave_and_come_back(stands, is_hall):
        plan, actor = a_plan(a_fair(), 1), a_person()
        zone = Operation(Verb.SET, Kind.ZONE, plan.zones[0].public_id, {"hall": "H1" if is_hall else ""})
        added = [a_new_stand(plan, f"B{index}", **values) for index, values in enumerate(stands, 1)]
        take(actor, plan, change(zone, *added))
        db.session.expire_all()
        by_hand = asked.corrections(plan, plan.booths)
        part = plan_files.plan_part(plan, plan.zones, plan.booths, by_hand)
        other = a_fair()
        assert bringing_plans.bring_plan(actor, other, json.dumps({"plan": part}).encode(), AT) == []
        db.session.expire_all()
        come = plan_of(other)
        again = plan_files.plan_part(come, come.zones, come.booths, asked.corrections(come, come.booths))
        assert again["booths"] == part["booths"]
        assert again["zones"] == part["zones"]
        assert sorted(map(sorted, again["adjacency"])) == sorted(map(sorted, part["adjacency"]))
        table = list(importing.table_rows(plan.edition))
        third = a_fair()
        importing.bring_in(actor, third, b"".join(write_csv(list(importing.COLUMNS), table)), "stands.csv")
        db.session.expire_all()
        assert list(importing.table_rows(third)) == table

    leave_and_come_back()


def ask(client, plan, **body):
    sent = {"tab": "t1", "version": plan.version, "changes": [], **body}
    return client.post(f"/work/e/{plan.edition.slug}/plan/sync", json=sent)


def test_two_tabs_hear_of_each_other_and_of_what_changed(plan, client):
    person = a_person("Nora")
    a_role(person, plan.edition)
    signed_in(client, person)
    name = a_booth(plan.edition, "A1").public_id
    operations = [{"verb": "set", "kind": "stand", "id": name, "values": {"x": 8}, "was": {"x": 2.5}}]
    first = ask(client, plan, changes=[{"id": str(uuid4()), "operations": operations}]).json
    assert (first["version"], first["results"][0]["outcome"]) == (2, "saved")
    news = ask(client, plan, tab="t2", version=1, chosen=[name]).json
    assert (news["objects"][name]["x"], news["here"][0]["name"]) == (8, "Nora")
    assert ask(client, plan, version=2).json["here"][0]["chosen"] == [name]
    assert ask(client, plan, version=-4).json["whole"]
    assert ask(client, plan, changes=[{"id": "x"}]).json["results"][0]["outcome"] == "refused"
    assert ask(client, plan, changes=[7]).status_code == 400


def test_the_first_drawing_is_one_press(client, app):
    edition = a_fair()
    person = a_person()
    a_role(person, edition)
    signed_in(client, person)
    address = f"/work/e/{edition.slug}/plan"
    assert client.get(f"{address}/edit").status_code == 200
    sizes = {"width": "44", "depth": "24", "lane": "4", "stand_width": "3", "stand_depth": "3"}
    assert client.post(f"{address}/begin", data={"how": "grid", **sizes, "width": "4"}).status_code == 422
    assert client.post(f"{address}/begin", data={"how": "grid", **sizes}).status_code == 303
    assert client.post(f"{address}/begin", data={"how": "nothing", **sizes}).status_code == 303
    assert len(plan_of(edition).booths) > 40
    for page in ("edit", "history", "import", "stands.csv", "allocation.json", "draw"):
        assert client.get(f"{address}/{page}").status_code == 200


def test_drawing_by_rows_keeps_what_the_form_does_not_know(plan):
    plan.zones[0].outline = [[0, 0], [20, 0], [20, 9]]
    db.session.flush()
    again = plans.draw(None, plan.edition, a_layout(5), AT)
    assert again.zones[0].outline == [[0, 0], [20, 0], [20, 9]]
