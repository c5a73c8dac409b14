import csv
import io
from datetime import UTC, date, datetime, timedelta

import pytest

from eventhub import clock, storage
from eventhub.accounts.roles import RoleName
from eventhub.booths.states import ApplicationState, AssignmentState
from eventhub.database import db
from eventhub.errors import DomainError
from eventhub.i18n import Texts
from eventhub.reports import jobs, operations, printing, queries
from eventhub.reports.figures import Aim, Figure, Method
from eventhub.reports.operations import Statement
from tests.factories.accounts import signed_in, somebody_with
from tests.factories.booths import a_booth, a_hold, a_plan
from tests.factories.fairs import a_series, a_session, an_edition
from tests.factories.reports import a_sale, exhibitors, quarter, stated, visits
from tests.factories.visitors import a_badge

AFTER = datetime(2025, 6, 2, 9, 0, tzinfo=UTC)
_S = ApplicationState


@pytest.fixture
def fair(app):
    """A closed fair: two exhibitors came, one did not, one of the two declared one day's sales."""
    edition = an_edition(state="closed", is_published=True)
    here, also, _absent, _refused = exhibitors(edition, _S.PRESENT, _S.PRESENT, _S.NO_SHOW, _S.REFUSED)
    a_plan(edition, 4)
    a_hold(a_booth(edition, "A1"), here, AssignmentState.OCCUPIED)
    a_hold(a_booth(edition, "A2"), also, AssignmentState.OCCUPIED, ends_on=date(2025, 5, 24))
    a_sale(here, date(2025, 5, 23), 120_000)
    visits(edition, quarter(edition, 22, 17), 40)
    visits(edition, quarter(edition, 22, 17), 15, gate="B")
    visits(edition, quarter(edition, 23, 18), 50)
    a_session(edition, seats=20, attended=18)
    return edition


@pytest.fixture
def noise(app):
    """Somebody else's fair on the same days."""
    edition = an_edition(state="closed", is_published=True)
    (other,) = exhibitors(edition, _S.PRESENT)
    a_sale(other, date(2025, 5, 23), 999_999)
    visits(edition, quarter(edition, 22, 17), 999)
    return edition


def test_figures_come_from_counters_and_declarations_of_this_fair_alone(fair, noise):
    report = queries.live_report(fair, AFTER)
    assert report.visitors == Figure(105, Method.COUNTED)
    assert dict(report.visitors_by_day)["2025-05-22"] == 55
    assert report.peak[1] == 55
    assert report.exhibitors == Figure(2, Method.COUNTED, of=3)
    assert report.no_shows.value == 1
    assert report.sales == Figure(120_000, Method.DECLARED, 1, 2)
    by_day = {day: rest for day, *rest in report.sales_by_day}
    assert by_day["2025-05-23"] == [120_000, 1, 2]
    assert by_day["2025-05-28"] == [None, 0, 1]
    assert (report.stands, report.stands_held, report.stands_occupied) == (4, 2, 2)
    assert report.attendance == Figure(18, Method.COUNTED, 1, 1)
    assert report.women_led == Figure(2, Method.DECLARED, 2, 2)


def test_people_are_badges_that_came_in_with_all_their_party(fair):
    family = a_badge(fair, "Famille Amrani", party=4)
    family.first_in_at = quarter(fair, 22, 17)
    a_badge(fair, "Never came")
    db.session.flush()
    report = queries.live_report(fair, AFTER)
    assert report.people.value == 4
    assert dict(report.categories) == {"visitor": 4}


def test_a_running_fair_knows_only_the_days_that_have_begun(fair):
    report = queries.live_report(fair, datetime(2025, 5, 23, 12, tzinfo=UTC))
    assert [day for day, *_rest in report.sales_by_day] == ["2025-05-22", "2025-05-23"]


def test_the_figures_cost_the_same_for_one_exhibitor_and_for_three(app, count_queries):
    small, large = an_edition(), an_edition()
    exhibitors(small, _S.CONFIRMED)
    exhibitors(large, _S.CONFIRMED, _S.CONFIRMED, _S.CONFIRMED)
    for edition in (small, large):
        db.session.expire_all()
        edition.slug  # noqa: B018 - loaded before the count, as in a request
    with count_queries() as one:
        queries.live_report(small, AFTER)
    with count_queries() as three:
        queries.live_report(large, AFTER)
    assert abs(len(three) - len(one)) <= 1


def test_a_closed_fair_stands_beside_the_edition_before(app):
    series = a_series()
    before = an_edition(series, state="closed", starts_on=date(2024, 5, 20), ends_on=date(2024, 5, 22))
    stated(before, Aim.VISITORS, value=80, method=Method.ESTIMATED)
    now = an_edition(series, state="closed")
    visits(now, quarter(now, 22, 17), 100)
    assert queries.live_report(now, AFTER).change(Aim.VISITORS) == pytest.approx(0.25)
    now.state = "running"
    assert queries.live_report(now, AFTER).change(Aim.VISITORS) is None


def test_publishing_freezes_words_and_figures(fair):
    operations.write(None, fair, Texts(fr="Merci"), [], AFTER)
    kept = operations.publish(None, fair, AFTER)
    visits(fair, quarter(fair, 24, 18), 500)
    assert queries.report_for(fair, AFTER).visitors.value == 105
    assert (
        operations.publish(None, fair, AFTER + timedelta(days=1)).published_at == kept.published_at == AFTER
    )
    with pytest.raises(DomainError) as refusal:
        operations.write(None, fair, Texts(fr="Autre"), [], AFTER)
    assert refusal.value.code == "already_published"


def test_a_fair_that_is_not_over_has_no_closing_report(app):
    edition = an_edition(state="running", is_published=True)
    with pytest.raises(DomainError) as refusal:
        operations.publish(None, edition, AFTER)
    assert refusal.value.code == "not_closed"


def test_aims_and_statements_are_kept_changed_and_taken_back(fair):
    operations.write(None, fair, Texts(), [Statement(Aim.SALES, 500, None, Method.ESTIMATED)], AFTER)
    operations.write(None, fair, Texts(), [Statement(Aim.SALES, 900, 7, Method.DECLARED)], AFTER)
    assert (queries.stated_of(fair)[Aim.SALES].target, queries.stated_of(fair)[Aim.SALES].value) == (900, 7)
    assert queries.live_report(fair, AFTER).targets == (("sales", 900, 120_000),)
    operations.write(None, fair, Texts(), [Statement(Aim.SALES, None, None, Method.DECLARED)], AFTER)
    assert queries.live_report(fair, AFTER).targets == ()


def _organizer(client, edition):
    return signed_in(client, somebody_with(RoleName.ORGANIZER, edition))


def test_the_report_is_written_and_published_on_its_pages(client, fair):
    browser = _organizer(client, fair)
    base = f"/work/e/{fair.slug}/report"
    assert client.get(f"/e/{fair.slug}/report").status_code == 404
    data = {f"{aim}-method": "estimated" for aim in Aim}
    data |= {"words-fr": "Le miel s'est bien vendu.", "sales-target": "1500.50", "visitors-target": "90"}
    assert browser.post(f"{base}/write", data=data).status_code == 303
    assert queries.stated_of(fair)[Aim.SALES].target == 150_050
    assert browser.post(f"{base}/publish").status_code == 303
    text = client.get(f"/e/{fair.slug}/report?lang=fr").text
    assert "Le miel s&#39;est bien vendu." in text
    assert "1\u202f200\u00a0DH" in text
    assert browser.post(f"{base}/write", data=data).status_code == 422


@pytest.mark.parametrize("value", ["-4", "many", "9" * 30])
def test_a_wrong_target_is_refused_and_stays_typed(client, fair, value):
    answer = _organizer(client, fair).post(
        f"/work/e/{fair.slug}/report/write", data={"visitors-target": value}
    )
    assert answer.status_code == 422
    assert f'value="{value}"' in answer.text


def test_a_partner_reads_the_figures_and_writes_nothing(client, fair, noise):
    browser = signed_in(client, somebody_with(RoleName.PARTNER, fair))
    assert browser.get(f"/work/e/{fair.slug}/report").status_code == 200
    assert f"/work/e/{fair.slug}/report" in browser.get("/my").text
    assert browser.get(f"/work/e/{fair.slug}/report/write").status_code == 403
    assert browser.post(f"/work/e/{fair.slug}/report/publish").status_code == 403
    assert browser.get(f"/work/e/{noise.slug}/report").status_code == 403
    gate = signed_in(client, somebody_with(RoleName.GATE_STAFF, fair))
    assert gate.get(f"/work/e/{fair.slug}/report").status_code == 403


def test_the_figures_of_a_spreadsheet_say_how_they_were_got(client, fair):
    browser = _organizer(client, fair)
    answer = browser.get(f"/work/e/{fair.slug}/report.csv?lang=en")
    rows = list(csv.reader(io.StringIO(answer.data.decode("utf-8-sig"))))
    assert ["In short", "Visits", "105", "counted", "", ""] in rows
    assert ["In short", "Declared sales", "1200.0", "declared", "1", "2"] in rows
    assert ["Declared sales by day", "2025-05-28", "", "declared", "0", "1"] in rows
    book = browser.get(f"/work/e/{fair.slug}/report.xlsx")
    assert book.data[:2] == b"PK"


@pytest.mark.parametrize("language", ["ar", "fr"])
def test_the_report_prints(client, fair, language):
    operations.publish(None, fair, AFTER)
    answer = client.get(f"/e/{fair.slug}/report.pdf?lang={language}")
    assert answer.status_code == 200
    assert answer.data[:5] == b"%PDF-"
    assert answer.content_type == "application/pdf"
    assert client.get(f"/e/{fair.slug}/report.pdf?lang={language}").data == answer.data


def test_sheets_once_printed_are_read_from_the_store(client, fair):
    kept = operations.publish(None, fair, AFTER)
    jobs.print_report(kept.id)
    assert storage.read_key(printing.key_of(kept, "fr"))[:5] == b"%PDF-"
    storage.write_key(printing.key_of(kept, "fr"), b"%PDF-as printed")
    assert client.get(f"/e/{fair.slug}/report.pdf?lang=fr").data == b"%PDF-as printed"


def test_a_report_that_is_not_published_is_not_printed(fair):
    kept = operations.write(None, fair, Texts(fr="Merci"), [], AFTER)
    jobs.print_report(kept.id)
    with pytest.raises(FileNotFoundError):
        storage.read_key(printing.key_of(kept, "fr"))


def test_an_unpublished_report_is_not_printed_for_everybody(client, fair):
    for ending in ("pdf", "csv", "xlsx"):
        assert client.get(f"/e/{fair.slug}/report.{ending}").status_code == 404


def test_the_overview_asks_for_the_report_until_it_is_published(client, fair):
    browser = _organizer(client, fair)
    with clock.frozen(AFTER):
        assert "Publish the closing report" in browser.get(f"/work/e/{fair.slug}?lang=en").text
        operations.publish(None, fair, AFTER)
        text = browser.get(f"/work/e/{fair.slug}?lang=en").text
    assert "Publish the closing report" not in text
    assert ">105<" in text
