"""Who sends a request: the machine behind our own proxies, and a name for it that says nothing of it."""

from __future__ import annotations

from ipaddress import IPv6Address, ip_address, ip_network
from typing import TYPE_CHECKING

from django.conf import settings
from django.utils import timezone
from django.utils.crypto import salted_hmac

if TYPE_CHECKING:
    from django.http import HttpRequest

_FORWARDED = "HTTP_X_FORWARDED_FOR"
_NETWORK_BITS = 64  # of IPv6: who has one address there has a whole network of them


def address_of(request: HttpRequest) -> str:
    """The address that the request came from. A proxy of our own (TRUSTED_PROXIES; whoever uses a socket of this
    machine) speaks for others and adds for whom at the end; what stands before that, anybody may have written."""
    address = str(request.META.get("REMOTE_ADDR", ""))
    hops = [hop.strip() for hop in str(request.META.get(_FORWARDED, "")).split(",") if hop.strip()]
    while hops and _is_ours(address):
        address = hops.pop()
    return _plain(address)


def sender_of(request: HttpRequest) -> str:
    """The same for one sender all day and another tomorrow: enough to count by, nothing to know anybody by."""
    day = timezone.now().date().isoformat()
    named = f"{day} {network_of(address_of(request))}"
    return salted_hmac("articles.remarks", named, algorithm="sha256").hexdigest()[:32]


def _is_ours(address: str) -> bool:
    try:
        parsed = ip_address(_plain(address))
    except ValueError:
        return not address
    return any(parsed in ip_network(each, strict=False) for each in settings.TRUSTED_PROXIES)


def _plain(address: str) -> str:
    """Without a port; an IPv4 address written as IPv6 as what it is. What is no address stays as it is."""
    bare = address.rpartition(":")[0] if address.count(":") == 1 else address
    bare = bare.partition("]")[0].removeprefix("[")
    try:
        parsed = ip_address(bare)
    except ValueError:
        return address
    return str(getattr(parsed, "ipv4_mapped", None) or parsed)


def network_of(address: str) -> str:
    """What belongs to one sender: of IPv6 a network, of anything else the address itself."""
    try:
        parsed = ip_address(address)
    except ValueError:
        return address
    if isinstance(parsed, IPv6Address):
        return str(ip_network((parsed, _NETWORK_BITS), strict=False))
    return address
