"""The middles of United States counties, from the Census Bureau's TIGER/Line boundaries (public domain).

`python -m training.gazetteer.us_counties OUT.tsv` needs the package bokeh-sampledata, which carries them; it is no part
of the project's own dependencies, for the table changes once in a decade.
"""

import sys
from pathlib import Path

import numpy as np


def main() -> None:
    """Writes state, name, latitude and longitude of every county."""
    from bokeh_sampledata.us_counties import data  # noqa: PLC0415 (optional, heavy)

    rows = []
    for county in data.values():
        latitude = (np.nanmin(county["lats"]) + np.nanmax(county["lats"])) / 2
        longitude = float(np.nanmedian(county["lons"]))  # the Aleutians cross the date line
        rows.append(
            (county["state"].upper(), county["detailed_name"].split(",")[0], f"{latitude:.2f}", f"{longitude:.2f}")
        )
    lines = ["\t".join(row) for row in sorted(rows)]
    Path(sys.argv[1]).write_text("\n".join(["state\tname\tlatitude\tlongitude", *lines]) + "\n", "utf-8")


if __name__ == "__main__":
    main()
