"""Sales in three taps by a link without an account, or by staff from paper; always with how one knows."""

import re
from datetime import UTC, datetime, timedelta
from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from eventhub.booths.operations import sales
from eventhub.booths.operations.sales_links import make_link
from eventhub.booths.queries import selling
from eventhub.booths.queries.sales_links import links_of
from eventhub.booths.sales_bands import BANDS, band_of
from eventhub.booths.sales_links import read_token, token_of
from eventhub.clock import frozen
from eventhub.database import db
from eventhub.reports.queries import live_report
from tests.factories.accounts import a_person, a_role, signed_in
from tests.factories.stands import Stands

EVENING = datetime(2025, 5, 24, 19, 0, tzinfo=UTC)


def test_by_the_link_on_paper_and_in_the_totals(app, client):
    with frozen(EVENING):
        world, other = Stands(), Stands()
        first, second = world.files
        token = token_of(app.config["SECRET_KEY"], first.public_id)
        assert client.get(f"/sales/{token}").status_code == 200
        assert client.get(f"/sales/{first.public_id}{'0' * 20}").status_code == 404
        assert client.post(f"/sales/{token}", data={"day": "2025-05-24"}).status_code == 422
        for _tap in range(2):
            sent = client.post(f"/sales/{token}", data={"day": "2025-05-24", "band": "b500"})
            assert sent.status_code == 303
        client.post(f"/sales/{token}", data={"day": "2025-05-23", "band": "nothing"})
        told = selling.reports_of(first)
        assert {day.day: (row.amount, row.method) for day, row in told.items()} == {
            24: (75_000, "phone"),
            23: (0, "phone"),
        }
        agent = a_person("organizer")
        a_role(agent, world.edition.organizer)
        signed_in(client, agent)
        page = f"/work/e/{world.edition.slug}/sales"
        assert f"{page}/{second.public_id}" in client.get(page).text
        form = {"day": "2025-05-24", "amount": "1234,50", "method": "paper"}
        assert client.post(f"{page}/{second.public_id}", data=form | {"method": ""}).status_code == 422
        assert client.post(f"{page}/{second.public_id}", data=form).status_code == 303
        assert client.get(f"{page}/{other.files[0].public_id}").status_code in {403, 404}
        day = EVENING.date()
        total = selling.summed([row.report for row in selling.sellers_on(world.edition, day)], 2)
        assert (total.amount, total.low, total.high, total.known) == (198_450, 173_450, 223_450, 2)
        report = live_report(world.edition, EVENING)
        assert dict(report.sales_by_method) == {"phone": 2, "paper": 1}
        assert sum(amount for _sector, amount in report.sales_by_sector) == 198_450
        assert client.get(f"/work/e/{world.edition.slug}/report").status_code == 200
    with frozen(EVENING + timedelta(days=30)):
        assert client.get(f"/sales/{token}").status_code == 410


def test_a_pile_of_sheets_is_typed_found_mended_and_taken_out_as_a_table(app, client):
    with frozen(EVENING):
        world = Stands()
        first, second = world.files
        Stands()
        agent = a_person("organizer")
        a_role(agent, world.edition.organizer)
        signed_in(client, agent)
        home = f"/work/e/{world.edition.slug}/sales"
        day = EVENING.date()
        sheet = {"day": "2025-05-24", "amount": "800", "method": "paper"}
        assert client.post(f"{home}/{first.public_id}", data=sheet).status_code == 303
        assert 'value="paper" checked' in _ticked(client.get(f"{home}/{second.public_id}").text)
        client.post(f"{home}/{first.public_id}", data=sheet | {"method": "estimated"})
        assert selling.reports_of(first)[day].method == "estimated"
        sales.keep(None, first, day, sales.told_of("", 80_000), EVENING, method="phone")
        client.post(f"{home}/{first.public_id}", data=sheet | {"method": "estimated"})
        assert selling.reports_of(first)[day].method == "phone", "their own word is not staff's"
        found = client.get(f"{home}?q=zzzz").text
        assert first.public_id not in found
        assert first.public_id in client.get(f"{home}?q={first.cooperative.name_latin[:6]}&told=yes").text
        table = client.get(f"{home}.csv").text
        assert table.count("2025-05-24;") + table.count("2025-05-24,") == 2
        assert "800" in table
        assert table.count("Coopérative A1,") == 3, "three days have come, and nobody else's fair"
        assert client.get(f"{home}.xlsx").status_code == 200
        assert client.get(f"{home}.pdf").status_code == 404
        gone = {"day": "2025-05-24", "take_back": "1"}
        for _tap in range(2):
            assert client.post(f"{home}/{first.public_id}", data=gone).status_code == 303
        assert selling.reports_of(first) == {}
        token = token_of(app.config["SECRET_KEY"], second.public_id)
        client.post(f"/sales/{token}", data={"day": "2025-05-24", "band": "b500"})
        assert client.post(f"/sales/{token}", data=gone).status_code == 303
        assert selling.reports_of(second) == {}


def _ticked(page):
    """The page with what is ticked written one way."""
    return re.sub(r'<input checked ([^>]*?)value="(\w+)"', r'<input \1value="\2" checked', page)


def test_each_link_is_revoked_singly_and_says_so_kindly(app, client):
    with frozen(EVENING):
        world, other = Stands(), Stands()
        file = world.files[0]
        agent = a_person("organizer")
        a_role(agent, world.edition.organizer)
        first = token_of(app.config["SECRET_KEY"], file.public_id)
        tap = {"day": "2025-05-24", "band": "b500"}
        signed_in(client, agent)
        home = f"/work/e/{world.edition.slug}/sales/{file.public_id}"
        assert client.post(f"{home}/links", data={"label": "Itto"}).status_code == 303
        (made,) = links_of(file)
        assert (made.label, made.made_by_id, made.last_used_at) == ("Itto", agent.id, None)
        listed = client.get(home).text
        assert "Itto" in listed
        assert first in listed
        for key in (first, made.key):
            assert client.post(f"/sales/{key}", data=tap).status_code == 303
        assert {row.key: row.last_used_at for row in links_of(file)} == {made.key: EVENING, first: EVENING}
        stranger = token_of(app.config["SECRET_KEY"], other.files[0].public_id)
        for key in (first, first, stranger):
            assert client.post(f"{home}/links/revoke", data={"key": key}).status_code == 303
        assert client.get(f"/sales/{stranger}").status_code == 200
        gone = client.get(f"/sales/{first}", headers={"Accept-Language": "fr"})
        assert gone.status_code == 410
        assert "révoqué" in gone.text
        assert client.post(f"/sales/{first}", data=tap).status_code == 410
        assert client.get(f"/sales/{made.key}").status_code == 200
        assert made.key in client.get(home).text
        client.post(f"{home}/links/revoke", data={"key": made.key})
        assert client.get(f"/work/e/{world.edition.slug}/sales").status_code == 200
        assert selling.reports_of(file)[EVENING.date()].amount == 75_000


def test_links_that_tell_sales_cost_the_same_when_there_are_more(app, client, count_queries):
    with frozen(EVENING):
        world, other = Stands(), Stands()
        agent = a_person("organizer")
        a_role(agent, world.edition.organizer)
        signed_in(client, agent)
        home = f"/work/e/{world.edition.slug}/sales"
        make_link(agent, other.files[0], "Elsewhere", EVENING)
        costs = []
        for more in (1, 2):
            for file, number in product(world.files, range(more)):
                make_link(agent, file, f"Itto {more} {number}", EVENING)
            db.session.commit()
            for path in (home, f"{home}/{world.files[0].public_id}"):
                client.get(path)
                with count_queries() as statements:
                    page = client.get(path)
                costs.append(len(statements))
        assert page.text.count("Itto ") == 3
        assert "Elsewhere" not in page.text
        assert costs[:2] == costs[2:]


def test_exact_amounts_replace_bands(app):
    with frozen(EVENING):
        file = Stands().files[0]
        day = file.edition.starts_on
        sales.keep(None, file, day, sales.told_of("b20000", None), EVENING, method="phone")
        sales.keep(None, file, day, sales.told_of("", 700), EVENING, method="phone")
        db.session.flush()
        row = selling.reports_of(file)[day]
        assert (row.amount, row.low, row.high) == (700, None, None)


def test_bands_cover_every_amount_once_and_hold_their_middle():
    assert all(band_of(band.name) is band for band in BANDS)
    for band, after in zip(BANDS, [*BANDS[1:], None], strict=True):
        assert band.high == (after.low if after else None)
        assert band.low <= band.middle
        assert band.high is None or band.middle <= band.high


@given(st.text(max_size=60), st.text(min_size=1, max_size=20))
def test_a_made_up_key_opens_nothing(text, secret):
    assert read_token(secret, text) is None
    assert read_token(secret, token_of(secret, "n9us75u8eep5")) == "n9us75u8eep5"
