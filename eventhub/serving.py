"""`eventhub run`: web server, worker, scheduler and, without REDIS_URL, the embedded queue server."""

import os
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from urllib.request import urlopen

from eventhub import embedded, readiness
from eventhub.config import Settings
from eventhub.supervisor import Child, SupervisionError, supervise

WEB_SETTINGS = Path(__file__).with_name("gunicorn_settings.py")


def run(settings: Settings, *, on_ready: Callable[[], None] | None = None) -> int:
    """Serve until told to stop. Gives the exit code; raises SettingsError before anything is started."""
    readiness.check(settings)
    children: list[Child] = []
    try:
        if settings.redis_url is None:
            valkey, address = embedded.embedded_valkey(settings.data)
            children.append(valkey)
            settings = replace(settings, redis_url=address)
    except SupervisionError as error:
        sys.stderr.write(f"eventhub: {error}\n")
        return 2
    return supervise([*children, *processes(settings)], on_ready=on_ready)


def processes(settings: Settings) -> list[Child]:
    """The three kinds of process; each could as well run on machines of its own."""
    env = environment(settings)
    command = [sys.executable, "-m", "eventhub.cli"]
    web = [sys.executable, "-m", "gunicorn", "--config", str(WEB_SETTINGS), "eventhub.app:create_app()"]
    url = f"http://127.0.0.1:{settings.port}/healthz"
    return [
        Child(
            name="web", argv=web, env=env, ready=lambda: _answers(url), port=(settings.host, settings.port)
        ),
        Child(name="worker", argv=[*command, "work"], env=env),
        Child(name="scheduler", argv=[*command, "schedule"], env=env),
    ]


def environment(settings: Settings) -> dict[str, str]:
    """The environment from which a child reads the same settings."""
    metrics = settings.data / "metrics"
    return {
        **os.environ,
        "DATABASE_URL": settings.database_url,
        "REDIS_URL": settings.redis_url or "",
        "EVENTHUB_DATA": str(settings.data),
        "EVENTHUB_CACHE": str(settings.cache),
        "SECRET_KEY": settings.secret_key,
        "PUBLIC_URL": settings.public_url,
        "PORT": str(settings.port),
        "HOST": settings.host,
        "LOG_LEVEL": settings.log_level,
        "SMS_URL": settings.sms_url or "",
        **({"PROMETHEUS_MULTIPROC_DIR": str(metrics)} if settings.metrics_port else {}),
    }


def _answers(url: str) -> bool:
    try:
        with urlopen(url, timeout=2) as answer:  # noqa: S310 - our own address
            return bool(answer.status == 200)  # noqa: PLR2004 - HTTP's OK
    except OSError:
        return False
