"""Paper sheets of a whole jury: few at once, many by workers, judge by judge; stale or foreign ones never."""

import io
from datetime import timedelta

import pytest
from pypdf import PdfReader

from eventhub import background, clock
from eventhub.accounts.roles import RoleName
from eventhub.database import db
from eventhub.judging import jobs, queries
from eventhub.judging.papers import binding
from tests.factories.accounts import a_person, signed_in, somebody_with
from tests.factories.contests import JUDGING_AT, a_judged_contest


@pytest.fixture(autouse=True)
def _at():
    with clock.frozen(JUDGING_AT):
        yield


def pages_of(answer):
    return [page.extract_text() for page in PdfReader(io.BytesIO(answer.data)).pages]


def work_done():
    """Let the workers do what waits; gives how much it was."""
    waiting = db.session.query(background.QueuedJob).filter_by(name=jobs.print_sheets.job_name).all()
    for queued in waiting:
        background.perform(queued)
        db.session.delete(queued)
    db.session.commit()
    return len(waiting)


def test_many_sheets_are_made_by_workers_once_and_bound_in_the_judges_order(app, client, monkeypatch):
    contest, _other = a_judged_contest(), a_judged_contest()
    signed_in(client, somebody_with(RoleName.ORGANIZER, contest.organizer))
    home = f"/work/contests/{contest.slug}/jury"
    at_once = pages_of(client.get(f"{home}/sheets.pdf?lang=fr"))
    assert len(at_once) == len(queries.sheets_of(contest))
    monkeypatch.setattr(binding, "AT_ONCE", 1)
    judges = {sheet.judge_id for sheet in queries.sheets_of(contest)}
    asked = client.get(f"{home}/sheets.pdf?lang=fr")
    assert asked.status_code == 303, "nobody waits for hundreds of pages"
    assert 'data-live="3"' not in client.get(asked.location).text
    for _press in range(2):
        begun = client.post(f"{home}/sheets", data={"lang": "fr"})
        assert 'data-live="3"' in client.get(begun.location).text
    assert work_done() == 2 * len(judges)
    assert 'class="state ok"' in client.get(begun.location).text
    assert pages_of(client.get(f"{home}/sheets.pdf?lang=fr")) == at_once
    client.post(f"{home}/sheets", data={"lang": "fr"})
    assert work_done() == 0, "what is made is not made again"


def test_a_print_that_is_no_longer_true_or_is_old_is_made_anew(app, client, monkeypatch):
    contest = a_judged_contest()
    organizer = somebody_with(RoleName.ORGANIZER, contest.organizer)
    monkeypatch.setattr(binding, "AT_ONCE", 1)
    first = queries.sheets_of(contest)[0]
    mine = [each for each in queries.sheets_of(contest) if each.judge_id == first.judge_id]
    signed_in(client, organizer)
    address = f"/work/contests/{contest.slug}/jury/sheets"
    asked = {"lang": "ar", "judge": first.judge.public_id}
    client.post(address, data=asked)
    assert work_done() == 1
    assert len(pages_of(client.get(f"{address}.pdf", query_string=asked))) == len(mine)
    first.idea.title = first.idea.title | {"ar": "عنوان آخر"}
    db.session.commit()
    assert client.get(f"{address}.pdf", query_string=asked).status_code == 303
    client.post(address, data=asked)
    work_done()
    assert client.get(f"{address}.pdf", query_string=asked).status_code == 200
    binding.forget(clock.now() + timedelta(days=900))
    assert client.get(f"{address}.pdf", query_string=asked).status_code == 303
    signed_in(client, a_person())
    assert client.post(address, data=asked).status_code == 403
