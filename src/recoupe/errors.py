"""Every error Recoupe raises on purpose.

RecoupeError
├── InputError             something given to Recoupe cannot be used
│   ├── DocumentError      one document: malformed line, empty, binary, too large, unread language
│   ├── FormatError        a file or stream as a whole: not the format it was said or taken to be
│   ├── FetchError         an address on the network that cannot, or must not, be fetched
│   ├── QueryError         a filter, identifier or option value that names nothing
│   └── ConflictError      something that what is there already does not allow
├── DataError              packaged or user data (TOML, tables, models) that breaks its own rules
└── StoreError             the store cannot be opened, written or trusted
"""


class RecoupeError(Exception):
    """The root of the tree; the CLI turns any of these into one line and an exit code."""


class InputError(RecoupeError):
    """Something given to Recoupe cannot be used."""


class DocumentError(InputError):
    """One document cannot be read; the run goes on with the others."""


class FormatError(InputError):
    """A file or stream is not what it was said or taken to be."""


class FetchError(InputError):
    """An address on the network cannot be fetched, or must not be."""


class QueryError(InputError):
    """A filter, identifier or option value names nothing that is there."""


class ConflictError(InputError):
    """What is there already does not allow it: a name that is taken, the last admin."""


class DataError(RecoupeError):
    """Packaged or user-supplied data breaks its own rules; names file and entry."""


class StoreError(RecoupeError):
    """The store cannot be opened, written or trusted."""
