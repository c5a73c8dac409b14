"""`create_app()`: the only module that knows every feature."""

from collections.abc import Callable
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from flask import Flask

from eventhub import background, database, i18n, mail, places, storage, texting
from eventhub.config import Settings, read_settings
from eventhub.web import edge
from eventhub.web.answers import Answer
from eventhub.web.rules import LateRule

FEATURES = (
    "accounts",
    "cooperatives",
    "fairs",
    "booths",
    "visitors",
    "volunteers",
    "contests",
    "programmes",
    "judging",
    "reports",
)
PARTS = ("models", "permissions", "verification", "jobs", "views", "api")
"""What a feature may have that must be imported to be known, in this order."""


class Application(Flask):
    """Flask without asking of each function, at each request, whether it is a coroutine: none of ours is."""

    url_rule_class = LateRule
    response_class = Answer

    def ensure_sync(self, func: Callable[..., Any]) -> Callable[..., Any]:
        """The function itself."""
        return func


def create_app(settings: Settings | None = None) -> Flask:
    """Build the application. Raises SettingsError when a setting is missing or wrong."""
    settings = settings or read_settings()
    app = Application("eventhub", template_folder=str(places.TEMPLATES), static_folder=str(places.STATIC))
    app.config.update(
        SETTINGS=settings,
        SECRET_KEY=settings.secret_key,
        SECRET_KEY_FALLBACKS=[settings.secret_key_before] if settings.secret_key_before else None,
        PUBLIC_URL=settings.public_url,
        DEVELOPMENT=settings.development,
        PREFERRED_URL_SCHEME=settings.public_url.partition(":")[0],
    )
    database.configure(app, settings.database_url)
    i18n.configure(app)
    background.configure(app, settings.redis_url)
    mail.configure(app, settings.mail_url)
    texting.configure(app, settings.sms_url)
    storage.configure(app, settings.storage_url)
    edge.configure(app, settings)
    for feature in ("web", *FEATURES):
        for part in PARTS:
            _add_part(app, f"eventhub.{feature}.{part}")
    _introduce()
    edge.check_every_route_has_a_permission(app)
    return app


def _introduce() -> None:
    """Give features that may not know each other what they need of one another."""
    from eventhub.booths import exhibits, stand_page
    from eventhub.visitors import stands

    stands.declare_source(stand_page.stand_of_code)
    stands.declare_exhibits(exhibits.exhibit_by_id, exhibits.exhibits_of, exhibits.exhibits_of_person)


def _add_part(app: Flask, name: str) -> None:
    if find_spec(name.rpartition(".")[0]) is None or find_spec(name) is None:
        return
    module = import_module(name)
    for blueprint in getattr(module, "BLUEPRINTS", ()):
        app.register_blueprint(blueprint)
    configure = getattr(module, "configure", None)
    if configure is not None:
        configure(app)
