"""`simulate list`: what there is to choose from."""

from __future__ import annotations

import argparse
import sys
from shutil import get_terminal_size
from typing import TYPE_CHECKING

from simulator.cli.shared_options import OK, Commands, add_recordings, recordings_of

if TYPE_CHECKING:
    from collections.abc import Iterator


def add_command(commands: Commands[argparse.ArgumentParser]) -> None:
    """Add the command with its options."""
    parser = commands.add_parser("list", help="list scenarios, personas and recordings")
    parser.add_argument("what", nargs="?", choices=("scenarios", "personas", "recordings"))
    parser.add_argument("--json", action="store_true", help="as JSON, for programs")
    add_recordings(parser)
    parser.set_defaults(run=_run)


def _run(arguments: argparse.Namespace) -> int:
    from simulator.content import library
    from simulator.content.authoring_error import AuthoringError
    from simulator.recording.folder import list_recordings
    from simulator.reporting import listing

    def scenarios() -> Iterator[listing.Row]:
        for scenario_id in library.scenario_files():
            try:
                scenario = library.scenario(scenario_id)
            except AuthoringError as error:
                yield {"id": scenario_id, "minutes": None, "title": None, "problem": str(error)}
            else:
                yield {
                    "id": scenario.id,
                    "minutes": scenario.minutes,
                    "title": scenario.title,
                    "problem": None,
                }

    def personas() -> Iterator[listing.Row]:
        for persona_id in library.persona_files():
            try:
                persona = library.persona(persona_id)
            except AuthoringError as error:
                yield {"id": persona_id, "name": None, "role": None, "problem": str(error)}
            else:
                yield {"id": persona.id, "name": persona.name, "role": persona.role, "problem": None}

    def recordings() -> Iterator[listing.Row]:
        for listed in list_recordings(recordings_of(arguments)):
            yield {
                "id": listed.id,
                "created": listed.created,
                "scenario": listed.scenario,
                "persona": listed.persona,
                "minutes": listed.minutes and round(listed.minutes, 1),
                "verdict": listed.verdict,
                "mode": listed.mode,
                "ended": listed.ended,
                "sound": listed.sound,
                "problem": listed.problem,
            }

    sections = {"scenarios": scenarios, "personas": personas, "recordings": recordings}
    wanted = {name: rows() for name, rows in sections.items() if arguments.what in (None, name)}
    if arguments.json:
        sys.stdout.write(listing.as_json(wanted))
        return OK
    width = get_terminal_size().columns if sys.stdout.isatty() else None
    sys.stdout.write(listing.as_lines(wanted, width))
    return OK
