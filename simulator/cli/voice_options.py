"""The options of a spoken interview; only their names, so that `--help` stays quick."""

from __future__ import annotations

import argparse
from math import isfinite
from pathlib import Path

from simulator.cli.settings import setting

Options = argparse.ArgumentParser | argparse._ArgumentGroup  # the second has no public name

WHISPER = "base.en"
"""Good enough for technical English, and two cores keep up with it."""
MOST_PATIENT = 5.0


def add_voice_options(parser: argparse.ArgumentParser) -> None:
    """Add how the candidate speaks and hears."""
    group = parser.add_argument_group("speaking")
    way = group.add_mutually_exclusive_group()
    way.add_argument("--text", action="store_true", help="type your answers, read the questions")
    way.add_argument(
        "--voice", action="store_true", help="speak, or end with 2 where that is not possible (else: text)"
    )
    add_whisper(group)
    group.add_argument(
        "--candidate-audio",
        metavar="FILE",
        type=Path,
        action="append",
        help="take the answers from a sound file instead of a microphone; again for the next answer",
    )
    add_devices(group)
    group.add_argument("--silent", action="store_true", help="speak, but read the interviewer's words")
    group.add_argument("--headphones", action="store_true", help="you wear some: nothing echoes")
    group.add_argument("--push-to-talk", action="store_true", help="only Enter hands over, never a pause")
    group.add_argument("--confirm", action="store_true", help="see and correct your words before they count")
    group.add_argument(
        "--patience",
        metavar="X",
        type=_patience,
        default=1.0,
        help="times the silence the interviewer waits, such as 1.5",
    )


def add_whisper(options: Options) -> None:
    """Add `--whisper MODEL`."""
    options.add_argument(
        "--whisper",
        metavar="MODEL",
        help=f"speech model: a name or a folder (else $SIMULATE_WHISPER, {WHISPER})",
    )


def add_devices(options: Options) -> None:
    """Add which microphone and which loudspeaker."""
    options.add_argument("--input-device", metavar="NAME", type=_device, help="microphone: name or number")
    options.add_argument("--output-device", metavar="NAME", type=_device, help="loudspeaker: name or number")


def whisper_of(arguments: argparse.Namespace) -> str:
    """Return the speech model to use."""
    return setting("whisper", arguments.whisper, "SIMULATE_WHISPER") or WHISPER


def _device(text: str) -> int | str:
    return int(text) if text.isdecimal() else text


def _patience(text: str) -> float:
    try:
        patience = float(text)
    except ValueError:
        patience = 0.0
    if not isfinite(patience) or not 0 < patience <= MOST_PATIENT:
        raise argparse.ArgumentTypeError(f"{text!r}: a number over 0, at most {MOST_PATIENT:g}")
    return patience
