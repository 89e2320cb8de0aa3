"""Which network addresses are public: what a stranger's link may lead to.

A link in a feed, or a redirect, may point into the network of whoever runs Recoupe: at a printer, a database, or the
service that hands a cloud machine its credentials. Only what everybody can reach is fetched.
"""

from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address, ip_network

Address = IPv4Address | IPv6Address

TRANSLATED = (IPv6Network("64:ff9b::/96"), IPv6Network("::ffff:0:0:0/96"))
"""Prefixes whose last 32 bits are an IPv4 address that a translator connects to (RFC 6052, RFC 2765)."""

REFUSED = {
    ip_network("168.63.129.16/32"): "a cloud's metadata service",  # Azure's, on an address that is otherwise public
    ip_network("64:ff9b:1::/48"): "a translator into a private network",  # RFC 8215
    ip_network("192.0.0.0/24"): "reserved",  # Python 3.11 knows only some of it; Oracle's metadata are at 192.0.0.192
    ip_network("192.88.99.0/24"): "reserved",  # relays to IPv6 that are no more, RFC 7526
    ip_network("fec0::/10"): "private",  # "site local", RFC 3879
    ip_network("::/96"): "reserved",  # "IPv4-compatible", RFC 4291
}
"""What is refused besides the classes that the registries of special addresses know."""

CLASSES = ("unspecified", "loopback", "link_local", "multicast", "reserved", "private")


def name_refusal(written: str) -> str | None:
    """Why an address is not connected to ("loopback"), None for a public one."""
    try:
        address = ip_address(written.partition("%")[0])
    except ValueError:
        return "no address"
    return next((reason for each in _meant(address) if (reason := _class_of(each))), None)


def _meant(address: Address) -> list[Address]:
    """The address, and any IPv4 address that it stands for."""
    if isinstance(address, IPv4Address):
        return [address]
    if address.ipv4_mapped:
        return [address.ipv4_mapped]
    if any(address in prefix for prefix in TRANSLATED):
        return [IPv4Address(int(address) & 0xFFFFFFFF)]
    return [address, *filter(None, (address.sixtofour, *(address.teredo or ())))]


def _class_of(address: Address) -> str | None:
    named = next((name for network, name in REFUSED.items() if address in network), None)
    special = next((name for name in CLASSES if getattr(address, f"is_{name}")), None)
    if named or special:
        return special.replace("_", "-") if special else named
    return None if address.is_global else "not public"
