"""Serves what the site counts."""

from __future__ import annotations

import signal
from argparse import ArgumentParser
from ipaddress import ip_address
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from prometheus_client import start_http_server

from config.metrics import registry_of


class Command(BaseCommand):
    help = "Serve counts of requests, imports and jobs in the form that Prometheus reads, until Ctrl-C."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--address", default="127.0.0.1", help="address to listen on (default: this machine alone)")
        parser.add_argument("--port", type=int, default=9108, help="port (default: 9108)")

    def handle(self, *args: Any, address: str, port: int, **options: Any) -> None:
        settings.METRICS_FOLDER.mkdir(mode=0o700, parents=True, exist_ok=True)
        try:
            server, thread = start_http_server(port, str(ip_address(address)), registry_of(settings.METRICS_FOLDER))
        except (OSError, ValueError, OverflowError) as error:
            raise CommandError(f"can't listen on {address}, port {port}: {error}") from error
        self.stdout.write(f"Counts are served on http://{address}:{server.server_port}/metrics")
        self.stdout.flush()
        signal.signal(signal.SIGTERM, signal.default_int_handler)
        try:
            thread.join()
        except KeyboardInterrupt:
            server.shutdown()
