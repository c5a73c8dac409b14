"""The call as its organizer writes it: edited without saving, versions of its terms, copies, conditions."""

from datetime import timedelta

import pytest
import sqlalchemy as sa

from eventhub.accounts.roles import RoleName
from eventhub.booths.models import Call, TermsVersion
from eventhub.booths.operations import calls
from eventhub.booths.operations.calls import CallTerms
from eventhub.booths.queries import plans
from eventhub.clock import frozen
from eventhub.database import db
from eventhub.errors import DomainError
from tests.factories.accounts import signed_in, somebody_with
from tests.factories.booths import AT, LATER, a_call, a_fair

FORM = {
    "opens_at": "2025-04-01T09:00",
    "closes_at": "2025-05-01T18:00",
    "terms-ar": "الشروط",
    "questions-0-key": "q1",
    "questions-0-kind": "yes_no",
    "questions-0-label_fr": "Déjà venue ?",
    "questions-1-key": "q2",
    "questions-1-kind": "text",
    "questions-1-label_fr": "Quand ?",
    "questions-1-only_if": "q1=yes",
}


@pytest.fixture
def fair(app):
    a_call(a_fair("autre"))
    return a_fair("khenifra-2025")


def terms(fair, text="الشروط", **more):
    return CallTerms("cooperative", AT, LATER, {}, {"ar": text}, **more)


def test_every_change_of_the_terms_is_a_version_that_stays(fair):
    for text in ("الأولى", "الأولى", "الثانية"):
        call = calls.open_call(None, fair, terms(fair, text), AT)
    assert call.terms_version == 2
    kept = sa.select(TermsVersion).where(TermsVersion.call_id == call.id).order_by(TermsVersion.version)
    assert [each.terms["ar"] for each in db.session.scalars(kept)] == ["الأولى", "الثانية"]


def test_a_question_that_waits_for_a_later_one_is_refused_by_name(fair):
    later = {"key": "q2", "kind": "yes_no", "label": {"fr": "Plus tard"}}
    waiting = {
        "key": "q1",
        "kind": "text",
        "label": {"fr": "Attend"},
        "only_if": {"question": "q2", "is": ["yes"]},
    }
    with pytest.raises(DomainError) as refusal:
        calls.open_call(None, fair, terms(fair, questions=[waiting, later]), AT)
    assert refusal.value.code == "condition"
    assert "Attend" in str(refusal.value)
    empty = {"key": "q1", "kind": "choice", "label": {"fr": "Lequel ?"}, "options": []}
    with pytest.raises(DomainError) as refusal:
        calls.open_call(None, fair, terms(fair, questions=[empty]), AT)
    assert refusal.value.code == "no_options"


def test_copied_twice_is_once_and_dates_keep_their_distance(fair):
    call = calls.open_call(None, fair, terms(fair, is_stepwise=True), AT)
    days = timedelta(days=60)
    following = a_fair(
        "khenifra-2026",
        organizer=fair.organizer,
        starts_on=fair.starts_on + days,
        ends_on=fair.ends_on + days,
    )
    assert calls.copy_call(None, call, ["artisan", "cooperative"], [following], AT) == 2
    with pytest.raises(DomainError) as refusal:
        calls.copy_call(None, call, ["artisan"], [following], AT)
    assert refusal.value.code == "nothing_copied"
    copied = plans.call_for(following, "cooperative")
    assert (copied.opens_at, copied.closes_at) == (call.opens_at + days, call.closes_at + days)
    assert plans.call_for(fair, "artisan").is_stepwise


def test_the_editors_buttons_change_the_screen_and_save_nothing(fair, client):
    organizer = somebody_with(RoleName.ORGANIZER, fair)
    signed_in(client, organizer)
    path = "/work/e/khenifra-2025/call"
    with frozen(AT):
        page = client.post(path, data=FORM | {"do": "down:0"})
        assert page.status_code == 200
        shown = page.text.partition('class="editor"')[2]
        assert shown.index("Quand ?") < shown.index("Déjà venue ?")
        assert plans.call_for(fair, "cooperative") is None
        tried = client.post(f"{path}/preview", data=FORM)
        assert tried.status_code == 200
        assert 'data-only-if="q1"' in tried.text
        assert db.session.scalar(sa.select(sa.func.count()).select_from(Call)) == 1
        assert client.post(path, data=FORM).status_code == 303
        db.session.expire_all()
        asked = plans.call_for(fair, "cooperative").questions
        assert asked[1]["only_if"] == {"question": "q1", "is": ["yes"]}
        copied = client.post(f"{path}/copy", data={"kinds": ["artisan", "company"]})
        assert copied.status_code == 303
    db.session.expire_all()
    assert {each.kind for each in plans.calls_of(fair)} == {"cooperative", "artisan", "company"}
