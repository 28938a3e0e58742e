"""The options for what is heard and played; they import nothing, so that `--help` stays quick."""

from __future__ import annotations

import argparse

from simulator.cli.settings import setting

WHISPER = "base.en"
"""Good enough for technical English, and two cores keep up with it."""


def add_whisper(parser: argparse.ArgumentParser) -> None:
    """Add `--whisper MODEL`."""
    parser.add_argument(
        "--whisper",
        metavar="MODEL",
        help=f"speech model: a name or a folder (else $SIMULATE_WHISPER, {WHISPER})",
    )


def add_devices(parser: argparse.ArgumentParser) -> None:
    """Add which microphone and which loudspeaker."""
    for name, noun in (("--input-device", "microphone"), ("--output-device", "loudspeaker")):
        parser.add_argument(
            name,
            metavar="NAME",
            type=_device,
            help=f"{noun}: its number or a part of its name (simulate devices)",
        )


def whisper_of(arguments: argparse.Namespace) -> str:
    """Return the speech model chosen by option, environment or config file. Raises OptionError."""
    return setting("whisper", arguments.whisper, "SIMULATE_WHISPER") or WHISPER


def _device(text: str) -> int | str:
    return int(text) if text.isdecimal() else text
