"""`simulate delete`: recordings go for good."""

from __future__ import annotations

import argparse
import sys

from simulator.cli.shared_options import OK, STOPPED, Commands, OptionError, add_recordings, recordings_of


def add_command(commands: Commands[argparse.ArgumentParser]) -> None:
    """Add the command with its options."""
    parser = commands.add_parser("delete", help="delete recordings for good")
    parser.add_argument("names", nargs="+", metavar="RECORDING", help="their names or folders")
    parser.add_argument("--yes", action="store_true", help="do not ask")
    add_recordings(parser)
    parser.set_defaults(run=_run)


def _run(arguments: argparse.Namespace) -> int:
    from simulator.recording.deletion import check_deletable, delete_recording
    from simulator.recording.folder import find_recording

    recordings = recordings_of(arguments)
    folders = list(dict.fromkeys(find_recording(recordings, name) for name in arguments.names))
    for folder in folders:
        check_deletable(folder)
    if not arguments.yes:
        if not (sys.stdin.isatty() and sys.stdout.isatty()):
            raise OptionError("nobody is here to be asked; say --yes to delete without asking")
        for folder in folders:
            sys.stdout.write(f"{folder}\n")
        what = "this recording" if len(folders) == 1 else f"these {len(folders)} recordings"
        try:
            answer = input(f"Delete {what} for good? [y/N] ").strip().lower()
        except EOFError:
            answer = ""
        if answer not in ("y", "yes"):
            sys.stdout.write("Nothing is deleted.\n")
            return STOPPED
    for folder in folders:
        delete_recording(folder)
        sys.stdout.write(f"deleted {folder}\n")
    return OK
