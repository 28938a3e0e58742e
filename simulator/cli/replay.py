"""`simulate replay`: an interview played back, checked against the program, or put to another interviewer."""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from math import isfinite
from typing import TYPE_CHECKING

from simulator.cli.shared_options import DIVERGED, OK, Commands, OptionError, add_recordings, recordings_of
from simulator.cli.voice_options import add_listening, voice_options_of

if TYPE_CHECKING:
    from simulator.front_ends.player import Playback
    from simulator.front_ends.soundtrack import Soundtrack
    from simulator.recording.reading import Recording
    from simulator.reporting.playback import Finding


def add_command(commands: Commands[argparse.ArgumentParser]) -> None:
    """Add the command with its options."""
    parser = commands.add_parser(
        "replay",
        help="play an interview back, with its sound where there is some",
        epilog="At a terminal space pauses, left and right seek 10 s, up and down a turn, q quits."
        " `simulate replay sample` plays one that comes with the program.",
    )
    parser.add_argument("recording", metavar="RECORDING", help="its name or folder")
    parser.add_argument(
        "--speed", type=_speed, default=1.0, metavar="N", help="at a terminal: times as fast as it was"
    )
    parser.add_argument(
        "--from", type=_moment, default=0.0, dest="start", metavar="MM:SS", help="begin there"
    )
    parser.add_argument(
        "--annotate", action="store_true", help="show what each answer changed for the grader"
    )
    add_listening(parser)
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
    _play(recording, arguments)
    return OK


def _play(recording: Recording, arguments: argparse.Namespace) -> None:
    from simulator.reporting import playback
    from simulator.reporting.findings import clock

    passages = playback.passages(recording, _findings(recording) if arguments.annotate else None)
    if passages and arguments.start > passages[-1].end:
        raise OptionError(
            f"--from is behind the end of this interview, which is at {clock(passages[-1].end)}"
        )
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        heard = tuple(passage for passage in passages if passage.end >= arguments.start)
        sys.stdout.writelines(f"{line}\n" for line in playback.as_lines(heard))
        return

    from simulator.front_ends.player import Playback, play

    place = Playback(passages, speed=arguments.speed, start=arguments.start)
    with _sound(recording, place, arguments) as (soundtrack, note):
        play(place, soundtrack, note)


@contextmanager
def _sound(
    recording: Recording, place: Playback, arguments: argparse.Namespace
) -> Iterator[tuple[Soundtrack | None, str]]:
    """Open the loudspeaker where there is something to hear; else give what the bar says about it."""
    from simulator.recording.layout import has_sound

    voice = voice_options_of(arguments)
    if voice.silent or not has_sound(recording.folder):
        yield None, ""
        return

    from simulator.engines.failure import UnavailableError
    from simulator.front_ends.soundtrack import FASTEST, SLOWEST, Soundtrack
    from simulator.front_ends.voice.devices import native_messages_hidden
    from simulator.front_ends.voice.sink import SoundCardSink
    from simulator.recording.errors import RecordingError

    if not SLOWEST <= arguments.speed <= FASTEST:
        yield None, f"sound from {SLOWEST:g}× to {FASTEST:g}×"
        return
    with native_messages_hidden():
        try:
            soundtrack = Soundtrack(recording.folder, place, SoundCardSink(voice.output_device))
        except (UnavailableError, RecordingError) as error:
            sys.stderr.write(f"simulate: replayed without sound: {error}\n")
            yield None, "no sound"
            return
        try:
            yield soundtrack, ""
        finally:
            soundtrack.close()


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
