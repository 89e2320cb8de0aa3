"""How a store is served."""

from dataclasses import dataclass

LOOPBACK = ("127.0.0.1", "localhost", "[::1]")


@dataclass(frozen=True, slots=True, kw_only=True)
class WebOptions:
    """What `recoupe serve` was told; `name` is the public host name where a proxy speaks HTTPS for it."""

    host: str = "127.0.0.1"
    port: int = 8000
    team: bool = False
    user: str = "local"  # who signs decisions where nobody logs in
    name: str | None = None

    @property
    def is_public(self) -> bool:
        """True when others than this machine may reach it."""
        return self.name is not None or self.host not in ("127.0.0.1", "localhost", "::1")

    @property
    def secure(self) -> bool:
        """True when browsers reach the server by HTTPS alone."""
        return self.name is not None

    @property
    def cookie(self) -> str:
        """The name of the session cookie; with __Host- no other host of the domain can set it."""
        return "__Host-recoupe" if self.secure else "recoupe_session"

    @property
    def hosts(self) -> frozenset[str]:
        """The Host headers that are answered; any other is a page that had its own name point here (DNS rebinding)."""
        if self.name:
            return frozenset({self.name.lower()})
        own = f"[{self.host}]" if ":" in self.host else self.host
        names = {*LOOPBACK, own.lower()}
        return frozenset(names | {f"{name}:{self.port}" for name in names})
