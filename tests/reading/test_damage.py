"""Files whose bytes have changed on the way: whatever is left of them is read or named, and nothing fails."""

import random
from io import BytesIO
from pathlib import Path

import pytest

from recoupe.reading.fragments import parse_html
from recoupe.reading.page_dates import cut_around
from recoupe.reading.paths import read_file, read_stream
from recoupe.records import Document, Unread

FORMATS = Path(__file__).parents[1] / "fixtures" / "formats"
LARGEST = 60_000
FILES = sorted(path for path in FORMATS.iterdir() if path.stat().st_size < LARGEST)
TIMES = 6
INSERTED = (b"\0", b"\xed\xa0\x80", b"<", b"&#0;", b"&#xD800;", b'"', b"\r\n\r\n", b"9" * 30)


def damage(raw: bytes, chance: random.Random) -> bytes:
    """The bytes with some changed, lost, doubled or put in."""
    damaged = bytearray(raw)
    for _ in range(chance.choice([1, 3, 10, 50])):
        place = chance.randrange(len(damaged) + 1)
        match chance.randrange(4):
            case 0:
                damaged[place : place + 1] = bytes([chance.randrange(256)])
            case 1:
                del damaged[place : place + chance.randrange(1, 200)]
            case 2:
                damaged[place:place] = damaged[max(0, place - 100) : place]
            case _:
                damaged[place:place] = chance.choice(INSERTED)
    return bytes(damaged)


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_damaged_files_are_read_or_named(path: Path, tmp_path: Path) -> None:
    chance = random.Random(path.name)
    for _ in range(TIMES):
        raw = damage(path.read_bytes(), chance)
        (tmp_path / path.name).write_bytes(raw)
        for found in [*read_file(tmp_path / path.name), *read_stream(BytesIO(raw))]:
            assert isinstance(found, Document | Unread)
            assert isinstance(found, Document) or found.reason


@pytest.mark.parametrize("sign", ["\x0b", "\x0c", "\x01", "\x7f", "\ufffe", "&#xFFFF;", "&#65534;", "&#11;"], ids=ascii)
def test_control_characters_anywhere_in_a_page_stop_no_reading(sign: str) -> None:
    page = (FORMATS / "consent.html").read_text("utf-8")
    for at in range(0, len(page), 7):
        items = list(read_file(Path("page.html"), None, (page[:at] + sign + page[at:]).encode()))
        assert len(items) == 1


def test_a_number_that_stands_for_no_character_behind_a_footer_stops_no_reading() -> None:
    tree = parse_html("<html><body><p>One.</p><footer>© 2020</footer>&#xFFFF; end</body></html>")
    assert tree is not None
    assert "end" in cut_around(tree).text_content()
