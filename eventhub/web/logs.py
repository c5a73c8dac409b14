"""Structured logs: one JSON object a line, with the request's id."""

import logging
import sys
import time

from flask import Flask, Response, g, has_request_context, request
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


def configure(app: Flask, level: str) -> None:
    """One line a request: what, how it ended, how long."""
    logging.getLogger("eventhub").setLevel(level.upper())

    @app.before_request
    def _start() -> None:
        g.started = time.perf_counter()

    @app.after_request
    def _line(response: Response) -> Response:
        if access.isEnabledFor(logging.INFO):
            took = time.perf_counter() - g.get("started", time.perf_counter())
            access.info(
                "request",
                extra={
                    "method": request.method,
                    "path": shown_path(),
                    "status": response.status_code,
                    "milliseconds": round(took * 1000, 1),
                },
            )
        return response
