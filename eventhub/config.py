"""Settings from the environment, typed and checked once, at start. A bad one stops it by name.

Secrets come from the environment only. The one exception is a demo's own key, written beside the
demo's data by `eventhub demo`, so that trying EventHub needs no setting at all.
"""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from ipaddress import ip_address
from pathlib import Path
from urllib.parse import unquote, urlsplit

from eventhub.errors import SettingsError

DEMO_KEY = "demo.key"
SHORTEST_SECRET = 32


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything EventHub reads from its environment."""

    database_url: str
    redis_url: str | None
    data: Path
    cache: Path
    secret_key: str
    public_url: str
    mail_url: str
    storage_url: str
    port: int
    host: str
    metrics_port: int | None
    web_workers: int
    log_level: str
    development: bool
    trusted_proxies: int
    security_contact: str | None = None
    secret_key_before: str | None = None
    sms_url: str | None = None

    @property
    def is_sqlite(self) -> bool:
        """Whether the embedded default is in use."""
        return self.database_url.startswith("sqlite")


def read_settings(environ: Mapping[str, str] | None = None) -> Settings:
    """Read and check every setting. Raises SettingsError naming the first one that is wrong."""
    env = os.environ if environ is None else environ
    data = Path(env.get("EVENTHUB_DATA") or "var").absolute()
    port = _integer(env, "PORT", 8000, low=0, high=65535)
    return Settings(
        database_url=_database(env, data),
        redis_url=_queue(env, "REDIS_URL"),
        data=data,
        cache=Path(env.get("EVENTHUB_CACHE") or data / "cache").absolute(),
        secret_key=_secret(env, data),
        public_url=_public(env, "PUBLIC_URL") or f"http://127.0.0.1:{port}",
        mail_url=_mail(env, "MAIL_URL") or (data / "mail").as_uri(),
        storage_url=_storage(env, "STORAGE_URL") or (data / "uploads").as_uri(),
        port=port,
        host=env.get("HOST") or "0.0.0.0",  # noqa: S104 - phones on the same network must reach it
        metrics_port=_other_port(env, "METRICS_PORT", port),
        web_workers=_integer(env, "WEB_WORKERS", 2, low=1, high=64),
        log_level=_one_of(env, "LOG_LEVEL", "info", {"debug", "info", "warning", "error"}),
        development=_one_of(env, "EVENTHUB_MODE", "production", {"production", "development"})
        == "development",
        trusted_proxies=_integer(env, "TRUSTED_PROXIES", 0, low=0, high=5),
        security_contact=_url(env, "SECURITY_CONTACT", {"mailto", "https", "tel"}),
        secret_key_before=_long(env.get("SECRET_KEY_BEFORE"), "SECRET_KEY_BEFORE"),
        sms_url=_gateway(env, "SMS_URL"),
    )


def _integer(env: Mapping[str, str], name: str, default: int, *, low: int, high: int) -> int:
    text = env.get(name) or str(default)
    if not text.isascii() or not text.isdigit() or not low <= int(text) <= high:
        raise SettingsError(name, f"{text!r} is not a whole number from {low} to {high}")
    return int(text)


def _other_port(env: Mapping[str, str], name: str, port: int) -> int | None:
    number = _integer(env, name, 0, low=0, high=65535)
    if number and number == port:
        raise SettingsError(name, f"{number} is where the pages are served (PORT); choose another")
    return number or None


def _one_of(env: Mapping[str, str], name: str, default: str, allowed: set[str]) -> str:
    value = (env.get(name) or default).lower()
    if value not in allowed:
        raise SettingsError(name, f"{value!r} is not one of {', '.join(sorted(allowed))}")
    return value


def _url(env: Mapping[str, str], name: str, schemes: set[str]) -> str | None:
    value = env.get(name)
    if not value:
        return None
    try:
        parts = urlsplit(value)
        _ = parts.port  # a port that is no number raises here
    except ValueError:  # whose words may hold a part of a password
        what = "not an address (a port is a number; signs like / in a password are written %2F)"
        raise SettingsError(name, what) from None
    if parts.scheme not in schemes:
        raise SettingsError(
            name, f"an address must begin with one of {', '.join(sorted(s + ':' for s in schemes))}"
        )
    return value


def _public(env: Mapping[str, str], name: str) -> str | None:
    """The address people type: a scheme and a host, for pages are served from the root of a host."""
    value = _url(env, name, {"http", "https"})
    if not value:
        return None
    parts = urlsplit(value)
    if not parts.hostname or any(sign.isspace() for sign in value):
        raise SettingsError(name, "an address needs a host: https://fair.example.org")
    if parts.path.strip("/") or parts.query or parts.fragment:
        raise SettingsError(name, f"only a host, nothing after it: {parts.scheme}://{parts.netloc}")
    return value.rstrip("/")


def _mail(env: Mapping[str, str], name: str) -> str | None:
    value = _url(env, name, {"smtp", "smtps", "file"})
    if value and not value.startswith(("file:///", "smtp://", "smtps://")):
        raise SettingsError(name, "must begin with smtp://, smtps:// or file:///")
    if value and not value.startswith("file:") and not urlsplit(value).hostname:
        raise SettingsError(name, "an address needs a host: smtp://user:password@mail.example.org:587")
    return value


def folder_of(url: str) -> Path | None:
    """The folder that a file:/// address names, its signs no longer quoted; None for other addresses."""
    return Path(unquote(urlsplit(url).path)) if url.startswith("file:") else None


def _storage(env: Mapping[str, str], name: str) -> str | None:
    """Where files live: an address of a kind fsspec may know, whether it does is found out at start."""
    value = env.get(name)
    if value and ("://" not in value or (value.startswith("file:") and not value.startswith("file:///"))):
        raise SettingsError(name, "must be an address: file:///folder or s3://bucket/prefix")
    return value or None


def _queue(env: Mapping[str, str], name: str) -> str | None:
    value = _url(env, name, {"redis", "rediss", "unix"})
    parts = urlsplit(value or "")
    if parts.scheme == "unix" and not parts.path.strip("/"):
        raise SettingsError(name, "needs the path of a socket: unix:///run/valkey/valkey.sock")
    database = parts.path.strip("/")
    if value and parts.scheme != "unix" and database and not database.isdecimal():
        raise SettingsError(name, "ends with the number of a database: redis://host:6379/0")
    return value


def _gateway(env: Mapping[str, str], name: str) -> str | None:
    """A gateway for messages. In the clear only within one's own network: it is told numbers and codes."""
    value = _url(env, name, {"http", "https", "file"})
    parts = urlsplit(value or "")
    if parts.scheme in {"http", "https"} and not parts.hostname:
        raise SettingsError(name, "an address needs a host: https://user:password@gateway.example/send")
    if parts.scheme == "http" and not _is_near(parts.hostname or ""):
        raise SettingsError(name, "a gateway on another network must begin with https:")
    return value


def _is_near(host: str) -> bool:
    """Whether a host is of one's own network: a name without a dot, or a private address."""
    try:
        return ip_address(host).is_private
    except ValueError:
        return "." not in host


def _database(env: Mapping[str, str], data: Path) -> str:
    value = env.get("DATABASE_URL") or f"sqlite:///{data / 'eventhub.sqlite3'}"
    for prefix in ("postgres://", "postgresql://"):
        if value.startswith(prefix):
            value = "postgresql+psycopg://" + value.removeprefix(prefix)
    if not value.startswith(("sqlite:///", "postgresql+psycopg://")):
        raise SettingsError("DATABASE_URL", "must begin with postgresql: or sqlite:///")
    if value in {"sqlite:///", "sqlite:///:memory:"}:
        raise SettingsError("DATABASE_URL", "an in-memory database cannot be shared by EventHub's processes")
    try:
        _ = urlsplit(value).port
    except ValueError:  # whose words may hold a part of a password
        what = "not an address (a port is a number; signs like / in a password are written %2F)"
        raise SettingsError("DATABASE_URL", what) from None
    return value


def _secret(env: Mapping[str, str], data: Path) -> str:
    value = env.get("SECRET_KEY", "")
    if not value:
        key_file = data / DEMO_KEY
        value = key_file.read_text(encoding="ascii").strip() if key_file.is_file() else ""
    if not value:
        hint = "python3 -c 'import secrets; print(secrets.token_urlsafe(48))'"
        raise SettingsError("SECRET_KEY", f"is missing; make one with: {hint}")
    return _long(value, "SECRET_KEY") or value


def _long(value: str | None, name: str) -> str | None:
    if value and len(value) < SHORTEST_SECRET:
        raise SettingsError(name, f"is too short: {SHORTEST_SECRET} characters at least")
    return value or None
