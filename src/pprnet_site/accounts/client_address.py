"""The address of a client, also behind a proxy."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network
from typing import Any

from django.conf import settings
from django.http import HttpRequest

Address = IPv4Address | IPv6Address
Network = IPv4Network | IPv6Network
Application = Callable[[dict[str, Any], Any], Iterable[bytes]]

COUNTED_IPV6_PREFIX = 64
"""Bits of an IPv6 address that tell two customers of a provider apart."""


def with_client_address(application: Application) -> Application:
    """Return an application in which `REMOTE_ADDR` is the client's address, not the proxy's.

    Gunicorn writes its access log from the same values, so the log holds the client as well.
    """

    def addressed(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        environ["REMOTE_ADDR"] = client_address(
            environ.get("REMOTE_ADDR", ""),
            environ.get("HTTP_X_FORWARDED_FOR", ""),
            trusted=settings.TRUSTED_PROXIES,
        )
        return application(environ, start_response)

    return addressed


def client_address(peer: str, forwarded: str, *, trusted: Sequence[Network]) -> str:
    """Return the address of the client of a request.

    Args:
        peer: The address that the connection came from; empty for a socket of this machine.
        forwarded: The header `X-Forwarded-For`. Each proxy adds the address that it saw at its
            end; what stands before that was written by the client and is never believed.
        trusted: The networks of the proxies.

    Returns:
        The last address that is no trusted proxy's; the peer's if the peer is not trusted.
    """
    client = peer
    for stated in reversed(forwarded.split(",")):
        if not is_trusted(client, trusted):
            break
        address = parse_address(stated)
        if address is None:
            break
        client = str(address)
    return client


def is_trusted(address: str, trusted: Sequence[Network]) -> bool:
    """Return whether an address is a trusted proxy's; a socket of this machine has none."""
    parsed = parse_address(address)
    if parsed is None:
        return not address
    return any(parsed in network for network in trusted)


def parse_address(text: str) -> Address | None:
    """Return an address, IPv4 written as IPv6 as IPv4; `None` for any other text."""
    try:
        address = ip_address(text.strip())
    except ValueError:
        return None
    mapped = address.ipv4_mapped if isinstance(address, IPv6Address) else None
    return mapped or address


def counted_address(request: HttpRequest) -> str | None:
    """Return the address under which wrong passwords are counted, `None` if there is none.

    One customer has a whole network of IPv6 addresses, so these count as their network.
    """
    address = parse_address(request.META.get("REMOTE_ADDR", ""))
    if isinstance(address, IPv6Address):
        network = ip_network((int(address), COUNTED_IPV6_PREFIX), strict=False)
        return str(network.network_address)
    return str(address) if address else None
