"""A way to a PostgreSQL server: a socket of this machine, or one over the network that is encrypted as asked."""

import socket
import ssl
from struct import pack

from recoupe.store.postgresql.address import Address, Encryption
from recoupe.store.postgresql.failures import GONE, OperationalError

SSL_REQUEST = pack("!ii", 8, 80877103)
"""Length and code of the message that asks a server whether it can encrypt (section 55.2.10 of its manual)."""


def open_socket(address: Address) -> socket.socket:
    """A socket on which a server listens; its timeout holds until it is given another.

    Raises OSError where there is none, OperationalError where it cannot encrypt and has to.
    """
    if address.is_local:
        return _open_local(address)
    opened = socket.create_connection((address.host, address.port), address.timeout)
    try:
        opened.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)
        opened.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        return _encrypt(opened, address)
    except (OSError, OperationalError):
        opened.close()
        raise


def make_context(encryption: Encryption) -> ssl.SSLContext:
    """What certificates are asked for and shown; a mode that does not verify takes any."""
    root = encryption.root_certificate
    context = ssl.create_default_context(cafile=None if root == "system" else root)
    verified = encryption.mode in ("verify-ca", "verify-full") or (root and encryption.mode == "require")
    context.check_hostname = encryption.mode == "verify-full"
    context.verify_mode = ssl.CERT_REQUIRED if verified else ssl.CERT_NONE
    if encryption.certificate:
        context.load_cert_chain(encryption.certificate, encryption.key)
    return context


def _open_local(address: Address) -> socket.socket:
    opened = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    try:
        opened.settimeout(address.timeout)
        opened.connect(address.socket)
    except OSError:
        opened.close()
        raise
    return opened


def _encrypt(plain: socket.socket, address: Address) -> socket.socket:
    """The socket, encrypted where it is asked for and the server can."""
    mode = address.encryption.mode
    if mode == "disable":
        return plain
    plain.sendall(SSL_REQUEST)
    if plain.recv(1) == b"S":
        return make_context(address.encryption).wrap_socket(plain, server_hostname=address.host)
    if mode in ("allow", "prefer"):
        return plain
    raise OperationalError(f"the server does not encrypt, and sslmode={mode} asks for it", GONE, lost=True)
