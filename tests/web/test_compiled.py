"""Compiled templates are kept for the next process, where nobody else could have put them."""

from dataclasses import replace

import pytest

from eventhub.app import create_app


@pytest.fixture
def opened(app, settings, tmp_path):
    """The home page of a process that keeps its cache here: the page, and the files it leaves."""

    def open_home():
        made = create_app(replace(settings, database_url=app.config["SETTINGS"].database_url, cache=tmp_path))
        answer = made.test_client().get("/?language=fr")
        return answer.status_code, {file: file.read_bytes() for file in (tmp_path / "templates").iterdir()}

    return open_home


@pytest.mark.parametrize("app", ["sqlite"], indirect=True)
def test_a_second_process_finds_the_pages_compiled(opened):
    status, first = opened()
    assert status == 200
    assert len(first) > 5
    assert opened() == (200, first)


@pytest.mark.parametrize("app", ["sqlite"], indirect=True)
def test_damaged_files_are_made_again(opened):
    _, first = opened()
    for file in first:
        file.write_bytes(b"not what Jinja wrote")
    assert opened() == (200, first)


@pytest.mark.parametrize("app", ["sqlite"], indirect=True)
def test_a_folder_others_may_write_to_is_not_used(opened, tmp_path):
    folder = tmp_path / "templates"
    folder.mkdir()
    folder.chmod(0o777)
    assert opened() == (200, {})
