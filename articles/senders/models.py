"""How much was asked for in the windows of time that still run."""

from __future__ import annotations

from django.db import models


class Spending(models.Model):
    """One sender's use of one limit in one window. The table is UNLOGGED: a count costs no write to disk, and after a
    crash of the database everybody begins anew."""

    key = models.CharField(max_length=100, primary_key=True)
    count = models.PositiveIntegerField()
    ends_at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return f"{self.key}: {self.count}"
