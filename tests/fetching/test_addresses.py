"""Which addresses a stranger's link may lead to."""

import pytest

from recoupe.fetching.addresses import name_refusal

PUBLIC = ("8.8.8.8", "2606:4700::1111", "::ffff:8.8.8.8", "64:ff9b::808:808", "2002:808:808::")

REFUSED = {
    "127.0.0.1": "loopback",
    "127.8.9.1": "loopback",
    "0.0.0.0": "unspecified",
    "10.1.1.1": "private",
    "172.16.3.4": "private",
    "192.168.1.1": "private",
    "100.64.0.1": "not public",
    "100.100.100.200": "not public",
    "169.254.169.254": "link-local",
    "168.63.129.16": "metadata",
    "192.0.0.192": "reserved",
    "198.18.0.1": "private",
    "203.0.113.5": "private",
    "224.0.0.1": "multicast",
    "239.255.255.250": "multicast",
    "240.0.0.1": "reserved",
    "255.255.255.255": "reserved",
    "::": "unspecified",
    "::1": "loopback",
    "::7f00:1": "reserved",
    "fe80::1": "link-local",
    "fe80::1%eth0": "link-local",
    "fc00::1": "private",
    "fd00:ec2::254": "private",
    "fec0::1": "private",
    "ff02::1": "multicast",
    "2001:db8::1": "private",
    "::ffff:127.0.0.1": "loopback",
    "::ffff:169.254.169.254": "link-local",
    "::ffff:0:10.0.0.1": "private",
    "64:ff9b::7f00:1": "loopback",
    "64:ff9b::a9fe:a9fe": "link-local",
    "64:ff9b:1::1": "reserved",
    "2002:7f00:1::": "loopback",
    "2002:a00:1::": "private",
    "no-address": "no address",
}


@pytest.mark.parametrize("address", PUBLIC)
def test_a_public_address_is_not_refused(address: str) -> None:
    assert name_refusal(address) is None


@pytest.mark.parametrize("address", REFUSED)
def test_what_is_not_public_is_refused_with_its_class(address: str) -> None:
    assert REFUSED[address] in (name_refusal(address) or "")
