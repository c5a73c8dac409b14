"""A setting that is missing or bad stops the start with its name."""

import pytest

from tests.contracts.conftest import assert_bad_input, environment_of, run

BAD = {
    "DATABASE_URL": "mysql://root@localhost/eventhub",
    "REDIS_URL": "localhost:6379",
    "EVENTHUB_DATA": "/dev/null/data",
    "SECRET_KEY": "short",
    "PUBLIC_URL": "eventhub.example",
    "MAIL_URL": "postmaster@eventhub.example",
    "PORT": "eighty",
}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_setting_stops_the_start_by_its_name(name, tmp_path):
    environment = environment_of(tmp_path) | {name: BAD[name]}
    assert_bad_input(run("run", environment=environment), name)


def test_a_missing_key_stops_the_start_by_its_name_and_makes_nothing(tmp_path):
    environment = environment_of(tmp_path)
    del environment["SECRET_KEY"]
    assert_bad_input(run("run", environment=environment), "SECRET_KEY", "missing")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("command", ["run", "verify", "badges any -o badges.pdf", "devices add any --gate A"])
def test_a_database_without_tables_is_said_with_what_to_do(command, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    done = run(*command.split(), environment=environment_of(tmp_path))
    assert_bad_input(done, "DATABASE_URL", "eventhub db upgrade")
    assert not list(tmp_path.glob("*.pdf"))


@pytest.mark.parametrize("command", ["verify", "db upgrade", "demo --no-serve --reset"])
def test_a_file_that_is_no_database_is_named(command, tmp_path):
    (tmp_path / "eventhub.sqlite3").write_bytes(b"Madame, Monsieur, " * 400)
    assert_bad_input(run(*command.split(), environment=environment_of(tmp_path)), "DATABASE_URL")
    assert (tmp_path / "eventhub.sqlite3").read_bytes().startswith(b"Madame")


def test_a_port_in_use_is_said(tmp_path):
    import socket

    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        environment = environment_of(tmp_path, PORT=str(port), HOST="127.0.0.1")
        assert run("db", "upgrade", environment=environment).returncode == 0
        assert_bad_input(run("run", environment=environment), f"port {port}", "PORT=")
