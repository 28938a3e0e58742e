"""`simulate`: be interviewed."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING

from simulator.cli.shared_options import BAD_INPUT, OK, add_recordings, recordings_of
from simulator.cli.show import print_scorecard

if TYPE_CHECKING:
    from simulator.content.persona import Persona
    from simulator.content.scenario import Scenario
    from simulator.run_interview import FrontEnd


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add the options of an interview to the program's own."""
    parser.add_argument(
        "--scenario", default="legal-assistant", metavar="ID", help="what to design: an id or a file"
    )
    parser.add_argument("--persona", default="vp", metavar="ID", help="who interviews: an id or a file")
    parser.add_argument("--text", action="store_true", help="type your answers (the way there is so far)")
    parser.add_argument("--practice", action="store_true", help="allow /hint; the recording says so")
    parser.add_argument("--seed", type=int, metavar="N", help="fix the interviewer's choice of words")
    add_recordings(parser)
    parser.set_defaults(run=_run)


def _run(arguments: argparse.Namespace) -> int:
    import asyncio
    import secrets
    from datetime import datetime

    from simulator.content import library
    from simulator.evidence.reader import Reader
    from simulator.front_ends.commands import UnreadableInputError
    from simulator.interview.interview import Interview
    from simulator.recording.folder import start_recording
    from simulator.recording.header import Mode, new_header
    from simulator.run_grading import grade_recording, keep
    from simulator.run_interview import run_interview

    scenario = library.scenario(arguments.scenario)
    persona = library.persona(arguments.persona)
    library.check_pair(persona, scenario)
    seed = secrets.randbelow(2**31) if arguments.seed is None else arguments.seed
    header = new_header(
        scenario,
        persona,
        created=datetime.now().astimezone().isoformat(timespec="seconds"),
        mode=Mode.PRACTICE if arguments.practice else Mode.REALISTIC,
        seed=seed,
        settings={},
    )
    front_end = _front_end(scenario, persona)
    journal = start_recording(recordings_of(arguments), header)
    refused = ""
    interview = Interview(scenario, persona, seed=seed, practice=arguments.practice)
    front_end.welcome(str(journal.folder))
    try:
        asyncio.run(run_interview(interview, Reader(scenario.rubric, scenario.facts), journal, front_end))
    except UnreadableInputError as error:
        refused = str(error)
    finally:
        unwritten = journal.close()
        if unwritten is not None:
            front_end.warn(str(unwritten))
    graded = grade_recording(journal.folder)
    troubles = keep(journal.folder, graded)
    sys.stdout.write("\n")
    print_scorecard(graded, "terminal")
    for trouble in troubles:
        front_end.warn(trouble)
    sys.stdout.write(f"\nKept in {journal.folder}\n")
    if refused:
        sys.stderr.write(f"simulate: {refused}\n")
    return BAD_INPUT if refused else OK


def _front_end(scenario: Scenario, persona: Persona) -> FrontEnd:
    if sys.stdin.isatty() and sys.stdout.isatty():
        from simulator.front_ends.terminal import TerminalFrontEnd

        return TerminalFrontEnd(scenario, persona)
    from simulator.front_ends.piped import PipedFrontEnd

    return PipedFrontEnd(scenario, persona, sys.stdin.fileno(), sys.stdout)
