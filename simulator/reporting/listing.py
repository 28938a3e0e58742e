"""What there is to choose from, told as lines or as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping

Row = Mapping[str, str | float | bool | None]
"""One thing by the names of its columns; the first names it."""


def as_json(sections: Mapping[str, Iterable[Row]]) -> str:
    """Return the sections as one JSON object of lists."""
    return json.dumps({name: [dict(row) for row in rows] for name, rows in sections.items()}, indent=2) + "\n"


def as_lines(sections: Mapping[str, Iterable[Row]]) -> str:
    """Return the sections as text, a line each thing, columns aligned."""
    return "\n".join(f"{name}\n{_table(list(rows))}" for name, rows in sections.items())


def _table(rows: list[Row]) -> str:
    if not rows:
        return "  none yet\n"
    cells = [[_cell(value) for value in row.values()] for row in rows]
    widths = [max(len(row[column]) for row in cells) for column in range(len(cells[0]))]
    return "".join(
        "  " + "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() + "\n"
        for row in cells
    )


def _cell(value: str | float | bool | None) -> str:
    if value is None:
        return "-"
    return f"{value:g}" if isinstance(value, float) else str(value)
