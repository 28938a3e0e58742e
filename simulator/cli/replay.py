"""`simulate replay`: an interview played back, checked against the program, or put to another interviewer."""

from __future__ import annotations

import argparse
import re
import sys
from math import isfinite
from typing import TYPE_CHECKING

from simulator.cli.shared_options import DIVERGED, OK, Commands, add_recordings, recordings_of

if TYPE_CHECKING:
    from simulator.recording.reading import Recording
    from simulator.reporting.playback import Finding


def add_command(commands: Commands[argparse.ArgumentParser]) -> None:
    """Add the command with its options."""
    parser = commands.add_parser(
        "replay",
        help="play an interview back",
        epilog="At a terminal space pauses, left and right seek 10 s, up and down a turn, q quits."
        " `simulate replay sample` plays one that comes with the program.",
    )
    parser.add_argument("recording", metavar="RECORDING", help="its name or folder")
    parser.add_argument("--speed", type=_speed, default=1.0, metavar="N", help="times as fast as it was")
    parser.add_argument(
        "--from", type=_moment, default=0.0, dest="start", metavar="MM:SS", help="begin there"
    )
    parser.add_argument(
        "--annotate", action="store_true", help="show what each answer changed for the grader"
    )
    instead = parser.add_mutually_exclusive_group()
    instead.add_argument(
        "--verify",
        action="store_true",
        help="compare with what the interviewer would do now; 1 if it differs",
    )
    instead.add_argument("--persona", metavar="ID", help="show what another interviewer would have asked")
    add_recordings(parser)
    parser.set_defaults(run=_run)


def _run(arguments: argparse.Namespace) -> int:
    from simulator.recording.reading import read_recording
    from simulator.recording.samples import find_recording_or_sample

    recording = read_recording(find_recording_or_sample(recordings_of(arguments), arguments.recording))
    if recording.problem:
        sys.stderr.write(f"simulate: {recording.problem}\n")
    if arguments.verify:
        return _verify(recording)
    if arguments.persona:
        return _ask_another(recording, arguments.persona)
    return _play(recording, arguments.speed, arguments.start, annotate=arguments.annotate)


def _play(recording: Recording, speed: float, start: float, *, annotate: bool) -> int:
    from simulator.reporting import playback

    passages = playback.passages(recording, _findings(recording) if annotate else None)
    if sys.stdin.isatty() and sys.stdout.isatty():
        from simulator.front_ends.player import Playback, play

        play(Playback(passages, speed=speed, start=start))
    else:
        heard = tuple(passage for passage in passages if passage.end >= start)
        sys.stdout.writelines(f"{line}\n" for line in playback.as_lines(heard))
    return OK


def _findings(recording: Recording) -> dict[int, tuple[Finding, ...]]:
    from simulator.grading.course import course
    from simulator.recording.header import scenario_of
    from simulator.recording.transcript_of import transcript_of
    from simulator.reporting.playback import findings_by_turn

    scenario = scenario_of(recording.header)
    changes = course(transcript_of(recording.entries), scenario.rubric, scenario.probes)
    return findings_by_turn(changes, scenario.rubric)


def _verify(recording: Recording) -> int:
    from simulator.recording.replay import verify

    divergences = verify(recording.header, recording.entries)
    for divergence in divergences:
        sys.stdout.write(f"{divergence}\n")
    found = {0: "no divergence", 1: "1 divergence"}.get(len(divergences), f"{len(divergences)} divergences")
    sys.stdout.write(f"{len(recording.entries)} entries verified, {found}\n")
    return DIVERGED if divergences else OK


def _ask_another(recording: Recording, persona_name: str) -> int:
    from simulator.content import library
    from simulator.recording.header import persona_of, scenario_of
    from simulator.recording.other_interviewer import exchanges
    from simulator.reporting.exchanges import as_lines

    persona = library.persona(persona_name)
    library.check_pair(persona, scenario_of(recording.header))
    recorded = persona_of(recording.header).name
    found = exchanges(recording.header, recording.entries, persona)
    sys.stdout.writelines(f"{line}\n" for line in as_lines(found, recorded, persona.name))
    return OK


def _speed(text: str) -> float:
    try:
        speed = float(text)
    except ValueError:
        speed = 0.0
    if not 0 < speed <= 1000 or not isfinite(speed):
        raise argparse.ArgumentTypeError(f"{text!r}: a number over 0, at most 1000")
    return speed


def _moment(text: str) -> float:
    match = re.fullmatch(r"([0-9]{1,4}):([0-5][0-9])", text)
    if match is None:
        raise argparse.ArgumentTypeError(f"{text!r}: minutes and seconds, such as 12:05")
    return int(match[1]) * 60.0 + int(match[2])
