"""PostgreSQL as SQLAlchemy is told of it: its own dialect for pg8000, over the store's driver."""

from types import ModuleType
from typing import Any

from sqlalchemy import URL
from sqlalchemy.dialects.postgresql.pg8000 import PGCompiler_pg8000, PGDialect_pg8000

from recoupe.store.postgresql.address import read_address
from recoupe.store.postgresql.failures import is_lost


class StoreCompiler(PGCompiler_pg8000):
    """Writes "%" as it is: only where values stand as %s has it to be doubled."""

    def visit_mod_binary(self, binary: Any, operator: Any, **options: Any) -> str:
        """The remainder of a division."""
        return f"{self.process(binary.left, **options)} % {self.process(binary.right, **options)}"


class StoreDialect(PGDialect_pg8000):
    """Statements have their values as $1, $2, which the server itself reads."""

    driver = "recoupe"
    default_paramstyle = "numeric_dollar"
    statement_compiler = StoreCompiler
    supports_statement_cache = True

    @classmethod
    def import_dbapi(cls) -> ModuleType:
        """The driver; only who keeps a store in PostgreSQL has installed pg8000."""
        from recoupe.store.postgresql import driver  # noqa: PLC0415

        return driver

    def create_connect_args(self, url: URL) -> tuple[list[Any], dict[str, Any]]:
        """What the driver connects by; raises ValueError for a URL that says what it should not."""
        return [], {"address": read_address(url)}

    def on_connect(self) -> None:
        """Nothing is set on a new connection."""

    def is_disconnect(self, e: Exception, connection: Any, cursor: Any) -> bool:
        """True of a failure after which the pool has to make a new connection."""
        return is_lost(e)

    def do_ping(self, dbapi_connection: Any) -> bool:
        """Whether the server is still there; raises where it is not."""
        dbapi_connection.ping()
        return True
