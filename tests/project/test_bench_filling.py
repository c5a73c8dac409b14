"""What fills a database for benchmarks knows every column that a row must have."""

import pytest
import sqlalchemy as sa

from bench import filling
from eventhub.booths.models import Application
from eventhub.booths.states import ApplicationState
from eventhub.database import db
from eventhub.visitors.models import Badge, Registration
from tests.factories.booths import a_call, a_cooperative, an_application
from tests.factories.visitors import a_fair, a_registration


def count(model):
    return db.session.scalar(sa.select(sa.func.count()).select_from(model))


@pytest.mark.parametrize("app", ["postgresql"], indirect=True)
def test_files_and_visitors_are_added_by_the_database(app):
    fair = a_fair(slug=filling.FAIR)
    file = an_application(a_call(fair), a_cooperative("Tiwizi"), ApplicationState.SUBMITTED)
    file.submitted_at = file.created_at
    for name in ("Atlas", "Argane", "Zitouna"):
        a_cooperative(name)
    a_registration(fair, "Zineb Ouali")
    filling.add_applications(2)
    filling.add_visitors(fair.slug, 3)
    assert (count(Application), count(Registration), count(Badge)) == (3, 4, 4)
