"""XML from strangers: no entity of its own, nothing fetched, bounded in size."""

from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring

from recoupe.errors import DocumentError
from recoupe.reading.decoding import check_size


def parse_xml(raw: bytes) -> Element:
    """The root of an XML document; raises DocumentError for malformed XML and for one that declares entities."""
    check_size(len(raw))
    refuse_entities(raw)
    try:
        root: Element = fromstring(raw)
    except DefusedXmlException as problem:
        raise DocumentError(
            "this XML declares entities of its own, as no news format does: it is not read"
        ) from problem
    except (ParseError, ValueError, LookupError) as problem:
        raise DocumentError(f"this is no well-formed XML ({problem}): ask its sender for a whole copy") from problem
    return root


def refuse_entities(raw: bytes) -> None:
    """Raises DocumentError for XML that declares entities: news needs none, and attacks do ("billion laughs")."""
    if b"<!ENTITY" in raw or "<!ENTITY".encode("utf-16-le") in raw or "<!ENTITY".encode("utf-16-be") in raw:
        raise DocumentError("this XML declares entities of its own, as no news format does: it is not read")


def local_name(element: Element) -> str:
    """The name of an element without its namespace; "" for comments and instructions."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def find_all(element: Element, name: str) -> list[Element]:
    """All elements of that name at any depth, whatever their namespace."""
    return [each for each in element.iter() if local_name(each) == name]


def find_text(element: Element, *names: str) -> str | None:
    """The words of the first element that has one of the names, in their order, and any words."""
    for name in names:
        for each in find_all(element, name):
            words = " ".join("".join(each.itertext()).split())
            if words:
                return words
    return None
