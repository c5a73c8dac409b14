"""What a WSGI server loads: `gunicorn wsgi:app`."""

from eventhub.app import create_app
from eventhub.config import read_settings
from eventhub.web.logs import start_logging

settings = read_settings()
start_logging(settings.log_level)
app = create_app(settings)
