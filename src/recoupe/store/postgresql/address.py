"""Where a PostgreSQL server is and who asks, read as its own programs read it.

A URL goes before the variables that every client of PostgreSQL reads (PGHOST, PGUSER, PGPASSWORD …), which go before
what is usual. A password may lie in `~/.pgpass`, so that it stands in no command line.
"""

import os
import re
import stat
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from getpass import getuser
from pathlib import Path

from sqlalchemy import URL

VARIABLES = {
    "host": "PGHOST",
    "port": "PGPORT",
    "dbname": "PGDATABASE",
    "user": "PGUSER",
    "password": "PGPASSWORD",
    "passfile": "PGPASSFILE",
    "sslmode": "PGSSLMODE",
    "sslrootcert": "PGSSLROOTCERT",
    "sslcert": "PGSSLCERT",
    "sslkey": "PGSSLKEY",
    "connect_timeout": "PGCONNECT_TIMEOUT",
    "application_name": "PGAPPNAME",
    "options": "PGOPTIONS",
}
"""What a URL may say after its "?", with the variable that says the same."""

SSL_MODES = ("disable", "allow", "prefer", "require", "verify-ca", "verify-full")
SOCKET_FOLDERS = (Path("/var/run/postgresql"), Path("/tmp"))  # Debian's, and that of PostgreSQL as its makers ship it
OTHERS_MAY = stat.S_IRWXG | stat.S_IRWXO


@dataclass(frozen=True, slots=True, kw_only=True)
class Encryption:
    """How a connection over the network is encrypted; each mode as PostgreSQL's manual has it (section 34.19)."""

    mode: str = "prefer"
    root_certificate: str | None = None  # a file, or "system"
    certificate: str | None = None
    key: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """A server, a database of it, and who asks."""

    host: str  # a folder of sockets where it begins with "/"
    port: int
    database: str
    user: str
    password: str | None
    encryption: Encryption = Encryption()
    timeout: float | None = None  # seconds until a connection has to be there
    application: str = "recoupe"
    options: str | None = None  # of the server's session

    def __str__(self) -> str:
        return self.socket if self.is_local else f"{self.host}, port {self.port}"

    @property
    def is_local(self) -> bool:
        """True where a socket of this machine is meant."""
        return self.host.startswith("/")

    @property
    def socket(self) -> str:
        """The file of that socket."""
        return str(_socket_file(Path(self.host), self.port))


def read_address(url: URL, environment: Mapping[str, str] = os.environ) -> Address:
    """Where a URL leads; raises ValueError for what it should not say."""
    given = {name: environment[variable] for name, variable in VARIABLES.items() if environment.get(variable)}
    given |= _said(url)
    port = int(given.get("port", "5432"))
    host = given.get("host") or _usual_host(port)
    user = given.get("user") or _login_name()
    database = given.get("dbname", user)
    return Address(
        host=host,
        port=port,
        database=database,
        user=user,
        password=given.get("password") or _kept_password(given.get("passfile"), host, port, database, user),
        encryption=_read_encryption(given),
        timeout=float(given.get("connect_timeout", "0")) or None,
        application=given.get("application_name", "recoupe"),
        options=given.get("options"),
    )


def _said(url: URL) -> dict[str, str]:
    """What a URL says, in the names of `VARIABLES`."""
    parts = {
        **{"host": url.host, "port": url.port, "dbname": url.database, "user": url.username, "password": url.password}
    }
    said = {name: str(value) for name, value in parts.items() if value}
    for name, value in url.query.items():
        if name not in VARIABLES:
            raise ValueError(f"{name!r} is no parameter of a connection; there are: {', '.join(VARIABLES)}")
        if not isinstance(value, str):
            raise ValueError(f"{name!r} is given {len(value)} times")
        said[name] = value
    return said


def _read_encryption(given: Mapping[str, str]) -> Encryption:
    mode = given.get("sslmode", "prefer")
    if mode not in SSL_MODES:
        raise ValueError(f"sslmode is {mode!r}; expected one of {', '.join(SSL_MODES)}")
    return Encryption(
        mode=mode,
        root_certificate=given.get("sslrootcert"),
        certificate=given.get("sslcert"),
        key=given.get("sslkey"),
    )


def _usual_host(port: int) -> str:
    """The folder in which a server of this machine has its socket; else this machine by its network."""
    there = [folder for folder in SOCKET_FOLDERS if _socket_file(folder, port).exists()]
    return str(there[0]) if there else "localhost"


def _socket_file(folder: Path, port: int) -> Path:
    return folder / f".s.PGSQL.{port}"


def _login_name() -> str:
    try:
        return getuser()
    except (KeyError, OSError) as problem:
        raise ValueError("it names no user, and the operating system knows no login name") from problem


def _kept_password(named: str | None, host: str, port: int, database: str, user: str) -> str | None:
    """The password in `~/.pgpass`, or the file that is named in its place; as there, none that others may read."""
    path = Path(named) if named else Path.home() / ".pgpass"
    if not path.is_file() or path.stat().st_mode & OTHERS_MAY:
        return None
    hosts = {host, "localhost"} if host.startswith("/") else {host}
    return find_password(path.read_text("utf-8").splitlines(), (hosts, {str(port)}, {database}, {user}))


def find_password(lines: Iterable[str], wanted: Iterable[set[str]]) -> str | None:
    """The last field of the first line whose other fields fit: `host:port:database:user:password`, `*` fits all."""
    fits = list(wanted)
    for line in lines:
        # "desk\:night" is one field: a colon or backslash after a backslash stands for itself
        fields = [re.sub(r"\\(.)", r"\1", each) for each in re.findall(r"((?:\\.|[^:\\])*)(?::|$)", line)]
        if line.startswith("#") or len(fields) <= len(fits):
            continue
        if all(field == "*" or field in fitting for field, fitting in zip(fields, fits, strict=False)):
            return fields[len(fits)]
    return None
