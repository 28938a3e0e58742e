"""`simulate check`: what is wrong with authored files."""

from __future__ import annotations

import argparse
import sys

from simulator.cli.shared_options import BAD_INPUT, OK, Commands


def add_command(commands: Commands[argparse.ArgumentParser]) -> None:
    """Add the command with its options."""
    parser = commands.add_parser("check", help="check scenario, persona and rubric files")
    parser.add_argument("files", nargs="+", metavar="FILE")
    parser.set_defaults(run=_run)


def _run(arguments: argparse.Namespace) -> int:
    from simulator.content import library
    from simulator.interview.unsayable import unsayable

    status = OK
    for file in arguments.files:
        faults = library.check(file, unsayable)
        for fault in faults:
            sys.stderr.write(f"{fault}\n")
        if faults:
            status = BAD_INPUT
        else:
            sys.stdout.write(f"{file}: no faults\n")
    return status
