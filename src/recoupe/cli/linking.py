"""`recoupe link`: the lines of `recoupe extract` in, one line an incident out."""

from collections.abc import Iterable, Iterator
from typing import Any

from recoupe.cli.streams import open_input, open_output, read_json_lines, stream_name, write_lines
from recoupe.export.contract import line_passport, read_tellings
from recoupe.export.incident_line import incident_line
from recoupe.incidents import gather_incidents
from recoupe.records import Incident


def link_lines(source: str, output: str, *, documents: bool) -> None:
    """Links the events of `source`; writes incidents, or with `documents` each document with its incidents."""
    with open_input(source) as stream:
        lines = list(read_json_lines(stream, stream_name(source)))
    tellings = tuple(telling for line in lines for telling in read_tellings(line))
    incidents = gather_incidents(tellings, tuple(line_passport(line) for line in lines))
    with open_output(output) as target:
        if documents:
            write_lines(document_lines((line["id"] for line in lines), incidents), target)
        else:
            write_lines((incident_line(incident) for incident in incidents), target)


def document_lines(ids: Iterable[str], incidents: tuple[Incident, ...]) -> Iterator[dict[str, Any]]:
    """Every document with the incidents it tells of, and those it is about."""
    for document in ids:
        told = [incident for incident in incidents if document in incident.documents]
        about = [incident.id for incident in told if document in incident.focus]
        yield {"id": document, "incidents": [incident.id for incident in told], "focus": about}
