"""Structured logs: one JSON object a line, with the request's id."""

import logging
import sys

from flask import Request, Response, g, has_request_context
from pythonjsonlogger.json import JsonFormatter

from eventhub.web.watch import shown_path

access = logging.getLogger("eventhub.access")


class _RequestId(logging.Filter):
    def filter(self, record: logging.LogRecord) -> bool:
        record.request_id = g.get("request_id") if has_request_context() else None
        return True


def start_logging(level: str) -> None:
    """Send the process's logs to standard error as JSON lines."""
    stream = logging.StreamHandler(sys.stderr)
    stream.setFormatter(
        JsonFormatter(
            "{levelname}{name}{message}{request_id}",
            style="{",
            timestamp=True,
            rename_fields={"levelname": "level", "name": "logger"},
        )
    )
    stream.addFilter(_RequestId())
    logging.basicConfig(level=level.upper(), handlers=[stream], force=True)
    for chatty in ("rq", "weasyprint", "fontTools"):
        logging.getLogger(chatty).setLevel(logging.WARNING)


def configure(level: str) -> None:
    """From which level on the program's own lines are written."""
    logging.getLogger("eventhub").setLevel(level.upper())


def note_access(response: Response, asking: Request, took: float | None) -> None:
    """One line a request: what, how it ended, how long (`took`, seconds)."""
    if access.isEnabledFor(logging.INFO):
        access.info(
            "request",
            extra={
                "method": asking.method,
                "path": shown_path(),
                "status": response.status_code,
                "milliseconds": round((took or 0.0) * 1000, 1),
            },
        )
