"""How gunicorn serves EventHub: read by gunicorn itself, from the same settings as everything else."""

import shutil
from pathlib import Path
from typing import Any

from sqlalchemy.orm import configure_mappers

from eventhub import garbage
from eventhub.config import read_settings
from eventhub.supervisor import die_with_parent
from eventhub.web.logs import start_logging

garbage.look_not_yet()
_settings = read_settings()
if _settings.metrics_port:  # those of an earlier run are gone before the application opens its own
    _metrics = _settings.data / "metrics"
    shutil.rmtree(_metrics, ignore_errors=True)
    _metrics.mkdir(parents=True)

bind = [f"{_settings.host}:{_settings.port}"]
workers = _settings.web_workers
worker_class = "gthread" if not _settings.is_sqlite else "sync"
threads = 4 if not _settings.is_sqlite else 1
worker_tmp_dir = "/dev/shm" if Path("/dev/shm").is_dir() else None  # noqa: S108 - a heartbeat must not touch the disk
control_socket_disable = True
preload_app = True  # read once for all workers, who share its memory; a renewed one answers at once
timeout = 60
graceful_timeout = 10
max_requests = 20_000
max_requests_jitter = 2_000
accesslog = None
loglevel = "warning"
forwarded_allow_ips = "*" if _settings.trusted_proxies else "127.0.0.1"


def when_ready(_server: Any) -> None:
    """Finish what every worker would do for itself, and serve the metrics of all on a port of their own."""
    configure_mappers()
    garbage.leave_what_is_there()
    if _settings.metrics_port:
        from prometheus_client import CollectorRegistry, multiprocess, start_http_server

        registry = CollectorRegistry()
        multiprocess.MultiProcessCollector(registry)  # type: ignore[no-untyped-call]
        start_http_server(_settings.metrics_port, addr="127.0.0.1", registry=registry)


def post_fork(_server: Any, worker: Any) -> None:
    """No worker outlives the server."""
    die_with_parent(worker.ppid)


def post_worker_init(_worker: Any) -> None:
    """Log as the rest does, and look for garbage: `when_ready` doesn't hear of a reload."""
    garbage.leave_what_is_there()
    start_logging(_settings.log_level)


def child_exit(_server: Any, worker: Any) -> None:
    """Forget the gauges of a worker that ended."""
    if _settings.metrics_port:
        from prometheus_client import multiprocess

        multiprocess.mark_process_dead(worker.pid)  # type: ignore[no-untyped-call]
