"""What a WSGI server loads: `gunicorn wsgi:app`."""

# ruff: noqa: E402 - when Python looks for garbage is said before the program is imported

from eventhub import garbage

garbage.look_not_yet()

from eventhub.app import create_app
from eventhub.config import read_settings
from eventhub.web.logs import start_logging

settings = read_settings()
start_logging(settings.log_level)
app = create_app(settings)
garbage.leave_what_is_there()
