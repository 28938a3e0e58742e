"""Where the candidate sits: in front of a microphone, at a terminal or at the end of a pipe."""

from __future__ import annotations

import sys
from contextlib import ExitStack
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Protocol

from simulator.cli.speech_model import fetch_model
from simulator.engines.failure import UnavailableError

if TYPE_CHECKING:
    from asyncio import AbstractEventLoop
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from simulator.cli.voice_options import VoiceOptions
    from simulator.content.persona import Persona
    from simulator.content.scenario import Scenario
    from simulator.engines.litellm.spending import Spending
    from simulator.engines.speech_to_text import SpeechToText
    from simulator.engines.text_to_speech import TextToSpeech
    from simulator.front_ends.voice.echo import Echo
    from simulator.front_ends.voice.sink import Sink
    from simulator.front_ends.voice.source import Source
    from simulator.run_interview import FrontEnd


class Seat(Protocol):
    """A place that is ready for an interview."""

    @property
    def settings(self) -> Mapping[str, str | bool]:
        """What the recording's header says of it."""

    @property
    def clock(self) -> Callable[[], float] | None:
        """Who tells the seconds of the interview; None where it is the event loop."""

    @property
    def loop(self) -> Callable[[], AbstractEventLoop] | None:
        """Who makes the event loop; None where an ordinary one will do."""

    @property
    def speech_to_text(self) -> SpeechToText | None:
        """Who makes out the words, to be loaded; None where they are read."""

    @property
    def final_whisper(self) -> str | None:
        """The model that is to hear the answers again; None where they are heard once, or read."""

    def front_end(self, scenario: Scenario, persona: Persona, folder: Path) -> FrontEnd:
        """Return the front end of an interview that is recorded in `folder`."""


def seat_for(options: VoiceOptions, scenario: Scenario, spending: Spending, start: float = 0.0) -> Seat:
    """Return where to sit: to speak at a terminal, where that is possible, or where it is demanded.

    The interview's clock begins at `start` seconds; calls to models go on `spending`. Raises UnavailableError
    where speaking is demanded and not possible; where it is only the default, a line on standard error says
    what is missing.
    """
    at_a_terminal = sys.stdin.isatty() and sys.stdout.isatty()
    if options.text or not (options.is_demanded or at_a_terminal):
        return TextSeat()
    try:
        return voice_seat(options, scenario, spending, start)
    except UnavailableError as error:
        if options.is_demanded:
            raise
        sys.stderr.write(
            f"simulate: {error}. The interview is in text; `simulate doctor` looks at all parts.\n"
        )
        return TextSeat()


class TextSeat:
    """A keyboard, or lines."""

    clock = None
    loop = None
    speech_to_text = None
    final_whisper = None

    @property
    def settings(self) -> dict[str, str | bool]:
        """Nothing to tell."""
        return {}

    def front_end(self, scenario: Scenario, persona: Persona, folder: Path) -> FrontEnd:
        """Return a prompt at a terminal; in a pipe each line is an answer."""
        from simulator.recording.draft import Draft

        draft = Draft(folder)
        if sys.stdin.isatty() and sys.stdout.isatty():
            from simulator.front_ends.terminal import TerminalFrontEnd

            return TerminalFrontEnd(scenario, persona, draft)
        from simulator.front_ends.piped import PipedFrontEnd
        from simulator.front_ends.typed import unsent_words

        return PipedFrontEnd(scenario, persona, sys.stdin.fileno(), sys.stdout, unsent_words(draft.left))


@dataclass(frozen=True, slots=True)
class VoiceSeat:
    """A microphone and what it takes to understand and to answer, opened."""

    options: VoiceOptions
    source: Source
    sink: Sink
    speech_to_text: SpeechToText
    voices: Sequence[TextToSpeech]
    """The best first; none where the screen alone tells."""
    echo: Echo
    notes: Sequence[str]
    """What works less well here than it could, and what leaves this machine, a line each."""
    loop: Callable[[], AbstractEventLoop] | None = None

    @property
    def settings(self) -> dict[str, str | bool]:
        """The engines by name, and how the candidate wanted them."""
        voice = self.voices[0].name if self.voices else "none"
        engines = {"speech-to-text": self.speech_to_text.name, "text-to-speech": voice}
        return {**engines, **self.options.settings}

    @property
    def clock(self) -> Callable[[], float]:
        """The samples of the microphone."""
        return self.source.now

    @property
    def final_whisper(self) -> str | None:
        """The model that is to hear the answers again."""
        return self.options.final_whisper

    def front_end(self, scenario: Scenario, persona: Persona, folder: Path) -> FrontEnd:
        """Return the spoken interview, which keeps its sound beside the journal."""
        from simulator.front_ends.voice.front_end import VoiceFrontEnd
        from simulator.front_ends.voice.screen import screen_for

        screen = screen_for(scenario, persona)
        for note in self.notes:
            screen.quiet(note)
        return VoiceFrontEnd(
            scenario,
            persona,
            screen,
            self.source,
            self.sink,
            self.speech_to_text,
            self.voices,
            self.echo,
            folder=folder,
            push_to_talk=self.options.push_to_talk,
            confirm=self.options.confirm,
        )


def voice_seat(
    options: VoiceOptions, scenario: Scenario, spending: Spending, start: float = 0.0
) -> VoiceSeat:
    """Open what a spoken interview needs; UnavailableError where it is not possible here.

    A speech model that is not on this machine is fetched.
    """
    from simulator.front_ends.voice.devices import native_messages_hidden
    from simulator.front_ends.voice.echo import Headphones
    from simulator.front_ends.voice.sink import SilentSink
    from simulator.front_ends.voice.source import FileSource, SoundCardSource
    from simulator.front_ends.voice.virtual_time import VirtualLoop

    notes: list[str] = []
    loop = VirtualLoop() if options.fast else None
    with native_messages_hidden(), ExitStack() as opened:
        if loop is not None:
            opened.callback(loop.close)
        source: Source
        if options.candidate_audio:
            source = FileSource(options.candidate_audio, loop.pace if loop else None, start=start)
        else:
            source = SoundCardSource(options.input_device, start=start)
        opened.callback(source.close)
        speech_to_text = speech_to_text_for(options, scenario, spending, notes)
        if options.final_whisper is not None:
            fetch_model(options.final_whisper)
        sink = SilentSink() if options.silent or options.fast else _sink(options, notes)
        opened.callback(sink.close)
        # Whoever hears nothing need not wait as long as a voice takes; recorded answers are for listening to.
        is_heard = sink.name != "none" or (options.candidate_audio and not options.silent)
        voices = _voices(options, spending, notes) if is_heard else ()
        opened.pop_all()
    hears_itself = voices and sink.name != "none" and not options.candidate_audio and not options.headphones
    echo = _echo(notes) if hears_itself else Headphones()
    seat = VoiceSeat(options, source, sink, speech_to_text, voices, echo, notes)
    if loop is None:
        return seat
    return replace(
        seat,
        speech_to_text=loop.waits_for(speech_to_text),
        voices=[loop.waits_for(voice) for voice in voices],
        loop=lambda: loop,
    )


def speech_to_text_for(
    options: VoiceOptions, scenario: Scenario, spending: Spending, notes: list[str]
) -> SpeechToText:
    """Return who makes out the words, to be loaded; UnavailableError where it cannot be had.

    A note is added where the voice leaves this machine for it.
    """
    if options.stt is None:
        from simulator.engines.speech_to_text.whisper import Whisper

        fetch_model(options.whisper)
        return Whisper(options.whisper, scenario.glossary, quick=options.quick_whisper)
    from simulator.engines.speech_to_text.litellm_transcription import LitellmTranscription

    notes.append(f"Your voice is sent to {options.stt} for it to make out the words (--stt)")
    model = LitellmTranscription(options.stt, spending, scenario.glossary)
    model.load()
    return model


def _voices(options: VoiceOptions, spending: Spending, notes: list[str]) -> Sequence[TextToSpeech]:
    from simulator.engines.text_to_speech.chain import installed_engines

    engines = installed_engines()
    if options.tts is not None:
        from simulator.engines.text_to_speech.litellm_speech import LitellmSpeech

        notes.append(f"The interviewer's words are sent to {options.tts} for it to speak them (--tts)")
        engines.insert(0, LitellmSpeech(options.tts, spending))
    if not engines:
        notes.append("Nothing to speak with, so read the interviewer's words: sudo apt install espeak-ng")
    return engines


def _sink(options: VoiceOptions, notes: list[str]) -> Sink:
    from simulator.front_ends.voice.sink import SilentSink, SoundCardSink

    try:
        return SoundCardSink(options.output_device)
    except UnavailableError as error:
        if options.output_device is not None:
            raise
        if not options.candidate_audio:
            notes.append(str(error))
        return SilentSink()


def _echo(notes: list[str]) -> Echo:
    from simulator.front_ends.voice.echo import EchoCanceller, HalfDuplex

    try:
        return EchoCanceller()
    except UnavailableError as error:
        notes.append(f"{error}; else wear --headphones, or break in with Enter")
        return HalfDuplex()
