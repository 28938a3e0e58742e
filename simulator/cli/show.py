"""A scorecard on standard output, in the form asked for."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from simulator.run_grading import Graded

FORMATS = ("terminal", "json", "md")


def print_scorecard(graded: Graded, form: str) -> None:
    """Print a scorecard; `form` is one of FORMATS."""
    if form == "terminal":
        from rich.console import Console

        from simulator.reporting import terminal

        terminal.show(graded.findings, graded.title, graded.date, Console())
    elif form == "json":
        from simulator.reporting import scorecard_json

        sys.stdout.write(scorecard_json.encode(graded.scorecard).decode())
    else:
        from simulator.reporting import markdown

        sys.stdout.write(markdown.report(graded.findings, graded.title, graded.date, graded.notes))
