"""What is printed for the jury's own people: an invitation to hand over, thanks when all is done."""

import io

from pypdf import PdfReader

from eventhub import clock
from eventhub.accounts import inviting
from eventhub.accounts.roles import RoleName
from eventhub.contests.states import ContestState
from eventhub.database import db
from eventhub.judging import jobs, operations, queries
from eventhub.judging.operations import publishing
from eventhub.judging.papers import binding
from tests.factories.accounts import a_person, signed_in, somebody_with
from tests.factories.contests import JUDGING_AT, a_contest, a_judge, a_judged_contest
from tests.judging.test_printing_sheets import work_done
from tests.judging.test_web_publishing import deliberated
from tests.papers import codes_in, pages_drawn
from tests.project.reading import Page


def pages_of(answer):
    return [page.extract_text() for page in PdfReader(io.BytesIO(answer.data)).pages]


def test_an_invitation_is_a_page_to_hand_over_until_it_is_used(app, client):
    contest, other = a_contest(state=ContestState.SCREENING), a_contest(state=ContestState.SCREENING)
    organizer = somebody_with(RoleName.ORGANIZER, contest.organizer)
    home = f"/work/contests/{contest.slug}/jury"
    with clock.frozen(JUDGING_AT):
        signed_in(client, organizer)
        shown = Page(home, client.post(f"{home}/invite").text)
        (form,) = [each for each in shown.forms if each.action.endswith("/invitation.pdf")]
        asked = dict(form.fields) | {"name": "Souad Mansouri"}
        printed = client.post(f"{home}/invitation.pdf", data=asked)
        assert printed.content_type == "application/pdf"
        (page,) = pages_of(printed)
        assert page.count("Souad Mansouri") == 2, "in Arabic and in French"
        (drawn,) = pages_drawn(printed.data)
        assert codes_in(drawn) == [inviting.address_of(asked["token"])]
        assert client.post(f"/work/contests/{other.slug}/jury/invitation.pdf", data=asked).status_code == 403
        foreign = operations.invite_judge(organizer, other, None, clock.now()).rsplit("/", 1)[-1]
        assert client.post(f"{home}/invitation.pdf", data={"token": foreign}).status_code == 303
        inviting.accept(a_person(), asked["token"], clock.now())
        db.session.commit()
        assert client.post(f"{home}/invitation.pdf", data=asked).location == home


def test_thanks_to_all_who_judged_are_made_once_by_workers(app, client, monkeypatch):
    contest = a_judged_contest()
    a_judge(contest)
    judges = {sheet.judge for sheet in queries.sheets_of(contest)}
    first = min(judges, key=lambda judge: judge.id)
    first.minutes_served = 150
    with clock.frozen(JUDGING_AT):
        actor = deliberated(contest)
        signed_in(client, somebody_with(RoleName.ORGANIZER, contest.organizer))
        home = f"/work/contests/{contest.slug}"
        assert client.get(f"{home}/thanks.pdf").location == f"{home}/ranking", "not before the results"
        publishing.publish(actor, contest, JUDGING_AT)
        at_once = pages_of(client.get(f"{home}/thanks.pdf"))
        assert len(at_once) == len(judges), "who gave nothing is not thanked for it"
        assert "2 heures et 30 minutes" in at_once[0]
        monkeypatch.setattr(binding, "AT_ONCE", 1)
        monkeypatch.setattr(binding, "A_PART", 2)
        assert client.get(f"{home}/thanks.pdf").status_code == 303
        begun = client.post(f"{home}/thanks")
        assert 'data-live="3"' in client.get(begun.location).text
        assert work_done(jobs.print_thanks) == -(-len(judges) // 2)
        assert pages_of(client.get(f"{home}/thanks.pdf")) == at_once
        client.post(f"{home}/thanks")
        assert work_done(jobs.print_thanks) == 0, "what is made is not made again"
