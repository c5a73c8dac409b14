"""What every answer carries and what it must never carry: another phone's state, another one's session."""

import re

from eventhub import clock
from eventhub.database import db
from eventhub.web import assets
from tests.factories.accounts import a_person, signed_in
from tests.factories.stands import AT, Stands

FRENCH, ARABIC = {"Accept-Language": "fr"}, {"Accept-Language": "ar"}


def test_phones_share_a_kept_page_but_nothing_of_what_each_did(app):
    with clock.frozen(AT):
        world = Stands(a_person("member"))
        mine, yours, arabic = (app.test_client() for _ in range(3))
        page, code = f"/s/{world.code}", world.code
        first = mine.get(page, headers=FRENCH)
        mine.post(f"/s/{code}/favourite")
        liked = mine.get(page, headers=FRENCH)
        assert 'aria-pressed="true"' in liked.text
        fresh = yours.get(page, headers=FRENCH)
        assert fresh.text == first.text
        assert 'aria-pressed="true"' not in yours.get(page, headers=FRENCH).text
        assert 'dir="rtl"' in arabic.get(page, headers=ARABIC).text
        # The tag of one phone's page is not that of another one, which did something else.
        other = yours.get(page, headers=FRENCH | {"If-None-Match": liked.headers["ETag"]})
        assert other.status_code == 200
        passports = [re.search(r"passport=(\w+)", one.headers["Set-Cookie"])[1] for one in (first, fresh)]
        assert passports[0] != passports[1]
        assert not any(number in one.text for number in passports for one in (first, liked, fresh, other))
        world.files[0].cooperative.name_latin = "Un autre nom"
        db.session.flush()
        assert "Un autre nom" in mine.get(page, headers=FRENCH).text
        assert "Un autre nom" in yours.get(page, headers=FRENCH).text


def test_pages_vary_by_the_cookie_files_for_ever_do_not_and_no_session_is_sent_again(app, client):
    page = client.get("/healthz")
    assert "Cookie" in page.headers["Vary"]
    assert "nonce" not in page.headers["Content-Security-Policy"]
    style = client.get(f"/assets/{assets.tree_digest()}/css/base.css")
    assert style.headers["Vary"] == "Accept-Encoding"
    member = signed_in(client, a_person("member"))
    member.get("/my/account")
    again = member.get("/my/account")
    assert again.status_code == 200
    assert "Set-Cookie" not in again.headers
    assert again.headers["Cache-Control"] == "no-store"
    assert set(again.headers["Vary"].split(", ")) == {"Accept-Encoding", "Cookie"}
    assert len(again.headers.getlist("Content-Length")) == 1


def test_a_token_against_forgery_is_read_from_the_header_of_json(app, client, monkeypatch):
    monkeypatch.setitem(app.config, "WTF_CSRF_ENABLED", value=True)
    member = signed_in(client, a_person("member"))
    refused = member.post("/api/v1/sheets/sync", json={"changes": []})
    assert refused.json["code"] == "csrf"
    token = re.search(r'name="csrf_token" value="([^"]+)"', member.get("/my/account").text)[1]
    taken = member.post("/api/v1/sheets/sync", json={"changes": []}, headers={"X-CSRFToken": token})
    assert taken.status_code == 200
