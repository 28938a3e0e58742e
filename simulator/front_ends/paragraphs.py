"""How what somebody says is set in lines of a terminal."""

from __future__ import annotations

import shutil
import textwrap

MAX_WIDTH = 100
"""Columns; longer lines are hard to read."""


def width() -> int:
    """Return the columns to use."""
    return min(shutil.get_terminal_size().columns, MAX_WIDTH)


def set_in_lines(text: str, columns: int, lead: str = "") -> str:
    """Return `text` in lines of at most `columns`, to stand behind `lead`; all but the first are indented."""
    first, *rest = text.splitlines() or [""]
    indent = " " * len(lead) or "  "
    lines = [textwrap.fill(first, columns, initial_indent=indent, subsequent_indent="  ")]
    lines += [textwrap.fill(line, columns, initial_indent="  ", subsequent_indent="  ") for line in rest]
    return "\n".join(lines)[len(lead) :]
