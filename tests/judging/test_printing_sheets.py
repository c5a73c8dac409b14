"""Papers of a whole contest: few at once, many by workers, part by part; stale or foreign ones never."""

import io
from datetime import timedelta

import pytest
from pypdf import PdfReader

from eventhub import background, clock
from eventhub.accounts.roles import RoleName
from eventhub.contests import queries as contest_queries
from eventhub.database import db
from eventhub.i18n import speaking
from eventhub.judging import jobs, queries
from eventhub.judging.operations import publishing
from eventhub.judging.papers import binding, letters
from eventhub.judging.states import SheetState
from tests.factories.accounts import a_person, signed_in, somebody_with
from tests.factories.contests import JUDGING_AT, a_judged_contest
from tests.judging.test_web_publishing import deliberated


@pytest.fixture(autouse=True)
def _at():
    with clock.frozen(JUDGING_AT):
        yield


def pages_of(answer):
    return [page.extract_text() for page in PdfReader(io.BytesIO(answer.data)).pages]


def work_done(job=jobs.print_sheets):
    """Let the workers do what waits; gives how much it was."""
    waiting = db.session.query(background.QueuedJob).filter_by(name=job.job_name).all()
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


def test_letters_and_certificates_are_made_in_parts_and_tell_what_counted(app, client, monkeypatch):
    contest, other = a_judged_contest(), a_judged_contest()
    deliberated(other)
    first, second, *rest = queries.eligible_ideas(contest)
    contest.criteria = [{**each, "name": {"ar": "معيار", "fr": each["id"]}} for each in contest.criteria]
    first.person.language, second.person.language = "ar", "fr"
    sheets = queries.sheets_of_idea(second, {SheetState.COMPLETE})
    sheets[0].comment, sheets[1].comment = "Un bon marché.", "Paroles d’un juré écarté."
    sheets[1].judge.is_left_out = True
    actor = deliberated(contest)
    signed_in(client, somebody_with(RoleName.ORGANIZER, contest.organizer))
    home = f"/work/contests/{contest.slug}"
    for paper in ("letters.pdf", "letters", "certificates.pdf"):
        early = client.get(f"{home}/{paper}")
        assert (early.status_code, early.location) == (303, f"{home}/ranking"), (
            "not before the results are out"
        )
    client.post(f"{home}/letters")
    publishing.publish(actor, contest, JUDGING_AT)
    at_once = pages_of(client.get(f"{home}/letters.pdf"))
    assert len(at_once) == 2 + len(rest)
    assert ["Un bon marché." in page for page in at_once].count(True) == 1
    assert not any("écarté" in page for page in at_once), "whose marks don't count writes to nobody"
    asked_in = []
    for language in ("ar", "fr"):
        with speaking(language):
            asked_in.append([part.key for part in letters.binding_of(contest).parts])
    assert asked_in[0] == asked_in[1], "whoever asks, a letter speaks its reader's language"
    monkeypatch.setattr(binding, "AT_ONCE", 1)
    monkeypatch.setattr(binding, "A_PART", 3)
    assert client.get(f"{home}/letters.pdf").status_code == 303, "nobody waits for hundreds of pages"
    begun = client.post(f"{home}/letters")
    assert 'data-live="3"' in client.get(begun.location).text
    assert work_done(jobs.print_letters) == 2
    assert 'class="state ok"' in client.get(begun.location).text
    assert pages_of(client.get(f"{home}/letters.pdf")) == at_once
    client.post(f"{home}/letters")
    assert work_done(jobs.print_letters) == 0
    binding.forget(clock.now() + timedelta(days=900))
    assert client.get(f"{home}/letters.pdf").status_code == 303
    client.post(f"{home}/certificates")
    assert work_done(jobs.print_certificates) == 2
    diplomas = pages_of(client.get(f"{home}/certificates.pdf"))
    codes = [result.certificate_code_shown for result in contest_queries.results_of(contest)]
    assert [code in page for code, page in zip(codes, diplomas, strict=True)] == [True] * len(codes)
    signed_in(client, a_person())
    assert client.post(f"{home}/letters").status_code == 403
