"""How gunicorn serves the site: `gunicorn -c config/gunicorn.py config.wsgi`, and so does `manage.py run`. Addresses
and numbers come from the command."""

import logging
import os
import signal
import threading
from typing import Any

os.environ.setdefault("LOG_FORMAT", "json")  # before settings are read

from config.logs import of_gunicorn
from config.settings import METRICS_FOLDER

worker_class = "gthread"
graceful_timeout = 10
timeout = 120
keepalive = 75  # seconds: a reader, or a proxy (nginx: 60), lets go of a connection first, and no request is lost on it
control_socket_disable = True
logconfig_dict = of_gunicorn(os.environ["LOG_FORMAT"])
logging.captureWarnings(True)  # Python's own, as lines like the others
os.environ.setdefault("PROMETHEUS_MULTIPROC_DIR", str(METRICS_FOLDER))  # before a worker counts


def on_starting(server: Any) -> None:
    """A folder for what processes count, without the files of those that have ended."""
    METRICS_FOLDER.mkdir(mode=0o700, parents=True, exist_ok=True)
    for path in METRICS_FOLDER.glob("*.db"):
        number = path.stem.rpartition("_")[2]
        if number.isdigit() and not _lives(int(number)):
            path.unlink(missing_ok=True)


def when_ready(server: Any) -> None:
    """Stop when the command that started us dies, if one did, however it dies: its end of this pipe closes then."""
    if "RUN_ALIVE" not in os.environ:
        return
    alive = int(os.environ["RUN_ALIVE"])

    def wait() -> None:
        os.read(alive, 1)
        os.kill(server.pid, signal.SIGTERM)

    threading.Thread(target=wait, daemon=True).start()


def post_worker_init(worker: Any) -> None:
    from config import warming  # knows the models, which the process has loaded only now

    warming.start()


def _lives(number: int) -> bool:
    try:
        os.kill(number, 0)
    except OSError as error:
        return not isinstance(error, ProcessLookupError)
    return True
