"""Photos beside an idea: for its judges, without metadata, and never in a blind jury that hides them."""

import io

import pytest
from PIL import Image

from eventhub import clock, storage
from eventhub.contests.models import IdeaFile
from eventhub.contests.states import ContestState
from eventhub.database import db
from eventhub.demo.sounds import melody
from eventhub.judging import queries
from eventhub.judging.papers import printing
from tests.factories.accounts import a_person, signed_in
from tests.factories.contests import JUDGING_AT, a_contest, a_judge, a_sheet, an_idea


@pytest.fixture(autouse=True)
def _at():
    with clock.frozen(JUDGING_AT):
        yield


def a_photo_of(idea):
    exif = Image.Exif()
    exif[0x010E] = "Fatima's workshop"
    out = io.BytesIO()
    Image.new("RGB", (900, 600), "#b4532a").save(out, "JPEG", exif=exif)
    stored = storage.keep(io.BytesIO(out.getvalue()), "fatima.jpg", owner=idea.person, images_only=True)
    row = IdeaFile(idea_id=idea.id, file_id=stored.id, kind="photo")
    db.session.add(row)
    db.session.flush()
    return row


def test_a_judge_sees_the_photos_and_a_blind_jury_does_not(app, client):
    contest = a_contest(state=ContestState.JUDGING, is_blind=False)
    idea, judge, other = an_idea(contest), a_judge(contest), a_judge(contest)
    photo, elsewhere = a_photo_of(idea), a_photo_of(an_idea(contest, 2))
    sheet = a_sheet(judge, idea)
    here = f"/judge/{contest.slug}/photos"

    signed_in(client, judge.person)
    desk = client.get(f"/judge/{contest.slug}").text
    assert f"{here}/{photo.public_id}?size=small" in desk
    assert elsewhere.public_id not in desk
    large, small = (client.get(f"{here}/{photo.public_id}{size}") for size in ("", "?size=small"))
    sizes = [Image.open(io.BytesIO(answer.data)).size for answer in (large, small)]
    assert sizes == [(900, 600), (360, 240)]
    for answer in (large, small):
        assert not Image.open(io.BytesIO(answer.data)).getexif()
        assert "fatima" not in f"{answer.headers}".lower()
    assert client.get(f"{here}/{elsewhere.public_id}").status_code == 403
    assert client.get(f"/judge/{a_contest().slug}/photos/{photo.public_id}").status_code == 404
    for stranger in (other.person, a_person()):
        signed_in(client, stranger)
        assert client.get(f"{here}/{photo.public_id}").status_code == 403

    paper = printing.sheets_pdf(contest, [sheet], "fr")
    assert b"/DCTDecode" in paper
    assert not any(word in paper for word in (b"Exif", b"workshop", b"fatima"))
    contest.is_blind = True
    db.session.flush()
    assert b"/DCTDecode" not in printing.sheets_pdf(contest, [sheet], "fr")
    signed_in(client, judge.person)
    assert client.get(f"{here}/{photo.public_id}").status_code == 403
    assert photo.public_id not in client.get(f"/judge/{contest.slug}/sheets/{sheet.public_id}").text
    rules = queries.settings_of(contest)
    rules.shows_photos = True
    db.session.add(rules)
    db.session.flush()
    assert client.get(f"{here}/{photo.public_id}").status_code == 200
    sheet.state = "recused"
    db.session.flush()
    assert client.get(f"{here}/{photo.public_id}").status_code == 403


def test_a_jury_that_knows_the_names_hears_recordings_and_a_blind_one_is_told_why_not(app, client):
    contest = a_contest(state=ContestState.JUDGING, is_blind=False)
    idea, judge, other = an_idea(contest), a_judge(contest), a_judge(contest)
    sheet = a_sheet(judge, idea)
    stored = storage.keep_recording(melody(), "fatima.wav")
    voice = IdeaFile(idea_id=idea.id, file_id=stored.id, kind="voice")
    db.session.add(voice)
    db.session.flush()
    here = f"/judge/{contest.slug}/recordings/{voice.public_id}"
    signed_in(client, judge.person)
    assert here in client.get(f"/judge/{contest.slug}").text
    part = client.get(here, headers={"Range": "bytes=0-99"})
    assert (part.status_code, len(part.data), part.headers["Cache-Control"]) == (
        206,
        100,
        "private, no-store",
    )
    assert "fatima" not in f"{part.headers}".lower()
    assert client.get(f"/judge/{contest.slug}/photos/{voice.public_id}").status_code == 403
    signed_in(client, other.person)
    assert client.get(here).status_code == 403
    contest.is_blind = True
    rules = queries.settings_of(contest)
    rules.shows_photos = True
    db.session.add(rules)
    db.session.flush()
    signed_in(client, judge.person)
    assert client.get(here).status_code == 403
    desk = client.get(f"/judge/{contest.slug}/sheets/{sheet.public_id}").text
    assert here not in desk
    assert "data-unheard>" in desk
