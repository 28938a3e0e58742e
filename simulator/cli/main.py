"""Which commands there are, and how their faults are told."""

from __future__ import annotations

import argparse
import io
import os
import sys
from collections.abc import Callable, Sequence

from simulator import __version__
from simulator.cli import (
    calibrate,
    check,
    compare,
    delete,
    devices,
    doctor,
    export,
    grade,
    importing,
    interview,
    listing,
    progress,
    regrade,
    replay,
    resume,
)
from simulator.cli.shared_options import BAD_INPUT, OK, STOPPED, OptionError

EXAMPLES = """\
examples:
  simulate --scenario legal-assistant --persona vp      be interviewed
  simulate --practice                                   the same, with /hint
  simulate resume                                       go on with an interview that was cut off
  simulate replay sample --annotate                     see and hear how one goes, with the grader's findings
  simulate grade 2026-01-31-2015-legal-assistant-vp     the scorecard of a session
  simulate grade meeting.vtt --candidate "Ana Silva"    grade an interview held elsewhere
  simulate compare 2026-01-31 2026-02-28                what was gained since
  simulate progress                                     how you do over all of them
  simulate list                                         what there is
"""


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status."""
    # NumPy's threads wait for each other by spinning, which on a busy machine costs several times the work.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
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
        sys.stderr.write(f"simulate: {error}\n")
        return BAD_INPUT


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="simulate",
        description="Practise AI system-design interviews: a stakeholder presses, a grader shows the gaps.",
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=f"interview-simulator {__version__}")
    interview.add_options(parser)
    commands = parser.add_subparsers(title="other commands", metavar="COMMAND")
    graded = (grade, regrade, compare, progress, calibrate)
    for command in (resume, replay, *graded, listing, importing, export, delete, check, devices, doctor):
        command.add_command(commands)
    return parser


def _told_in_one_line() -> tuple[type[Exception], ...]:
    """Return the exceptions that a person is to read, as opposed to the faults of this program."""
    from simulator.content.authoring_error import AuthoringError
    from simulator.engines.failure import UnavailableError
    from simulator.front_ends.typed import UnreadableInputError
    from simulator.recording.errors import RecordingError
    from simulator.recording.foreign import ForeignError

    return AuthoringError, RecordingError, ForeignError, UnreadableInputError, OptionError, UnavailableError
