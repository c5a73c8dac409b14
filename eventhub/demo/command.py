"""The command `eventhub demo`: migrate, fill, serve, and say where to go."""

import os
import secrets
import shutil
import socket
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlsplit

import sqlalchemy as sa
from flask import Flask

from eventhub import demo as demo_parts
from eventhub import migrating, readiness, serving
from eventhub.accounts.models import Installation
from eventhub.app import create_app
from eventhub.config import DEMO_KEY, Settings, read_settings
from eventhub.database import db
from eventhub.demo.accounts import ACCOUNTS
from eventhub.errors import SettingsError
from eventhub.transaction import transaction
from eventhub.web.logs import start_logging


def demo(*, reset: bool, scale: int, serve: bool) -> int:
    """Fill the demo unless it is there, then serve it. Gives the exit code.

    Raises SettingsError when the database holds something that is not a demo.
    """
    settings = _settings()
    start_logging("warning")
    readiness.check_data_folder(settings.data)
    if settings.is_sqlite:
        readiness.check_place_of_file(settings.database_url)
    readiness.check_host(settings.host)
    readiness.check_fonts()
    if reset:
        _empty(settings)
    migrating.upgrade(url=settings.database_url)
    app = create_app(settings)
    with app.app_context():
        fill_once(app, settings, scale)
        db.engine.dispose()
    if not serve:
        return 0
    quiet = settings if "LOG_LEVEL" in os.environ else replace(settings, log_level="warning")
    return serving.run(quiet, on_ready=lambda: _say(settings))


def _settings() -> Settings:
    """The settings; a demo's messages to phones become files beside its data when no gateway is given."""
    settings = _keyed_settings()
    return replace(settings, sms_url=settings.sms_url or (settings.data / "sms").as_uri())


def _keyed_settings() -> Settings:
    """The settings; a demo makes its own key beside its data when none is given."""
    try:
        return read_settings()
    except SettingsError as error:
        if error.name != "SECRET_KEY" or "missing" not in error.what:
            raise
    data = read_settings({**os.environ, "SECRET_KEY": secrets.token_urlsafe(48)}).data
    readiness.check_data_folder(data)
    key = data / DEMO_KEY
    key.touch(mode=0o600)
    key.write_text(secrets.token_urlsafe(48), encoding="ascii")
    return read_settings()


def fill_once(app: Flask, settings: Settings, scale: int) -> None:
    """Fill an empty database; one that holds the demo already is left as it is."""
    with transaction(read_only=True):
        installation = db.session.get(Installation, 1)
        is_demo = installation is not None and installation.is_demo
        is_empty = db.session.scalar(sa.text("SELECT count(*) FROM people")) == 0
    if is_demo:
        return
    if not is_empty:
        where = sa.make_url(settings.database_url).render_as_string(hide_password=True)
        raise SettingsError("DATABASE_URL", f"{where} holds data that is not a demo; choose another")
    started = time.monotonic()
    sys.stderr.write("filling the demo …\n")
    with app.test_request_context(base_url=settings.public_url), transaction():
        demo_parts.fill(scale)
    sys.stderr.write(f"filled in {time.monotonic() - started:.0f} s\n")


def _empty(settings: Settings) -> None:
    """Drop an earlier demo: its tables, its files. Refuses what is not a demo."""
    engine = sa.create_engine(settings.database_url)
    try:
        tables = sa.inspect(engine).get_table_names()
        if "installation" in tables:
            with engine.connect() as connection:
                if not connection.scalar(sa.text("SELECT is_demo FROM installation WHERE id = 1")):
                    raise SettingsError("DATABASE_URL", "this is not a demo: --reset refuses to empty it")
        elif tables:
            raise SettingsError("DATABASE_URL", "this is not a demo: --reset refuses to empty it")
        _drop_all(engine)
    finally:
        engine.dispose()
    shutil.rmtree(settings.data / "uploads", ignore_errors=True)


def _drop_all(engine: sa.Engine) -> None:
    if engine.dialect.name == "sqlite":
        engine.dispose()
        for path in _sqlite_files(engine):
            path.unlink(missing_ok=True)
        return
    metadata = sa.MetaData()
    metadata.reflect(engine)
    metadata.drop_all(engine)


def _sqlite_files(engine: sa.Engine) -> Iterator[Path]:
    file = engine.url.database or ""
    return (Path(file + ending) for ending in ("", "-wal", "-shm"))


def _say(settings: Settings) -> None:
    """Print the address, the accounts and a QR for a phone on the same network."""
    phone = f"{urlsplit(settings.public_url).scheme}://{_own_address()}:{settings.port}"
    lines = [
        "",
        f"  EventHub's demo is at {settings.public_url}",
        "  Sign in with one click as:",
        *(f"    {account:<12} {latin}" for account, (_arabic, latin, _mail, _phone) in ACCOUNTS.items()),
        "",
        f"  On a phone of the same network: {phone}",
        *(f"  {line}" for line in _terminal_qr(phone)),
        "",
        "  Ctrl-C stops it.",
        "",
    ]
    sys.stdout.write("\n".join(lines))
    sys.stdout.flush()


def _own_address() -> str:
    """The address of this machine on its network, found without sending anything."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))
            return str(probe.getsockname()[0])
        except OSError:
            return "127.0.0.1"


def _terminal_qr(text: str) -> list[str]:
    """A QR code in half blocks, dark on light, with its quiet zone."""
    from eventhub.documents import qr_matrix

    rows = qr_matrix(text)
    side = len(rows) + 4
    framed = [[False] * side] * 2 + [[False] * 2 + row + [False] * 2 for row in rows] + [[False] * side] * 2
    if side % 2:
        framed.append([False] * side)
    blocks = {(False, False): "█", (False, True): "▀", (True, False): "▄", (True, True): " "}
    return [
        "".join(blocks[upper, lower] for upper, lower in zip(framed[y], framed[y + 1], strict=True))
        for y in range(0, len(framed), 2)
    ]
