"""Sales are declared a day at a time; what was not declared is unknown, never zero."""

from datetime import UTC, datetime, timedelta

import pytest

from eventhub.booths.operations import sales
from eventhub.booths.queries.applications import sales_of
from eventhub.booths.states import ApplicationState
from eventhub.clock import frozen
from eventhub.database import db
from eventhub.errors import DomainError
from tests.factories.accounts import a_person, signed_in
from tests.factories.booths import a_call, a_cooperative, a_fair, an_application

THIRD_DAY = datetime(2025, 5, 24, 20, 0, tzinfo=UTC)


@pytest.fixture
def seller(app):
    return a_person("Fatima Amrani")


@pytest.fixture
def file(seller):
    edition = a_fair("khenifra-2025", state="running")
    return an_application(a_call(edition), a_cooperative("Tiwizi", member=seller), ApplicationState.PRESENT)


def test_a_day_is_declared_replaced_and_taken_back(file, seller):
    first = file.edition.starts_on
    for amount in (120_000, 150_000, 150_000):
        sales.declare(seller, file, first, amount, THIRD_DAY)
    db.session.flush()
    assert sales_of(file) == {first: 150_000}
    sales.declare(seller, file, first, None, THIRD_DAY)
    db.session.flush()
    assert sales_of(file) == {}


@pytest.mark.parametrize(("days", "code"), [(-1, "not_a_fair_day"), (3, "not_yet"), (7, "not_a_fair_day")])
def test_only_days_of_the_fair_that_have_come(file, seller, days, code):
    with pytest.raises(DomainError) as refusal:
        sales.declare(seller, file, file.edition.starts_on + timedelta(days=days), 100, THIRD_DAY)
    assert refusal.value.code == code


def test_on_the_phone_an_empty_day_stays_unknown_and_zero_is_kept(client, file, seller):
    with frozen(THIRD_DAY):
        signed_in(client, seller)
        address = f"/applications/{file.public_id}/sales"
        assert client.get(address).status_code == 200
        data = {"day_2025-05-22": "1250.50", "day_2025-05-23": "0", "day_2025-05-24": ""}
        assert client.post(address, data=data).status_code == 303
        assert client.post(address, data={"day_2025-05-22": "-4"}).status_code == 422
    found = {day.isoformat(): amount for day, amount in sales_of(file).items()}
    assert found == {"2025-05-22": 125_050, "2025-05-23": 0}
