"""A whole contest through its pages and its JSON, in small: the trial of `bench/contest_day.py`."""

import os
import time

from click.testing import CliRunner
from werkzeug.test import Client

from bench import contest_day
from eventhub.app import create_app
from eventhub.cli import cli
from eventhub.config import read_settings
from eventhub.database import db
from tests import databases

TOLD = {"PUBLIC_URL": "http://localhost", "SECRET_KEY": "a secret for tests only, never used elsewhere"}


def an_installation(folder):
    """One that answers in this process: no server to wait for."""
    environment = contest_day.environment_of(databases.migrated("sqlite", folder), folder) | TOLD
    environment["EVENTHUB_CACHE"] = os.environ["EVENTHUB_CACHE"]
    app = create_app(read_settings(environment))

    def ask(method, path, body, headers):
        response = Client(app, use_cookies=False).open(path, method=method, data=body, headers=headers)
        return response.status_code, list(response.headers), response.get_data()

    def command(*arguments):
        done = CliRunner(env=environment).invoke(cli, arguments)
        return done.exit_code, done.output

    return app, contest_day.Installation(ask, command, folder, time.process_time)


def test_a_contest_of_eight_ideas_and_three_judges_goes_from_its_opening_to_a_record_that_verifies(tmp_path):
    app, house = an_installation(tmp_path)
    try:
        day = contest_day.run(house, ideas=8, judges=3, seed=1)
        assert "14 sheets" in contest_day.told(day)
    finally:
        with app.app_context():
            db.engine.dispose()
