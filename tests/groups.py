"""The groups that migrations make. Tests that drive a browser empty the database behind them, and with it these."""

from importlib import import_module

from django.apps import apps
from django.contrib.auth.models import Group

_MAKING = (
    ("entities.migrations.0005_curators", "make_group"),
    ("articles.migrations.0003_curators", "allow"),
    ("entities.migrations.0009_rights", "allow"),
    ("articles.migrations.0010_rights", "allow"),
    ("articles.migrations.0011_remarks", "allow"),
    ("config.migrations.0002_rights", "allow"),
    ("articles.work.migrations.0002_rights", "allow"),
)


def group(name: str) -> Group:
    """The group, made anew by its migrations where the database was emptied."""
    if not Group.objects.filter(name=name).exists():
        for module, function in _MAKING:
            getattr(import_module(module), function)(apps, None)
    return Group.objects.get(name=name)
