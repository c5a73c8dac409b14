"""What a WSGI server loads: `gunicorn wsgi:app`."""

from eventhub.app import create_app

app = create_app()
