"""`simulate doctor`: whether a spoken interview is possible here, part by part, and what helps."""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import asdict
from typing import TYPE_CHECKING

from simulator.cli.judge_options import add_judge
from simulator.cli.model_options import add_model
from simulator.cli.settings import setting
from simulator.cli.shared_options import OK, Commands, add_recordings, recordings_of
from simulator.cli.voice_options import (
    add_devices,
    add_speech_models,
    add_whisper,
    stt_of,
    tts_of,
    whisper_of,
)

if TYPE_CHECKING:
    from simulator.cli.checks import Check, Finding

NOT_POSSIBLE = 1
POSSIBLE = "All that speaking needs is here: `simulate` at a terminal begins a spoken interview."
IMPOSSIBLE = "Something that speaking needs is missing; `simulate --text` needs none of it."
METER_CELLS = 30
QUIETEST_DBFS = -60.0


def add_command(commands: Commands[argparse.ArgumentParser]) -> None:
    """Add the command with its options."""
    parser = commands.add_parser(
        "doctor",
        help="check microphone, loudspeaker, speech model and all else that speaking needs",
        epilog="Ends with 1 where something that speaking needs is missing.",
    )
    add_whisper(parser)
    add_speech_models(parser)
    add_devices(parser)
    add_model(parser)
    add_judge(parser)
    parser.add_argument("--online", action="store_true", help="make one tiny call to each model named")
    parser.add_argument("--json", action="store_true", help="as JSON, for programs")
    add_recordings(parser)
    parser.set_defaults(run=_run)


def _run(arguments: argparse.Namespace) -> int:
    from simulator.cli.checks import Examination, Standing

    examination = Examination(
        whisper_of(arguments),
        getattr(arguments, "input_device", None),
        getattr(arguments, "output_device", None),
        recordings_of(arguments),
        tell=_tell,
        level=_show_level,
        language_model=setting("model", getattr(arguments, "model", None), "SIMULATE_MODEL"),
        judge=setting("judge", getattr(arguments, "judge", None), "SIMULATE_JUDGE"),
        stt=stt_of(arguments),
        tts=tts_of(arguments),
        online=arguments.online,
    )
    findings = []
    for check in _checks():
        found = check(examination)
        if found is None:
            continue
        findings.append(found)
        if not arguments.json:
            sys.stdout.write(_line(found))
            sys.stdout.flush()
    is_possible = all(found.standing is not Standing.MISSING for found in findings)
    if arguments.json:
        told = {"voice": is_possible, "findings": [asdict(found) for found in findings]}
        sys.stdout.write(json.dumps(told, indent=1) + "\n")
    else:
        sys.stdout.write(f"{POSSIBLE if is_possible else IMPOSSIBLE}\n")
    return OK if is_possible else NOT_POSSIBLE


def _checks() -> tuple[Check, ...]:
    """In the order in which they are made."""
    from simulator.cli.checks import machine, models, sound, speech

    return (
        sound.microphone,
        sound.loudspeaker,
        speech.speech_model,
        models.speech_to_text,
        sound.recording,
        speech.words,
        models.text_to_speech,
        sound.voice,
        sound.echo,
        machine.disk,
        models.language_model,
        models.judge,
        machine.what_leaves,
    )


def _line(found: Finding) -> str:
    return f"{found.standing:8} {found.part + ':':14} {found.told}{f': {found.fix}' if found.fix else ''}\n"


def _tell(text: str) -> None:
    sys.stderr.write(f"{text}\n")


def _show_level(dbfs: float) -> None:
    if not sys.stderr.isatty():
        return
    full = round(METER_CELLS * min(1.0, max(0.0, 1 - dbfs / QUIETEST_DBFS)))
    sys.stderr.write(f"\r{'█' * full:{METER_CELLS}} {dbfs:4.0f} dB \r")
    sys.stderr.flush()
