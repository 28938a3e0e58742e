"""What there is to choose from, told as lines or as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence

from simulator.recording.header import date_of
from simulator.reporting.findings import readable

Row = Mapping[str, str | float | bool | None]
"""One thing by the names of its columns; the first names it."""


def as_json(sections: Mapping[str, Iterable[Row]]) -> str:
    """Return the sections as one JSON object of lists."""
    return json.dumps({name: [dict(row) for row in rows] for name, rows in sections.items()}, indent=2) + "\n"


def as_lines(sections: Mapping[str, Iterable[Row]], width: int | None = None) -> str:
    """Return the sections as text, a line each thing, columns aligned below their names.

    `width` is how many columns a line may take, where that matters: recordings then leave out what their own
    names tell.
    """
    return "\n".join(f"{name}\n{_section(name, list(rows), width)}" for name, rows in sections.items())


def _section(name: str, rows: Sequence[Row], width: int | None) -> str:
    known = [_recording(row) if name == "recordings" else _without_problem(row) for row in rows]
    text = _table(known)
    if name == "recordings" and width is not None and max(map(len, text.splitlines())) > width:
        text = _table(
            [{column: row[column] for column in ("name", "min", "verdict", "ended")} for row in known]
        )
    problems = (readable(f"{row['id']}: {row['problem']}") for row in rows if row.get("problem"))
    return text + "".join(f"  {problem}\n" for problem in problems)


def _without_problem(row: Row) -> Row:
    return {column: value for column, value in row.items() if column != "problem"}


def _recording(row: Row) -> Row:
    """Return what a person asks first of a recording, its name last for it is long."""
    ended = "imported" if row["mode"] == "imported" else "yes" if row["ended"] else "no"
    minutes = row["minutes"]
    return {
        "date": row["created"] and date_of(str(row["created"])),
        "scenario": row["scenario"],
        "persona": row["persona"],
        "min": None if minutes is None else f"{minutes:.0f}",
        "verdict": row["verdict"],
        "ended": "unreadable" if row["created"] is None else ended,
        "sound": "yes" if row["sound"] else "-",
        "name": row["id"],
    }


def _table(rows: Sequence[Row]) -> str:
    if not rows:
        return "  none yet\n"
    cells = [list(rows[0]), *([_cell(value) for value in row.values()] for row in rows)]
    widths = [max(len(row[column]) for row in cells) for column in range(len(cells[0]))]
    return "".join(
        "  " + "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() + "\n"
        for row in cells
    )


def _cell(value: str | float | bool | None) -> str:
    if value is None:
        return "-"
    return f"{value:g}" if isinstance(value, float) else readable(str(value))
