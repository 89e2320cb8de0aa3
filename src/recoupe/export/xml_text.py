"""Text that XML can hold."""

import re

_FORBIDDEN = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def clean(text: str) -> str:
    """Text without what XML 1.0 has no place for: control characters, lone surrogates."""
    return _FORBIDDEN.sub("\ufffd", text)
