"""Documents: nothing is fetched from elsewhere while they are drawn, and names cannot add to them."""

from datetime import UTC, datetime

import pytest

from eventhub import background, documents, places, transaction
from eventhub.database import db
from eventhub.visitors import jobs, printing
from eventhub.visitors.models import BadgePart
from tests import commands
from tests.factories.visitors import a_badge, a_fair


@pytest.mark.parametrize(
    "address",
    [
        "http://169.254.169.254/latest/meta-data",
        "https://evil.example/x.css",
        "ftp://evil.example/x",
        "file:///etc/hostname",
        f"{places.STATIC.as_uri()}/../eventhub/config.py",
        f"{places.STATIC.as_uri()}/%2e%2e/eventhub/config.py",
    ],
)
def test_documents_fetch_nothing_but_our_own_files(address):
    with pytest.raises(ValueError, match="may not fetch"):
        documents.own_files_only().fetch(address)


def test_our_own_styles_are_fetched():
    font = next(places.STATIC.glob("img/*.svg"))
    assert documents.own_files_only().fetch(font.as_uri())


def test_a_worker_that_printed_leaves_no_copies_of_fonts(installation, environment, tmp_path):
    now = datetime.now(UTC)
    with transaction.transaction():
        fair = a_fair(starts_on=now.date(), ends_on=now.date())
        a_badge(fair, at=now)
        part = printing.begin_run(None, fair, "label", now, only_new=True).parts[0]
        background.enqueue(jobs.print_part, part.id)
    assert (
        commands.run("work", "--burst", environment={**environment, "TMPDIR": str(tmp_path)}).returncode == 0
    )
    db.session.expire_all()
    assert db.session.query(BadgePart).one().file_id is not None
    assert list(tmp_path.glob("weasyprint-*")) == []
