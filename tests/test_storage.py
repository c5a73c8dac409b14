"""Files people send: believed by their content, cleaned, kept, never shown inline unless pictures."""

import io

import pytest
import sqlalchemy as sa
from PIL import Image

from eventhub import storage
from eventhub.database import db
from eventhub.errors import DomainError
from eventhub.web.views import send_stored


def picture(size=(60, 40), *, kind="JPEG", **options) -> io.BytesIO:
    out = io.BytesIO()
    Image.new("RGB", size, "#b4532a").save(out, kind, **options)
    out.seek(0)
    return out


def opened(row) -> Image.Image:
    return Image.open(io.BytesIO(storage.read(row)))


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "GIF"])
def test_pictures_are_kept_anew_whatever_they_were(app, kind):
    row = storage.keep(picture(kind=kind), "photo.exe")
    assert row.media_type == "image/webp"
    assert opened(row).format == "WEBP"


def test_a_picture_loses_what_its_camera_wrote_into_it(app):
    exif = Image.Exif()
    exif[0x010E] = "the house of Fatima"
    exif.get_ifd(0x8825)[1] = "N"
    row = storage.keep(picture(exif=exif), "photo.jpg")
    assert dict(opened(row).getexif()) == {}
    assert b"Fatima" not in storage.read(row)


def test_a_large_picture_is_shrunk_and_an_upside_down_one_turned(app):
    exif = Image.Exif()
    exif[0x0112] = 6
    row = storage.keep(picture((3200, 1600), exif=exif), "photo.jpg")
    assert opened(row).size == (800, 1600)


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "file_unreadable"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>", "file_unreadable"),
        (b"MZ\x90 this program cannot be run", "file_unreadable"),
        (b"\xff\xd8\xff\xe0 half a picture", "file_unreadable"),
        (b"x" * (storage.LARGEST_BYTES + 1), "file_too_large"),
    ],
)
def test_anything_else_is_refused_with_a_reason(app, content, code):
    with pytest.raises(DomainError) as refused:
        storage.keep(io.BytesIO(content), "photo.png")
    assert refused.value.code == code


def test_a_pdf_is_kept_as_it_is_and_only_downloaded(app):
    row = storage.keep(io.BytesIO(b"%PDF-1.7 statutes"), "statuts.pdf")
    with app.test_request_context():
        answer = send_stored(row)
    assert storage.read(row) == b"%PDF-1.7 statutes"
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert answer.headers["Content-Security-Policy"] == "default-src 'none'; frame-ancestors 'none'; sandbox"


def test_a_pdf_is_no_picture(app):
    with pytest.raises(DomainError):
        storage.keep(io.BytesIO(b"%PDF-1.7"), "logo.png", images_only=True)


def test_private_files_are_not_found_at_the_public_address(client, app):
    public = storage.keep(picture(), "photo.jpg", is_public=True)
    private = storage.keep(picture(), "photo.jpg")
    assert client.get(f"/files/{public.public_id}").status_code == 200
    assert client.get(f"/files/{private.public_id}").status_code == 404


def test_a_dropped_file_is_gone(app):
    row = storage.keep(picture(), "photo.jpg")
    storage.drop(row)
    with pytest.raises(FileNotFoundError):
        storage.read_key(row.key)


@pytest.mark.parametrize("kind", ["EPS", "PCX", "ICO", "TGA"])
def test_pictures_of_kinds_that_nobody_takes_are_not_even_tried(app, kind):
    with pytest.raises(DomainError) as refused:
        storage.keep(picture((16, 16), kind=kind), "photo.png")
    assert refused.value.code == "file_unreadable"


@pytest.fixture(scope="module")
def many_pixels():
    """A hundred kilobytes that would be read as a gigabyte."""
    out = io.BytesIO()
    Image.new("1", (30_000, 30_000)).save(out, "PNG", compress_level=1)
    assert len(out.getvalue()) < 1_000_000
    return out.getvalue()


def test_a_small_file_of_very_many_pixels_is_refused_unread(app, many_pixels):
    with pytest.raises(DomainError) as refused:
        storage.keep(io.BytesIO(many_pixels), "photo.png")
    assert refused.value.code in {"image_too_large", "file_unreadable"}


def test_a_file_there_is_no_room_for_is_refused_and_leaves_nothing_behind(app, tmp_path, monkeypatch):
    (tmp_path / "full").write_bytes(b"")  # no folder can be made here, as on a disk that is full
    monkeypatch.setitem(app.config, "STORAGE_URL", (tmp_path / "full").as_uri())
    with pytest.raises(DomainError) as refused:
        storage.keep(picture(), "photo.jpg")
    assert refused.value.code == "file_not_kept"
    assert db.session.scalar(sa.select(sa.func.count()).select_from(storage.StoredFile)) == 0


def test_a_folder_of_any_name_is_the_one_that_is_written(app, tmp_path, monkeypatch):
    folder = tmp_path / "ملفات de l’année 100%"
    monkeypatch.setitem(app.config, "STORAGE_URL", folder.as_uri())
    storage.write_key("a/b", b"kept")
    assert (folder / "a" / "b").read_bytes() == storage.read_key("a/b") == b"kept"
    assert [each.name for each in tmp_path.iterdir()] == [folder.name]
