"""`simulate export`: what was said, or how it sounded, in a form for elsewhere."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from simulator.cli.shared_options import OK, Commands, OptionError, add_recordings, recordings_of

if TYPE_CHECKING:
    from simulator.recording.reading import Recording
    from simulator.transcript import Transcript


def add_command(commands: Commands[argparse.ArgumentParser]) -> None:
    """Add the command with its options."""
    parser = commands.add_parser(
        "export", help="write a recording's transcript as Markdown, JSON or captions, or its sound"
    )
    parser.add_argument("recording", metavar="RECORDING", help="its name or folder")
    form = parser.add_mutually_exclusive_group(required=True)
    form.add_argument(
        "--transcript",
        choices=("md", "json", "vtt"),
        help="md to read, json and vtt to read and to grade again",
    )
    form.add_argument(
        "--audio",
        choices=("flac", "mp4"),
        help="both sides as they sounded: flac as recorded, mp4 (Opus) a tenth of the size",
    )
    parser.add_argument(
        "--split", action="store_true", help="sound: you on the left, the interviewer on the right"
    )
    parser.add_argument(
        "--heard-again",
        action="store_true",
        help="transcript: your answers as --final-whisper made them out, instead of as the interviewer did",
    )
    parser.add_argument(
        "--output",
        metavar="FILE",
        type=Path,
        help="a file that does not exist yet (else a transcript is printed and sound named as its recording)",
    )
    add_recordings(parser)
    parser.set_defaults(run=_run)


def _run(arguments: argparse.Namespace) -> int:
    from simulator.recording.reading import read_recording
    from simulator.recording.samples import find_recording_or_sample

    if arguments.split and not arguments.audio:
        raise OptionError("--split parts sound; give it with --audio")
    if arguments.heard_again and not arguments.transcript:
        raise OptionError("--heard-again chooses words; give it with --transcript")
    folder = find_recording_or_sample(recordings_of(arguments), arguments.recording)
    recording = read_recording(folder)
    if recording.problem:
        sys.stderr.write(f"simulate: {recording.problem}\n")
    if arguments.audio:
        name = f"{folder.resolve().name}.{arguments.audio}"
        _sound(recording, arguments.audio, arguments.output or Path(name), split=arguments.split)
    else:
        again = arguments.heard_again
        _transcript(recording, arguments.transcript, arguments.output, heard_again=again)
    return OK


def _transcript(recording: Recording, form: str, output: Path | None, *, heard_again: bool) -> None:
    from simulator.recording.new_file import new_file
    from simulator.recording.transcript_of import transcript_of
    from simulator.reporting import transcript_forms

    header, transcript = recording.header, transcript_of(recording.entries)
    if heard_again:
        transcript = _heard_again(recording.folder, transcript)
    persona, scenario = header.persona.get("id"), header.scenario
    if form == "json":
        name = recording.folder.resolve().name
        text = transcript_forms.as_json(transcript, name, header.created, scenario["id"], persona)
    elif form == "vtt":
        text = transcript_forms.as_vtt(transcript, _interviewer(recording))
    else:
        date = recording.header.date
        text = transcript_forms.as_markdown(transcript, scenario["title"], date, _interviewer(recording))
    if output is None:
        sys.stdout.write(text)
        return
    with new_file(output) as file:
        file.write(text.encode())


def _heard_again(folder: Path, transcript: Transcript) -> Transcript:
    from simulator.recording.errors import RecordingError
    from simulator.recording.heard_again import heard_again

    heard = heard_again(folder)
    if heard is None:
        raise RecordingError(f"{folder}: its answers were heard once; --final-whisper hears them again")
    return heard.instead(transcript)


def _sound(recording: Recording, form: str, output: Path, *, split: bool) -> None:
    from simulator.recording.errors import RecordingError
    from simulator.recording.layout import has_sound
    from simulator.recording.new_file import new_file
    from simulator.recording.sound_file import SoundForm, write_sound
    from simulator.recording.tracks import length_s
    from simulator.reporting.findings import clock, readable

    folder = recording.folder
    if not has_sound(folder):
        raise RecordingError(f"{folder}: has no sound; --transcript md, json or vtt exports what was said")
    title = readable(f"{recording.header.scenario['title']}, with {_interviewer(recording)}")
    seconds, date = length_s(folder), recording.header.date
    with _bar(seconds) as progress, new_file(output) as file:
        write_sound(folder, file, SoundForm(form), split=split, title=title, date=date, progress=progress)
    size = output.stat().st_size / 1e6
    sys.stdout.write(f"{output}: {clock(seconds)} of sound, {size:.1f} MB\n")


@contextmanager
def _bar(seconds: float) -> Iterator[Callable[[float], None]]:
    """Show how far something of this length is, where standard error is a terminal."""
    from rich.console import Console
    from rich.progress import Progress

    console = Console(stderr=True)
    with Progress(console=console, transient=True, disable=not console.is_terminal) as bar:
        task = bar.add_task("", total=seconds)
        yield lambda done: bar.update(task, completed=done)


def _interviewer(recording: Recording) -> str:
    persona = recording.header.persona
    return str(persona.get("name") or persona.get("id") or "Interviewer")
