"""The list: every filter shows its files and no others, is kept by name, and is walked file by file."""

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from werkzeug.datastructures import MultiDict

from eventhub.accounts.roles import RoleName
from eventhub.booths import file_page, filters
from eventhub.booths.models import Application, ApplicationTag, SavedFilter, Screening
from eventhub.booths.operations import resembling, scoring
from eventhub.booths.papers import Standing
from eventhub.booths.queries import lists
from eventhub.booths.queries.tallies import tally_of
from eventhub.booths.queries.walking import place_of
from eventhub.booths.states import ApplicationState
from eventhub.cooperatives.models import Document
from eventhub.database import db
from tests.factories.accounts import signed_in, somebody_with
from tests.factories.booths import AT, a_call, a_cooperative, a_fair, a_plan, an_application
from tests.factories.screening import a_mark

S = ApplicationState
MARKS = dict.fromkeys(("quality", "packaging", "price", "social", "balance"), 3)


@pytest.fixture
def edition(app):
    an_application(a_call(a_fair("autre")), a_cooperative("Ailleurs", president_is_woman=True))
    edition = a_fair("khenifra-2025")
    a_plan(edition)
    return edition


@pytest.fixture
def call(edition):
    asked = [{"kind": "registration", "sectors": []}, {"kind": "onssa", "sectors": ["honey"]}]
    return a_call(edition, quotas=[{"tag": "women", "least": 2}], documents=asked)


@pytest.fixture
def organizer(edition):
    return somebody_with(RoleName.ORGANIZER, edition)


def names(app, edition, actor, **asked):
    with app.test_request_context():
        return {row.name_latin for row in lists.listed(edition, filters.read(asked), actor).rows}


def a_paper(cooperative, kind, expires_on=None):
    db.session.add(Document(cooperative_id=cooperative.id, kind=kind, expires_on=expires_on))
    db.session.flush()


def test_each_filter_shows_its_files(app, edition, call, organizer):
    led = a_cooperative("Menée", president_is_woman=True, members=9, women=5, province_code="05.091")
    only = a_cooperative("Seules", members=7, women=7, sector="pottery")
    back = a_cooperative("Revenue", phone="+212661000001")
    earlier = a_fair(
        "avant", organizer=edition.organizer, starts_on=date(2024, 5, 1), ends_on=date(2024, 5, 4)
    )
    an_application(a_call(earlier), back, S.PRESENT)
    files = {
        "led": an_application(call, led, S.ELIGIBLE, score=80, score_spread=40, tier=1),
        "only": an_application(call, only, filed_by_agent=True),
        "back": an_application(call, back, S.SCORED, published_state=S.ELIGIBLE, score=55),
        "twin": an_application(call, a_cooperative("Jumelle", phone="+212661000001")),
    }
    resembling.look_again(edition, AT)
    a_paper(led, "registration")
    a_paper(back, "registration", date(2025, 5, 1))
    a_mark(files["led"], organizer, 80.0)
    db.session.add(ApplicationTag(edition_id=edition.id, application_id=files["only"].id, tag="miel"))
    db.session.flush()
    rest = {"Seules", "Revenue", "Jumelle"}
    for asked, expected in [
        ({}, {"Menée", *rest}),
        ({"women": "led"}, {"Menée"}),
        ({"women": "only"}, {"Seules"}),
        ({"history": "back"}, {"Revenue"}),
        ({"history": "first"}, {"Menée", "Seules", "Jumelle"}),
        ({"papers": "expiring"}, {"Revenue"}),
        ({"papers": "missing", "sector": "pottery"}, {"Seules"}),
        ({"province": "05.091"}, {"Menée"}),
        ({"published": "no"}, {"Revenue"}),
        ({"least": "60"}, {"Menée"}),
        ({"most": "60"}, {"Revenue"}),
        ({"look": "mine"}, {"Menée"}),
        ({"look": "unmarked"}, set()),
        ({"look": "unseen"}, {"Menée", *rest}),
        ({"look": "disputed"}, {"Menée"}),
        ({"screener": organizer.public_id}, {"Menée"}),
        ({"screener": "none"}, rest),
        ({"agent": "yes"}, {"Seules"}),
        ({"twins": "yes"}, {"Revenue", "Jumelle"}),
        ({"tier": "1"}, {"Menée"}),
        ({"tag": "miel"}, {"Seules"}),
        ({"q": "jumelle"}, {"Jumelle"}),
    ]:
        assert names(app, edition, organizer, **asked) == expected, asked


def test_a_paper_is_missing_only_where_the_files_own_call_asks_for_it(app, edition, call, organizer):
    others = a_call(edition, kind="artisan", documents=[{"kind": "label", "sectors": []}])
    a_call(edition, kind="company")
    for name, sector, its_call, kinds in (
        ("Miel", "honey", call, ["registration"]),
        ("Miel réglé", "honey", call, ["registration", "onssa"]),
        ("Argile", "pottery", call, ["registration"]),
        ("Artisan", "pottery", others, ["registration"]),
        ("Artisan réglé", "pottery", others, ["label"]),
    ):
        cooperative = a_cooperative(name, sector=sector)
        an_application(its_call, cooperative)
        for kind in kinds:
            a_paper(cooperative, kind)
    assert names(app, edition, organizer, papers="missing") == {"Miel", "Artisan"}
    assert names(app, edition, organizer, papers="expiring") == set()


def test_a_files_page_shows_how_the_papers_of_its_call_stand(client, edition, call, organizer):
    cooperative = a_cooperative("Miel", sector="honey")
    a_paper(cooperative, "registration", date(2025, 5, 1))
    file = an_application(call, cooperative)
    with client.application.test_request_context():
        stands = [(kind, how) for kind, how, _papers in file_page.facts(edition, file)["papers"]]
    assert stands == [("registration", Standing.EXPIRES), ("onssa", Standing.MISSING)]


@pytest.mark.parametrize("sort", ["", "old", "score", "spread", "name"])
def test_a_list_is_walked_in_its_own_order(app, edition, call, organizer, sort):
    for number, score in enumerate((50, None, 70, 50, 90)):
        an_application(call, a_cooperative(f"C{number * 7 % 5}"), S.ELIGIBLE, score=score, score_spread=score)
    asked = filters.read({"sort": sort})
    with app.test_request_context():
        rows = lists.listed(edition, asked, organizer).rows
        order = [row.public_id for row in rows]
        for number, public_id in enumerate(order):
            file = next(each for each in db.session.query(Application) if each.public_id == public_id)
            place = place_of(edition, asked, organizer, file)
            assert (place.number, place.total) == (number + 1, 5)
            assert place.previous == (order[number - 1] if number else None)
            assert place.next == (order[number + 1] if number < 4 else None)


def test_a_file_that_was_just_decided_still_knows_the_next_one(client, edition, call, organizer):
    first, second, third = (an_application(call, a_cooperative(f"C{n}")) for n in range(3))
    browser = signed_in(client, organizer)
    base = f"/work/e/{edition.slug}/applications"
    answer = browser.post(f"{base}/{third.public_id}/eligible?state=submitted", data={"then": "next"})
    assert answer.location.endswith(f"{second.public_id}?state=submitted")
    answer = browser.post(f"{base}/{first.public_id}/eligible?state=submitted", data={"then": "next"})
    assert answer.location.endswith("/applications?state=submitted")


def test_a_row_is_escaped_says_what_is_known_and_hides_a_score_from_who_still_marks(
    client, edition, call, organizer
):
    said = {"waiting_rank": 4, "filed_by_agent": True, "score": 81}
    file = an_application(call, a_cooperative('<b>"Miel"'), S.WAITLISTED, **said)
    an_application(call, a_cooperative("Argile", sector="pottery"), S.SCORED, score=82)
    own = {"edition_id": edition.id, "application_id": file.id, "person_id": organizer.id}
    db.session.add(Screening(**own, is_assigned=True))
    db.session.flush()

    def row_shown_to(person, query):
        page = signed_in(client, person).get(f"/work/e/{edition.slug}/applications?{query}").text
        rows = re.findall(r"<tr>.*?</tr>", page)
        assert sum(">82</td>" in row for row in rows) == 1
        return next(row for row in rows if file.public_id in row)

    for query in ("", "q=i&sort=score"):  # built once, and built for what is asked
        row = row_shown_to(organizer, query)
        assert row.count("&lt;b&gt;&#34;Miel&#34;") == 2
        assert "<b>" not in row
        assert '<span class="chip">' in row
        assert '<bdi class="num">4</bdi>' in row
        assert ">81</td>" not in row
        assert ">81</td>" in row_shown_to(somebody_with(RoleName.ORGANIZER, edition), query)
    with client.application.app_context():
        counted = lists.counts_and_facets(edition)
        assert counted == (lists.counts(edition), *lists.facets(edition))
        assert counted == ({"waitlisted": 1, "scored": 1}, ["honey", "pottery"], counted[2])


@given(st.dictionaries(st.sampled_from([*filters.NAMES, "columns", "x"]), st.text(max_size=30)))
def test_an_address_is_read_the_same_after_it_was_kept(values):
    asked = filters.read(MultiDict(values))
    assert filters.parsed(filters.written(asked)) == asked
    assert set(asked) <= {*filters.NAMES, "columns"}


def test_a_filter_is_kept_shown_first_and_removed_by_its_owner_only(client, edition, call, organizer):
    an_application(call, a_cooperative("Miel"))
    an_application(call, a_cooperative("Argile", sector="pottery"))
    browser, base = signed_in(client, organizer), f"/work/e/{edition.slug}/applications"
    assert browser.post(f"{base}/filters?sector=honey", data={"name": ""}).status_code == 422
    kept = {"name": "Miel d'abord", "is_shared": "y", "is_default": "y"}
    for _twice in range(2):
        assert browser.post(f"{base}/filters?sector=honey", data=kept).status_code == 303
    assert browser.get(base).location.endswith("?sector=honey")
    assert "Argile" in browser.get(f"{base}?all=1").text
    colleague = signed_in(client, somebody_with(RoleName.ORGANIZER, edition))
    assert "Miel d&#39;abord" in colleague.get(base).text
    row = db.session.query(SavedFilter).one()
    assert colleague.post(f"{base}/filters/{row.public_id}/remove").status_code == 303
    assert db.session.query(SavedFilter).count() == 1
    browser = signed_in(client, organizer)
    assert browser.post(f"{base}/filters/{row.public_id}/remove").status_code == 303
    assert db.session.query(SavedFilter).count() == 0


@pytest.mark.parametrize(
    "query",
    [
        "columns=score&columns=spread&columns=screeners&columns=tags&columns=tier&columns=province",
        "look=mine",
        "papers=missing",
    ],
)
def test_a_filtered_list_costs_the_same_at_one_and_three_rows(
    client, edition, call, organizer, count_queries, query
):
    browser, address = signed_in(client, organizer), f"/work/e/{edition.slug}/applications?{query}"
    costs = []
    for number in range(3):
        a_mark(an_application(call, a_cooperative(f"C{number}"), S.ELIGIBLE), organizer, 50.0)
        browser.get(address)
        db.session.expire_all()
        with count_queries() as statements:
            assert browser.get(address).status_code == 200
        costs.append(len(statements))
    assert costs[0] == costs[2]


def test_a_file_costs_the_same_with_more_of_everything(client, edition, call, organizer, count_queries):
    file = an_application(call, a_cooperative("Une"), S.ELIGIBLE)
    browser, base = signed_in(client, organizer), f"/work/e/{edition.slug}/applications/{file.public_id}"
    costs = []
    for number in range(3):
        person = somebody_with(RoleName.ORGANIZER, edition)
        scoring.mark(person, file, MARKS, AT)
        a_paper(file.cooperative, "statutes")
        assert (
            browser.post(f"{base}/notes".replace("notes", "note"), data={"text": f"N{number}"}).status_code
            == 303
        )
        assert browser.post(f"{base}/tags", data={"tag": f"t{number}"}).status_code == 303
        browser.get(base)
        db.session.expire_all()
        with count_queries() as statements:
            assert browser.get(base).status_code == 200
        costs.append(len(statements))
    assert costs[0] == costs[2]


def test_counts_against_quotas_are_of_this_fair_and_say_what_accepting_would_make(edition, call, organizer):
    half = {"members": 10, "women": 5}
    ready = an_application(call, a_cooperative("Moitié", **half), S.SCORED)
    an_application(call, a_cooperative("Choisie", **half), S.SELECTED)
    an_application(call, a_cooperative("Argile", sector="pottery", members=10, women=1))
    an_application(call, a_cooperative("Brouillon"), S.DRAFT)
    tally = tally_of(edition, [ready.id])
    assert (tally.whole.applied, tally.whole.in_order, tally.whole.selected, tally.whole.then) == (3, 2, 1, 2)
    [(tag, women, least)] = tally.quota_rows()
    assert (tag, women.applied, women.selected, women.then, least) == ("women", 2, 1, 2, 2)
    assert tally.groups["sector"]["pottery"].applied == 1
    assert tally.tags["first"].applied == 3
    assert tally.stands == 4


def test_the_page_of_counts_costs_the_same_at_one_and_three_rows(
    client, edition, call, organizer, count_queries
):
    browser, address = signed_in(client, organizer), f"/work/e/{edition.slug}/applications/statistics"
    costs = []
    for number in range(3):
        an_application(call, a_cooperative(f"C{number}"), S.ELIGIBLE)
        browser.get(address)
        db.session.expire_all()
        with count_queries() as statements:
            assert browser.get(address).status_code == 200
        costs.append(len(statements))
    assert costs[0] == costs[2]
