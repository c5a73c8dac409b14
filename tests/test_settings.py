"""Wrong settings stop the start with one line that names what is wrong."""

import os
import re
import socket
import subprocess

import pytest

from eventhub import places, readiness
from eventhub.config import read_settings
from eventhub.errors import SettingsError
from tests import commands, databases

GOOD = {"SECRET_KEY": "k" * 40}


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("SECRET_KEY", ""),
        ("SECRET_KEY", "short"),
        ("SECRET_KEY_BEFORE", "short"),
        ("SECURITY_CONTACT", "somebody@example.ma"),
        ("PORT", "eight"),
        ("PORT", "70000"),
        ("DATABASE_URL", "mysql://localhost/fair"),
        ("DATABASE_URL", "sqlite:///:memory:"),
        ("REDIS_URL", "http://localhost"),
        ("DATABASE_URL", "postgresql://user:pass/word@host/fair"),
        ("REDIS_URL", "redis://localhost:6379/first"),
        ("REDIS_URL", "unix://"),
        ("PUBLIC_URL", "fair.example.org"),
        ("PUBLIC_URL", "https://"),
        ("PUBLIC_URL", "https://fair example.org"),
        ("PUBLIC_URL", "https://example.org/fair"),
        ("MAIL_URL", "smtp://"),
        ("MAIL_URL", "file:mails"),
        ("STORAGE_URL", "uploads"),
        ("STORAGE_URL", "file:uploads"),
        ("METRICS_PORT", "8000"),
        ("MAIL_URL", "smtp://host:port"),
        ("SMS_URL", "gateway.example/send"),
        ("SMS_URL", "https://user:pass/word@gateway.example"),
        ("SMS_URL", "https:///send"),
        ("SMS_URL", "http://user:password@gateway.example/send"),
        ("WEB_WORKERS", "-1"),
        ("LOG_LEVEL", "loud"),
        ("EVENTHUB_MODE", "testing"),
    ],
)
def test_a_bad_setting_is_named(tmp_path, name, value):
    with pytest.raises(SettingsError) as refused:
        read_settings({**GOOD, "EVENTHUB_DATA": str(tmp_path), name: value})
    assert refused.value.name == name
    assert "pass" not in str(refused.value).replace("a password", "").replace("user:password", "")


@pytest.mark.parametrize(
    "given", ["postgres://u:p@h/fair", "postgresql://u:p@h/fair", "postgresql+psycopg://u:p@h/fair"]
)
def test_postgresql_is_reached_through_psycopg_however_it_is_written(given):
    assert read_settings({**GOOD, "DATABASE_URL": given}).database_url == "postgresql+psycopg://u:p@h/fair"


@pytest.mark.parametrize(
    "given",
    ["https://token@gateway.example/send", "http://10.0.0.7:8080/", "http://modem/", "file:///tmp/sms"],
)
def test_a_gateway_is_spoken_to_in_the_clear_only_within_the_own_network(given):
    assert read_settings({**GOOD, "SMS_URL": given}).sms_url == given
    assert read_settings({**GOOD, "SMS_URL": ""}).sms_url is None


def test_a_demo_key_serves_when_no_secret_is_given(tmp_path):
    (tmp_path / "demo.key").write_text("d" * 64)
    assert read_settings({"EVENTHUB_DATA": str(tmp_path)}).secret_key == "d" * 64


def run(tmp_path, **environment: str) -> subprocess.CompletedProcess[str]:
    env = {**os.environ, **GOOD, "EVENTHUB_DATA": str(tmp_path), "HOST": "127.0.0.1", **environment}
    env = {name: value for name, value in env.items() if value}
    return commands.run("run", environment=env, within=60)


def refused_in_one_line(done: subprocess.CompletedProcess[str]) -> str:
    assert done.returncode == 2, done.stderr
    assert done.stderr.count("\n") == 1, done.stderr
    return done.stderr


def test_a_missing_secret_stops_the_start(tmp_path):
    assert "SECRET_KEY" in refused_in_one_line(run(tmp_path, SECRET_KEY=""))


def test_a_damaged_database_file_stops_the_start(tmp_path):
    (tmp_path / "eventhub.sqlite3").write_bytes(b"SQLite format 3\0" + b"\xff" * 5000)
    line = refused_in_one_line(run(tmp_path))
    assert "DATABASE_URL" in line
    assert "eventhub.sqlite3" in line


def test_what_is_no_database_says_how_to_go_on(tmp_path):
    (tmp_path / "eventhub.sqlite3").write_bytes(b"\xff" * 5000)
    assert "eventhub restore BACKUP" in refused_in_one_line(run(tmp_path))


def test_a_worker_without_a_queue_says_so_and_ends(tmp_path):
    env = {**os.environ, **GOOD, "EVENTHUB_DATA": str(tmp_path)}
    env.pop("REDIS_URL", None)
    assert "REDIS_URL" in refused_in_one_line(commands.run("work", environment=env, within=60))


def test_tables_of_another_version_stop_the_start(tmp_path):
    assert "eventhub db upgrade" in refused_in_one_line(run(tmp_path))


def test_a_database_that_does_not_answer_stops_the_start_without_showing_its_password(tmp_path):
    line = refused_in_one_line(run(tmp_path, DATABASE_URL="postgresql://fair:secret-word@127.0.0.1:1/fair"))
    assert "DATABASE_URL" in line
    assert "secret-word" not in line


def test_a_port_in_use_stops_the_start(tmp_path):
    databases.migrated("sqlite", tmp_path)
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        assert f"port {port}" in refused_in_one_line(run(tmp_path, PORT=str(port)))


def test_the_data_folder_is_nobody_elses(tmp_path):
    data, uploads = tmp_path / "data", tmp_path / "uploads"
    readiness.check_data_folder(data)
    readiness.check_store(uploads.as_uri())
    assert (data.stat().st_mode & 0o777, uploads.stat().st_mode & 0o777) == (0o700, 0o700)


def test_every_font_that_a_page_or_a_document_names_is_looked_for():
    sources = [*places.STATIC.rglob("*.css"), *places.TEMPLATES.rglob("*.html")]
    named = {
        name for source in sources for name in re.findall(r"fonts/([\w-]+\.ttf)", source.read_text("utf-8"))
    }
    assert named == set(readiness.FONTS)


def test_missing_fonts_are_named(tmp_path, monkeypatch):
    monkeypatch.setattr(places, "FONTS", tmp_path)
    with pytest.raises(SettingsError, match="NotoSans"):
        readiness.check_fonts()


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("HOST", "no.such host", "no address"),
        ("STORAGE_URL", "teapot://bucket", "no kind of store"),
        ("STORAGE_URL", "file:///proc/uploads", "cannot be written"),
        ("DATABASE_URL", "sqlite:////nowhere/at/all.sqlite3", "/nowhere/at is not there"),
        ("DATABASE_URL", "sqlite:////tmp", "is a folder"),
    ],
)
def test_what_a_setting_points_to_is_looked_at_before_the_start(tmp_path, name, value, said):
    settings = read_settings({**GOOD, "EVENTHUB_DATA": str(tmp_path), name: value})
    with pytest.raises(SettingsError, match=said) as refused:
        readiness.check(settings)
    assert refused.value.name == name


def test_a_data_folder_that_cannot_be_written_is_named(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(SettingsError) as refused:
        readiness.check_data_folder(tmp_path / "file" / "var")
    assert refused.value.name == "EVENTHUB_DATA"
