"""`simulate devices`: the microphones and loudspeakers there are."""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import asdict
from typing import TYPE_CHECKING

from simulator.cli.shared_options import OK, Commands

if TYPE_CHECKING:
    from collections.abc import Sequence

    from simulator.front_ends.voice.devices import Device


def add_command(commands: Commands[argparse.ArgumentParser]) -> None:
    """Add the command with its options."""
    parser = commands.add_parser(
        "devices",
        help="list microphones and loudspeakers",
        epilog="--input-device and --output-device take a number or a part of a name.",
    )
    parser.add_argument("--json", action="store_true", help="as JSON, for programs")
    parser.set_defaults(run=_run)


def _run(arguments: argparse.Namespace) -> int:
    from simulator.front_ends.voice.devices import input_devices, output_devices

    inputs, outputs = input_devices(), output_devices()
    if arguments.json:
        listed = {"input": [asdict(one) for one in inputs], "output": [asdict(one) for one in outputs]}
        sys.stdout.write(json.dumps(listed, indent=1) + "\n")
    else:
        sys.stdout.write("Microphones\n" + _lines(inputs) + "Loudspeakers\n" + _lines(outputs))
    return OK


def _lines(devices: Sequence[Device]) -> str:
    if not devices:
        return "  none\n"
    return "".join(
        f" {'*' if one.is_default else ' '}{one.index:3d}  {one.name} ({one.host_api})\n" for one in devices
    )
