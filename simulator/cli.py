"""The command line: options to objects to a run; each command imports what it needs when it runs."""

from __future__ import annotations

import argparse
import io
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from simulator import __version__

if TYPE_CHECKING:
    from simulator.content.persona import Persona
    from simulator.content.scenario import Scenario
    from simulator.run_grading import Graded
    from simulator.run_interview import FrontEnd

OK, DIVERGED, BAD_INPUT, STOPPED = 0, 1, 2, 130
"""Exit statuses; the last as shells report an interrupt."""

EXAMPLES = """\
examples:
  simulate --scenario legal-assistant --persona vp      be interviewed
  simulate --practice                                   the same, with /hint
  simulate grade recordings/2026-01-31-2015-...         the scorecard of a session
  simulate grade mock-interview.json --format md        grade an interview held elsewhere
  simulate list                                         what there is
"""


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status."""
    arguments = _parser().parse_args(argv)
    for stream in (sys.stdout, sys.stderr):
        # A terminal that cannot show a character shows a question mark; that must not end an interview.
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
    run: Callable[[argparse.Namespace], int] = arguments.run
    try:
        return run(arguments)
    except KeyboardInterrupt:
        return STOPPED
    except BrokenPipeError:
        # Whoever read our output has what they wanted; keep the interpreter from complaining at exit.
        sys.stdout = None
        return OK
    except Exception as error:
        if not isinstance(error, _told_in_one_line()):
            raise
        return _refuse(str(error))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="simulate",
        description="Practise AI system-design interviews: a stakeholder presses, a grader shows the gaps.",
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=f"interview-simulator {__version__}")
    parser.add_argument(
        "--scenario", default="legal-assistant", metavar="ID", help="what to design: an id or a file"
    )
    parser.add_argument("--persona", default="vp", metavar="ID", help="who interviews: an id or a file")
    parser.add_argument("--text", action="store_true", help="type your answers (the way there is so far)")
    parser.add_argument("--practice", action="store_true", help="allow /hint; the recording says so")
    parser.add_argument("--seed", type=int, metavar="N", help="fix the interviewer's choice of words")
    _add_recordings(parser)
    parser.set_defaults(run=_interview)
    commands = parser.add_subparsers(title="other commands", metavar="COMMAND")

    grade = commands.add_parser("grade", help="grade a recording or a transcript")
    grade.add_argument(
        "target", metavar="TARGET", help="a recording (name or folder) or a transcript in JSON"
    )
    grade.add_argument("--scenario", metavar="ID", help="grade by this scenario's rubric")
    grade.add_argument("--format", choices=("terminal", "json", "md"), default="terminal")
    _add_recordings(grade)
    grade.set_defaults(run=_grade)

    listing = commands.add_parser("list", help="list scenarios, personas and recordings")
    listing.add_argument("what", nargs="?", choices=("scenarios", "personas", "recordings"))
    listing.add_argument("--json", action="store_true", help="as JSON, for programs")
    _add_recordings(listing)
    listing.set_defaults(run=_list)

    check = commands.add_parser("check", help="check scenario, persona and rubric files")
    check.add_argument("files", nargs="+", metavar="FILE")
    check.set_defaults(run=_check)
    return parser


def _add_recordings(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--recordings",
        metavar="DIR",
        default=argparse.SUPPRESS,
        help="where sessions are kept (else $SIMULATE_RECORDINGS, ./recordings, your data folder)",
    )


def _interview(arguments: argparse.Namespace) -> int:
    import asyncio
    import secrets
    from datetime import datetime

    from simulator.content import library
    from simulator.evidence.reader import Reader
    from simulator.front_ends.commands import UnreadableInputError
    from simulator.interview.interview import Interview
    from simulator.recording.folder import recordings_folder, start_recording
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
    journal = start_recording(recordings_folder(_given_folder(arguments)), header)
    refused: UnreadableInputError | None = None
    interview = Interview(scenario, persona, seed=seed, practice=arguments.practice)
    front_end.welcome(str(journal.folder))
    try:
        asyncio.run(run_interview(interview, Reader(scenario.rubric, scenario.facts), journal, front_end))
    except UnreadableInputError as error:
        refused = error
    finally:
        unwritten = journal.close()
        if unwritten is not None:
            front_end.warn(str(unwritten))
    graded = grade_recording(journal.folder)
    troubles = keep(journal.folder, graded)
    sys.stdout.write("\n")
    _print(graded, "terminal")
    for trouble in troubles:
        front_end.warn(trouble)
    sys.stdout.write(f"\nKept in {journal.folder}\n")
    return _refuse(str(refused)) if refused else OK


def _front_end(scenario: Scenario, persona: Persona) -> FrontEnd:
    if sys.stdin.isatty() and sys.stdout.isatty():
        from simulator.front_ends.terminal import TerminalFrontEnd

        return TerminalFrontEnd(scenario, persona)
    from simulator.front_ends.piped import PipedFrontEnd

    return PipedFrontEnd(scenario, persona, sys.stdin.fileno(), sys.stdout)


def _grade(arguments: argparse.Namespace) -> int:
    from simulator.recording.folder import find_recording, recordings_folder
    from simulator.run_grading import grade_recording, grade_transcript

    target = Path(arguments.target)
    if target.is_file():
        graded = grade_transcript(target, arguments.scenario)
    else:
        graded = grade_recording(
            find_recording(recordings_folder(_given_folder(arguments)), arguments.target), arguments.scenario
        )
    for note in graded.notes:
        sys.stderr.write(f"simulate: {note}\n")
    _print(graded, arguments.format)
    return OK


def _list(arguments: argparse.Namespace) -> int:
    from simulator.content import library
    from simulator.recording.folder import list_recordings, recordings_folder
    from simulator.reporting import listing

    def scenarios() -> Iterator[listing.Row]:
        for scenario_id in library.scenario_files():
            scenario = library.scenario(scenario_id)
            yield {"id": scenario.id, "minutes": scenario.minutes, "title": scenario.title}

    def personas() -> Iterator[listing.Row]:
        for persona_id in library.persona_files():
            persona = library.persona(persona_id)
            yield {"id": persona.id, "name": persona.name, "role": persona.role}

    def recordings() -> Iterator[listing.Row]:
        for listed in list_recordings(recordings_folder(_given_folder(arguments))):
            yield {
                "id": listed.id,
                "created": listed.created,
                "scenario": listed.scenario,
                "persona": listed.persona,
                "minutes": listed.minutes and round(listed.minutes, 1),
                "verdict": listed.verdict,
                "ended": listed.ended,
                "problem": listed.problem,
            }

    sections = {"scenarios": scenarios, "personas": personas, "recordings": recordings}
    wanted = {name: rows() for name, rows in sections.items() if arguments.what in (None, name)}
    sys.stdout.write(listing.as_json(wanted) if arguments.json else listing.as_lines(wanted))
    return OK


def _check(arguments: argparse.Namespace) -> int:
    from simulator.content import library

    status = OK
    for file in arguments.files:
        faults = library.check(file)
        for fault in faults:
            sys.stderr.write(f"{fault}\n")
        if faults:
            status = BAD_INPUT
        else:
            sys.stdout.write(f"{file}: no faults\n")
    return status


def _print(graded: Graded, form: str) -> None:
    if form == "terminal":
        from rich.console import Console

        from simulator.reporting import terminal

        terminal.show(graded.findings, graded.title, graded.date, Console())
    elif form == "json":
        from simulator.reporting import scorecard_json

        sys.stdout.write(scorecard_json.encode(graded.scorecard).decode())
    else:
        from simulator.reporting import markdown

        sys.stdout.write(markdown.report(graded.findings, graded.title, graded.date))


def _given_folder(arguments: argparse.Namespace) -> str | None:
    return getattr(arguments, "recordings", None)


def _refuse(message: str) -> int:
    sys.stderr.write(f"simulate: {message}\n")
    return BAD_INPUT


def _told_in_one_line() -> tuple[type[Exception], ...]:
    """Return the exceptions that a person is to read, as opposed to the faults of this program."""
    from simulator.content.authoring_error import AuthoringError
    from simulator.front_ends.commands import UnreadableInputError
    from simulator.recording.errors import RecordingError
    from simulator.recording.foreign import ForeignError

    return AuthoringError, RecordingError, ForeignError, UnreadableInputError
