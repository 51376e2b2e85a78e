"""The whole database in one file, and back again.

The file is a ZIP archive, not compressed anew, of two parts: what `pg_dump` writes in its custom format, and a manifest
in JSON: the format's version, the digest of the dump, the rows of each table and the migrations that made the tables.
Rows are counted in the snapshot that is dumped, and again at the end of the transaction that restores them.
"""

from config.backups.file import BackupError, Manifest, check
from config.backups.restoring import held, restore, unknown_migrations
from config.backups.saving import back_up

__all__ = ["BackupError", "Manifest", "back_up", "check", "held", "restore", "unknown_migrations"]
