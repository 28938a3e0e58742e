"""What several commands share: exit statuses and the option that says where recordings are."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

OK, DIVERGED, BAD_INPUT, STOPPED = 0, 1, 2, 130
"""Exit statuses; the last as shells report an interrupt."""


class OptionError(Exception):
    """Options that do not go together or cannot be followed; `str` is one line."""


Commands = argparse._SubParsersAction  # the type has no public name


def add_recordings(parser: argparse.ArgumentParser) -> None:
    """Add `--recordings DIR`; given before or behind the command's name it means the same."""
    parser.add_argument(
        "--recordings",
        metavar="DIR",
        default=argparse.SUPPRESS,
        help="where sessions are kept (else $SIMULATE_RECORDINGS, ./recordings, your data folder)",
    )


def add_candidate(parser: argparse.ArgumentParser) -> None:
    """Add `--candidate NAME`, for transcripts that name their speakers."""
    parser.add_argument(
        "--candidate", metavar="NAME", help="which speaker of a transcript is the candidate; others interview"
    )


def recordings_of(arguments: argparse.Namespace) -> Path:
    """Return the folder of all recordings, which need not exist."""
    from simulator.recording.folder import recordings_folder

    return recordings_folder(getattr(arguments, "recordings", None))
