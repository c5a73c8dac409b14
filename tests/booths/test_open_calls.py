"""What a cooperative is invited to next: calls it may answer and has not."""

from eventhub import clock
from eventhub.booths.queries.open_calls import open_to
from eventhub.booths.states import ApplicationState
from eventhub.database import db
from eventhub.i18n import moment
from tests.factories.accounts import a_person, signed_in
from tests.factories.booths import AT, a_call, a_cooperative, a_fair, an_application


def test_calls_one_may_still_answer_are_told_on_the_desk_and_beside_ones_applications(app, client):
    president, stranger = a_person("Fatima"), a_person("Stranger")
    ours = a_cooperative(member=president)
    fair = a_fair(name={"fr": "Foire du miel"}, is_published=True)
    call = a_call(fair)
    a_call(a_fair(name={"fr": "Salon des entreprises"}, is_published=True), kind="company")
    a_call(a_fair(name={"fr": "Foire tue"}, is_published=False))
    answered = a_call(a_fair(name={"fr": "Foire répondue"}, is_published=True))
    an_application(answered, ours)
    an_application(call)  # somebody else's
    with clock.frozen(AT):
        assert open_to(president, AT) == [call]
        assert open_to(stranger, AT) == []
        signed_in(client, president)
        apply = f"/e/{fair.slug}/apply"
        for path in ("/my", "/my/applications"):
            assert f'href="{apply}"' in client.get(f"{path}?lang=fr").text
        an_application(call, ours)
        assert open_to(president, AT) == []
        assert "Coopérative Deux: " not in client.get("/my?lang=en").text
        second = a_cooperative("Coopérative Deux", member=president)
        an_application(call, second, ApplicationState.TO_COMPLETE)  # whose it is, said where one acts for two
        offered = an_application(a_call(a_fair()), second, ApplicationState.SELECTED, offer_expires_at=AT)
        db.session.flush()
        page = client.get("/my?lang=en").text
        assert "Coopérative Deux: The organizer asks" in page
        assert f"At the latest on {moment(offered.offer_expires_at, 'long')}." in page
