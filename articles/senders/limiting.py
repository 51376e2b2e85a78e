"""How much one sender may ask for in a window of time. Windows are fixed: two of them can meet, so that for a moment
twice as much is let through, which is of no harm here and needs one number a sender.

The count lies in the database, because the site's processes, on one machine or on several, share nothing else.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from time import time

from django.conf import settings
from django.db import connection


@dataclass(frozen=True, slots=True)
class Limit:
    """`most` within `seconds`."""

    name: str
    most: int
    seconds: int


_COUNT = """
    INSERT INTO senders_spending AS spent (key, count, ends_at) VALUES (%s, 1, %s)
    ON CONFLICT (key) DO UPDATE SET count = spent.count + 1 RETURNING count
"""
# Two processes that tidy up at once take different rows.
_FORGET = """
    DELETE FROM senders_spending WHERE key IN
    (SELECT key FROM senders_spending WHERE ends_at < %s ORDER BY key LIMIT 1000 FOR UPDATE SKIP LOCKED)
"""


def seconds_to_wait(limit: Limit, sender: str) -> int:
    """Counts one more; 0 if that is within the limit, else how long until the window ends. Always 0 where RATE_LIMITS
    is off."""
    if not settings.RATE_LIMITS:
        return 0
    now = time()
    window = int(now // limit.seconds)
    end = (window + 1) * limit.seconds
    with connection.cursor() as cursor:
        cursor.execute(_COUNT, [f"{limit.name} {sender} {window}", datetime.fromtimestamp(end, UTC)])
        (count,) = cursor.fetchone()
        if count == 1:
            cursor.execute(_FORGET, [datetime.fromtimestamp(now, UTC)])
    return max(1, int(end - now)) if count > limit.most else 0
