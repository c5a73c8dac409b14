"""Prometheus metrics: requests by route and status, their times. Served on METRICS_PORT only."""

import time
from functools import cache
from typing import Any

from flask import Flask, Request, Response, g, request
from prometheus_client import Counter, Histogram

REQUESTS = Counter("eventhub_requests_total", "Requests answered", ["route", "method", "status"])
SECONDS = Histogram(
    "eventhub_request_seconds",
    "Time to answer",
    ["route"],
    buckets=(0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5),
)

METHODS = {"GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE"}
"""The methods counted by name; clients make up others, and each would be a series kept for ever."""


def configure(app: Flask) -> None:
    """Count every answer. Flask calls what was added first as the last, so call this before other hooks."""
    app.after_request(_count)


def _count(response: Response) -> Response:
    started = g.get("started")
    count(response, request, None if started is None else time.perf_counter() - started)
    return response


def count(response: Response, asking: Request, took: float | None) -> None:
    """Count a request that was answered; `took` is in seconds, None when its begin was not seen."""
    route = asking.endpoint or "none"
    method = asking.method if asking.method in METHODS else "other"
    _requests(route, method, response.status_code).inc()
    if took is not None:
        _seconds(route).observe(took)


@cache
def _requests(route: str, method: str, status: int) -> Any:
    """Found once: there are few, and looking for a series costs more than adding to it."""
    return REQUESTS.labels(route, method, str(status))


@cache
def _seconds(route: str) -> Any:
    return SECONDS.labels(route)
