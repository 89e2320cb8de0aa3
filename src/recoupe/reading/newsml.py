"""Documents from agencies: NewsML-G2 (XML) and ninjs 1 to 3 (JSON), the formats of the IPTC."""

from collections.abc import Iterator
from typing import Any
from xml.etree.ElementTree import Element, tostring

from recoupe.errors import DocumentError
from recoupe.reading.fingerprint import short_hash
from recoupe.reading.fragments import read_fragment
from recoupe.reading.moments import read_moment
from recoupe.reading.xml_trees import find_all, find_text, local_name, parse_xml
from recoupe.records import Document, Unread

WITHDRAWN = ("canceled", "cancelled", "withheld")
"""Statuses under which an agency takes an item back (IPTC publishing status)."""

BODIES = ("inlineXML", "inlineData")


def read_newsml(raw: bytes, name: str, origin: str) -> Iterator[Document | Unread]:
    """The text items of a NewsML-G2 item or message, in order; one that was taken back comes back as `Unread`."""
    items = [each for each in parse_xml(raw).iter() if local_name(each) == "newsItem"]
    if not items:
        raise DocumentError("this NewsML-G2 holds no news item (a package of references, say): give the items")
    for number, item in enumerate(items, 1):
        where = origin if len(items) == 1 else f"{origin}#{number}"
        try:
            yield _read_item(item, name, where)
        except DocumentError as problem:
            yield Unread(id=item.get("guid") or f"{name}#{number}", origin=where, reason=f"{where}: {problem}")


def _read_item(item: Element, name: str, origin: str) -> Document:
    _check_status(_qualified(item, "pubStatus"))
    text = _item_text(item)
    if not text:
        raise DocumentError("the item holds no text of its own (a picture, a video or a reference)")
    created, changed = find_text(item, "firstCreated", "contentCreated"), find_text(item, "versionCreated")
    return Document(
        id=item.get("guid") or f"{name}-{short_hash(text)}",
        text=text,
        title=find_text(item, "headline", "title"),
        published=read_moment(created) or read_moment(changed),
        modified=read_moment(changed) if created and changed != created else None,
        language=_item_language(item),
        outlet=_provider(item),
        origin=origin,
    )


def _item_text(item: Element) -> str:
    for name in BODIES:
        for body in find_all(item, name):
            text = _markup_text(body) if len(body) else (body.text or "").strip()
            if text:
                return read_fragment(text) if (body.get("contenttype") or "").startswith("text/html") else text
    return ""


def _markup_text(body: Element) -> str:
    """The words of XHTML or NITF inside an item: of its body, without its head."""
    inner = next((each for wanted in ("body.content", "body") for each in find_all(body, wanted)), body)
    for element in inner.iter():
        element.tag = local_name(element) or "span"
    return read_fragment(tostring(inner, encoding="unicode").replace("<body.content", "<div"))


def _item_language(item: Element) -> str | None:
    tags = [each.get("tag", "") for each in find_all(item, "language")]
    code = next((tag for tag in tags if tag), item.get("{http://www.w3.org/XML/1998/namespace}lang") or "")
    return code.partition("-")[0].lower() or None


def _provider(item: Element) -> str | None:
    """Who provides it: the name, else the code, "AFP" of "nprov:AFP"."""
    for provider in find_all(item, "provider"):
        named = find_text(provider, "name") or provider.get("literal") or provider.get("qcode", "").rpartition(":")[2]
        if named:
            return named
    return find_text(item, "creditline", "copyrightHolder")


def _qualified(item: Element, name: str) -> str:
    return next((each.get("qcode", "") for each in find_all(item, name)), "")


def _check_status(status: str) -> None:
    if status.rpartition(":")[2].lower() in WITHDRAWN:
        raise DocumentError(f"the agency has taken this item back (status {status}): it is not read as news")


def looks_like_ninjs(record: dict[str, Any]) -> bool:
    """True for an object with the keys of ninjs."""
    bodies = ("body_text", "body_html", "body_xhtml", "bodies")
    return "uri" in record and any(key in record for key in (*bodies, "headline", "headlines", "standard"))


def read_ninjs(record: dict[str, Any], name: str, origin: str) -> Document:
    """The document of a ninjs object; raises DocumentError where it has no text or was taken back."""
    _check_status(str(record.get("pubstatus", "")))
    text = _ninjs_text(record)
    if not text:
        kind = record.get("type", "item")
        raise DocumentError(f"this ninjs {kind} holds no text (a picture, a video or a package)")
    first = next(
        (m for key in ("firstcreated", "firstCreated", "contentcreated") if (m := read_moment(record.get(key)))), None
    )
    changed = next((m for key in ("versioncreated", "versionCreated") if (m := read_moment(record.get(key)))), None)
    return Document(
        id=str(record["uri"]),
        text=text,
        title=read_fragment(_ninjs_value(record, "headline")) or _string(record.get("title")),
        published=first or changed,
        modified=changed if first and changed != first else None,
        language=(_string(record.get("language")) or "").partition("-")[0].lower() or None,
        outlet=_ninjs_outlet(record),
        url=_string(record.get("canonicalurl")) or _string(record.get("url")),
        origin=origin,
    )


def _ninjs_text(record: dict[str, Any]) -> str:
    """ninjs 3 has `bodies`, each with its media type; ninjs 1 and 2 `body_text`, `body_html`, `body_xhtml`."""
    if isinstance(record.get("body_text"), str):
        return str(record["body_text"]).strip()
    bodies = record.get("bodies")
    for body in bodies if isinstance(bodies, list) else []:
        if isinstance(body, dict) and isinstance(body.get("value"), str):
            kind = str(body.get("contenttype") or body.get("contentType") or "")
            return read_fragment(body["value"]) if "html" in kind or not kind else body["value"].strip()
    other = [value for key in ("body_html", "body_xhtml") if isinstance(value := record.get(key), str)]
    return read_fragment(other[0]) if other else ""


def _ninjs_value(record: dict[str, Any], key: str) -> str:
    """A string of ninjs 1 and 2, or the first of ninjs 3's values, the main one before others."""
    if isinstance(record.get(key), str):
        return str(record[key])
    values = record.get(f"{key}s")
    listed = [each for each in values if isinstance(each, dict)] if isinstance(values, list) else []
    listed.sort(key=lambda each: each.get("role") not in (None, "main"))
    return str(listed[0].get("value", "")) if listed else ""


def _ninjs_outlet(record: dict[str, Any]) -> str | None:
    sources = record.get("infosources") or record.get("infosource") or record.get("organisations")
    for each in sources if isinstance(sources, list) else []:
        if isinstance(each, dict) and isinstance(each.get("name"), str):
            return str(each["name"])
    return next(
        (s for key in ("provider", "source", "copyrightholder", "copyrightHolder") if (s := _string(record.get(key)))),
        None,
    )


def _string(value: Any) -> str | None:
    return value.strip() or None if isinstance(value, str) else None
