"""Django's PostgreSQL backend with our embedded server behind it: the first connection starts it."""

from pathlib import Path
from typing import Any

from django.db.backends.postgresql import base
from psycopg import OperationalError

from config.database import EmbeddedServer, server_in


class DatabaseWrapper(base.DatabaseWrapper):
    def __init__(self, settings_dict: dict[str, Any], *args: Any, **kwargs: Any) -> None:
        super().__init__(settings_dict, *args, **kwargs)
        folder = Path(self.settings_dict["EMBEDDED_FOLDER"])

        def running() -> str:
            """Called by the pool before each connection that it opens, so that a killed server comes back by itself."""
            server_in(folder).ensure_running()
            return ""

        options = self.settings_dict["OPTIONS"]
        if options.get("pool"):
            self.settings_dict["OPTIONS"] = {**options, "pool": {**options["pool"], "conninfo": running}}

    @property
    def _server(self) -> EmbeddedServer:
        return server_in(Path(self.settings_dict["EMBEDDED_FOLDER"]))

    def get_connection_params(self) -> dict[str, Any]:
        return {**super().get_connection_params(), **self._server.connection_values()}

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        if not self._server.has_lease:
            self._server.ensure_running()
        try:
            return super().get_new_connection(conn_params)
        except OperationalError:
            self._server.ensure_running()  # killed since: start it again and try once more
            return super().get_new_connection(conn_params)
