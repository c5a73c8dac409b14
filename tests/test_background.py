"""Work for later: real jobs, a real queue, real workers in processes of their own."""

import socket
import subprocess
from email import message_from_bytes
from email.policy import default
from pathlib import Path

import pytest
import sqlalchemy as sa
from redis import RedisError

from eventhub import background, mail, transaction
from eventhub.background import QueuedJob
from eventhub.database import db
from eventhub.mail import OutboxMail
from tests import commands


def work(environment) -> subprocess.CompletedProcess[str]:
    return commands.run("work", "--burst", environment=environment, within=60)


def outbox_mail(to: str = "fatima@example.ma") -> OutboxMail:
    row = OutboxMail(
        to=to, template="test", language="ar", subject="رواقكم", text="مرحبا", html="<p>مرحبا</p>"
    )
    db.session.add(row)
    db.session.flush()
    return row


def delivered(data: Path) -> list[str]:
    files = sorted((data / "mail").glob("*.eml"))
    return [message_from_bytes(file.read_bytes(), policy=default)["To"] for file in files]


def test_a_job_queued_in_a_transaction_is_done_by_a_worker_once(installation, environment, tmp_path):
    with transaction.transaction():
        background.enqueue(mail.deliver, outbox_mail().id)
    assert work(environment).returncode == 0
    row = db.session.scalars(sa.select(QueuedJob)).one()
    background.run(row.public_id)
    assert delivered(tmp_path) == ["fatima@example.ma"]
    assert row.done_at is not None


def test_what_is_rolled_back_is_never_sent(installation, environment, tmp_path):
    background.enqueue(mail.deliver, outbox_mail().id)
    transaction.rollback()
    work(environment)
    assert delivered(tmp_path) == []
    assert db.session.scalars(sa.select(QueuedJob)).all() == []


def test_without_the_queue_jobs_wait_and_the_sweep_hands_them_over(installation, environment, tmp_path):
    there = background.redis()
    installation.extensions["redis"] = None
    installation.config["REDIS_URL"] = f"unix://{tmp_path}/nobody.sock"
    with transaction.transaction():
        background.enqueue(mail.deliver, outbox_mail().id)
    row = db.session.scalars(sa.select(QueuedJob)).one()
    assert row.sent_at is None
    row.created_at -= background.SWEEP_AFTER * 2
    db.session.commit()
    with pytest.raises(RedisError):
        background.sweep()
    installation.extensions["redis"] = there
    assert background.sweep() == 1
    work(environment)
    assert delivered(tmp_path) == ["fatima@example.ma"]


def test_a_queue_that_says_nothing_holds_nobody_up(installation, tmp_path):
    installation.extensions["redis"] = None
    with socket.socket(socket.AF_UNIX) as mute:
        mute.bind(f"{tmp_path}/mute.sock")
        mute.listen()
        installation.config["REDIS_URL"] = f"unix://{tmp_path}/mute.sock"
        with transaction.transaction():
            background.enqueue(mail.deliver, outbox_mail().id)
    assert db.session.scalars(sa.select(QueuedJob)).one().sent_at is None


def test_a_failing_job_leaves_its_error_and_no_half_written_row(installation, environment):
    with transaction.transaction():
        background.enqueue(mail.deliver, 404)
    work(environment)
    row = background.failed_jobs()[0]
    assert row.attempts == 1
    assert "NoResultFound" in row.error
    with transaction.transaction():
        db.session.add(
            OutboxMail(
                id=404, to="late@example.ma", template="t", language="fr", subject="s", text="t", html="h"
            )
        )
        background.try_again(row)
    work(environment)
    db.session.expire_all()
    assert background.failed_jobs() == []
    assert row.done_at is not None
