"""How `manage.py run` serves the site: gunicorn reads this file. Addresses and numbers come from the command."""

import os
import signal
import threading
from typing import Any

worker_class = "gthread"
graceful_timeout = 10
timeout = 120
control_socket_disable = True


def when_ready(server: Any) -> None:
    """Stop when the command that started us dies, however it dies: its end of this pipe closes then."""
    alive = int(os.environ["RUN_ALIVE"])

    def wait() -> None:
        os.read(alive, 1)
        os.kill(server.pid, signal.SIGTERM)

    threading.Thread(target=wait, daemon=True).start()
