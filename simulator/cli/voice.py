"""Puts together what a spoken interview needs on this machine, or says what is missing."""

from __future__ import annotations

import argparse
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING

from simulator.cli.voice_options import whisper_of
from simulator.engines.failure import UnavailableError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from simulator.content.scenario import Scenario
    from simulator.engines.speech_to_text.whisper import Whisper
    from simulator.engines.text_to_speech import TextToSpeech
    from simulator.front_ends.voice.echo import Echo
    from simulator.front_ends.voice.sink import Sink
    from simulator.front_ends.voice.source import Source


def is_wanted(arguments: argparse.Namespace) -> bool:
    """Return whether the candidate is to speak: at a terminal by default, elsewhere where they ask for it."""
    if arguments.text:
        return False
    return is_demanded(arguments) or (sys.stdin.isatty() and sys.stdout.isatty())


def is_demanded(arguments: argparse.Namespace) -> bool:
    """Return whether text will not do instead."""
    return bool(arguments.voice or arguments.candidate_audio)


@dataclass(frozen=True, slots=True)
class Parts:
    """What a spoken interview is made of, opened."""

    source: Source
    sink: Sink
    speech_to_text: Whisper
    voices: Sequence[TextToSpeech]
    """The best first; none where the screen alone tells."""
    echo: Echo
    notes: tuple[str, ...]
    """What works less well here than it could, each in one line with what would help."""

    @property
    def settings(self) -> dict[str, str]:
        """Names for the recording's header."""
        voice = self.voices[0].name if self.voices else "none"
        return {"speech-to-text": self.speech_to_text.name, "text-to-speech": voice}

    def close(self) -> None:
        """Let go of the devices."""
        self.source.close()
        self.sink.close()


def open_parts(arguments: argparse.Namespace, scenario: Scenario, start: float = 0.0) -> Parts:
    """Open all that is needed; UnavailableError where a spoken interview is not possible here.

    The clock begins at `start` seconds. A speech model that is not on this machine is fetched first.
    """
    from simulator.engines.speech_to_text.whisper import Whisper
    from simulator.front_ends.voice.echo import Headphones
    from simulator.front_ends.voice.sink import SilentSink
    from simulator.front_ends.voice.source import FileSource, SoundCardSource

    notes: list[str] = []
    model = whisper_of(arguments)
    fetch_model(model)
    source: Source
    if arguments.candidate_audio:
        source = FileSource(arguments.candidate_audio, start=start)
    else:
        source = SoundCardSource(arguments.input_device, start=start)
    voices = () if arguments.silent else _voices(notes)
    sink = _sink(arguments, notes) if voices else SilentSink()
    hears_itself = sink.name != "none" and not arguments.candidate_audio and not arguments.headphones
    echo = _echo(notes) if hears_itself else Headphones()
    whisper = Whisper(model, scenario.glossary)
    return Parts(source, sink, whisper, voices, echo, tuple(notes))


def fetch_model(model: str) -> None:
    """Download a speech model that is not on this machine, with its progress on standard error.

    Raises UnavailableError where it cannot be had.
    """
    from simulator.engines.speech_to_text.whisper import fetch, find

    if find(model) is None:
        sys.stderr.write(f"The speech model {model} is fetched, once.\n")
        fetch(model, _show_progress if sys.stderr.isatty() else _show_nothing)


def _show_progress(done: int, total: int) -> None:
    end = "\n" if done >= total else ""
    sys.stderr.write(f"\r  {done / 1e6:,.0f} of {total / 1e6:,.0f} MB {end}")
    sys.stderr.flush()


def _show_nothing(done: int, total: int) -> None:
    pass


def _voices(notes: list[str]) -> Sequence[TextToSpeech]:
    from simulator.engines.text_to_speech.chain import installed_engines

    engines = installed_engines()
    if not engines:
        notes.append("nothing to speak with, so read the interviewer's words: sudo apt install espeak-ng")
    return engines


def _sink(arguments: argparse.Namespace, notes: list[str]) -> Sink:
    from simulator.front_ends.voice.sink import SilentSink, SoundCardSink

    try:
        return SoundCardSink(arguments.output_device)
    except UnavailableError as error:
        if arguments.output_device is not None:
            raise
        if not arguments.candidate_audio:
            notes.append(str(error))
        return SilentSink()


def _echo(notes: list[str]) -> Echo:
    from simulator.front_ends.voice.echo import EchoCanceller, HalfDuplex

    try:
        return EchoCanceller()
    except UnavailableError as error:
        notes.append(f"{error}; else wear --headphones, or break in with Enter")
        return HalfDuplex()
