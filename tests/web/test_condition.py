"""The operator's page: how the installation is doing, and what failed, handed over again at once."""

from datetime import timedelta

from eventhub import background, clock
from eventhub.database import db
from eventhub.mail import deliver
from tests.factories.accounts import a_person, an_operator, signed_in

PAGE = "/operator/jobs"


def test_an_operator_sees_what_waits_and_what_failed_and_hands_it_all_over(app, client):
    at = clock.now()
    failed = [background.enqueue(deliver, number) for number in (1, 2)]
    for row in failed:
        row.failed_at, row.error = at, "ConnectionRefusedError: mail.example.org"
    background.enqueue(deliver, 3).not_before = at - timedelta(hours=1)
    background.enqueue(deliver, 4).done_at = at
    background.enqueue(deliver, 5).not_before = at + timedelta(days=1)
    db.session.flush()
    signed_in(client, an_operator())

    assert "2 jobs failed." in client.get("/my?lang=en").text
    page = client.get(f"{PAGE}?lang=en").text
    figures = [each.partition("</b>")[0] for each in page.split('<b class="num">')[1:]]
    assert [each.removeprefix("<bdi>").removesuffix("</bdi>") for each in figures[:3]] == ["–", "1", "2"]
    for words in (
        "An e-mail to send",
        "The queue does not answer",
        "ConnectionRefusedError",
        "Free on the disk of the uploads",
    ):
        assert words in page

    assert client.post(f"{PAGE}/retry?lang=en").status_code == 303
    assert background.failed_jobs() == []
    assert "2 were handed over again." in client.get(f"{PAGE}?lang=en").text
    assert "jobs failed." not in client.get("/my?lang=en").text


def test_nobody_else_hands_work_over(app, client):
    assert client.post(f"{PAGE}/retry").status_code in {302, 303, 401}
    signed_in(client, a_person())
    assert client.post(f"{PAGE}/retry").status_code == 403


def test_every_kind_of_work_has_words(app):
    assert len(background._called) > 10
    assert [name for name, words in background._called.items() if words is None] == []
