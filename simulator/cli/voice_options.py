"""The options of a spoken interview; they import nothing, so that `--help` stays quick."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from dataclasses import dataclass, replace
from math import isfinite
from pathlib import Path
from typing import Any

from simulator.cli.settings import setting
from simulator.cli.shared_options import OptionError

WHISPER = "base.en"
"""Good enough for technical English, and two cores keep up with it."""
MOST_PATIENT = 5.0
_OF_THE_INTERVIEW = ("whisper", "quick_whisper", "stt", "tts", "final_whisper", "push_to_talk", "confirm")
"""Go on as they were in an interview that is taken up again; the others are of the place where one sits."""

Options = argparse.ArgumentParser | argparse._ArgumentGroup  # the second has no public name


@dataclass(frozen=True, slots=True)
class VoiceOptions:
    """How the candidate wants to speak and hear."""

    whisper: str = WHISPER
    quick_whisper: bool = False
    """It reads half as much at once."""
    stt: str | None = None
    """The model, by litellm's name, that makes out the words instead of Whisper."""
    tts: str | None = None
    """The one whose voice speaks before those of this machine."""
    final_whisper: str | None = None
    """The Whisper that hears the answers again after the interview."""
    text: bool = False
    voice: bool = False
    candidate_audio: tuple[Path, ...] = ()
    fast: bool = False
    """It is heard as fast as that goes."""
    input_device: int | str | None = None
    output_device: int | str | None = None
    silent: bool = False
    headphones: bool = False
    push_to_talk: bool = False
    confirm: bool = False

    @property
    def is_demanded(self) -> bool:
        """Text will not do instead."""
        return self.voice or bool(self.candidate_audio)

    @property
    def holds_back(self) -> bool:
        """What is said counts only when it is handed over by a key."""
        return self.push_to_talk or self.confirm

    @property
    def settings(self) -> dict[str, str | bool]:
        """What a recording's header says of them."""
        chosen = ((name, getattr(self, name)) for name in _OF_THE_INTERVIEW)
        return {_setting(name): value for name, value in chosen if value}


def voice_options_of(arguments: argparse.Namespace) -> VoiceOptions:
    """Return what was chosen by option, environment or config file. Raises OptionError."""
    given = {name: vars(arguments)[name] for name in VoiceOptions.__dataclass_fields__ if name in arguments}
    given |= {
        "whisper": whisper_of(arguments),
        "stt": stt_of(arguments),
        "tts": tts_of(arguments),
        "final_whisper": _chosen(arguments, "final-whisper"),
        "candidate_audio": tuple(getattr(arguments, "candidate_audio", ())),
    }
    options = VoiceOptions(**given)
    if options.text and options.candidate_audio:
        raise OptionError("--text hears nothing; give it or --candidate-audio")
    if options.fast and not options.candidate_audio:
        raise OptionError("--fast is for --candidate-audio; a person takes the time that they take")
    return options


def voice_options_again(arguments: argparse.Namespace, settings: Mapping[str, Any]) -> VoiceOptions:
    """Return those of an interview that goes on: its own, unless an option says otherwise. OptionError."""
    unsaid = (name for name in _OF_THE_INTERVIEW if name not in arguments)
    held = {name: settings[_setting(name)] for name in unsaid if _setting(name) in settings}
    return replace(voice_options_of(arguments), **held)


def _setting(name: str) -> str:
    return name.replace("_", "-")


def whisper_of(arguments: argparse.Namespace) -> str:
    """Return the speech model chosen by option, environment or config file. Raises OptionError."""
    return _chosen(arguments, "whisper") or WHISPER


def stt_of(arguments: argparse.Namespace) -> str | None:
    """Return who makes out the words instead of Whisper, or None. Raises OptionError."""
    return _chosen(arguments, "stt")


def tts_of(arguments: argparse.Namespace) -> str | None:
    """Return who speaks instead of a voice of this machine, or None. Raises OptionError."""
    return _chosen(arguments, "tts")


def _chosen(arguments: argparse.Namespace, name: str) -> str | None:
    attribute = name.replace("-", "_")
    return setting(name, getattr(arguments, attribute, None), f"SIMULATE_{attribute.upper()}")


def add_voice(parser: argparse.ArgumentParser) -> None:
    """Add how to speak; given before or behind the command's name it means the same."""
    group = parser.add_argument_group("speaking")
    way = group.add_mutually_exclusive_group()
    _add_flag(way, "--text", "type your answers and read the questions")
    _add_flag(way, "--voice", "speak, or end with 2 where that is not possible (else: text where it is not)")
    add_whisper(group)
    _add_switch(
        group,
        "--quick-whisper",
        "for slow machines: your words in half the time, perhaps more of them wrong",
    )
    _add_model(
        group,
        "--final-whisper",
        "after the interview hear your answers again with a larger one, such as small.en, for the report",
    )
    add_speech_models(group)
    add_devices(group)
    _add_flag(group, "--silent", "read the interviewer's words instead of hearing them")
    _add_flag(group, "--headphones", "you wear some: nothing echoes, and you can break in")
    _add_switch(group, "--push-to-talk", "only Enter hands over, never a pause")
    _add_switch(group, "--confirm", "see and correct your words before they count")
    group.add_argument(
        "--candidate-audio",
        metavar="FILE",
        type=Path,
        action="append",
        default=argparse.SUPPRESS,
        help="hear an answer from a sound file instead of a microphone; again for the next one",
    )
    _add_flag(group, "--fast", "hear those files as fast as that goes, not as fast as they were spoken")


def add_patience(parser: argparse.ArgumentParser) -> None:
    """Add `--patience X`."""
    parser.add_argument(
        "--patience",
        metavar="X",
        type=_patience,
        default=1.0,
        help="how long the interviewer waits in a silence, times their own patience, such as 1.5",
    )


def add_whisper(options: Options) -> None:
    """Add `--whisper MODEL`."""
    told = f"speech model: a name or a folder (else $SIMULATE_WHISPER, {WHISPER})"
    _add_model(options, "--whisper", told)


def add_speech_models(options: Options) -> None:
    """Add `--stt MODEL` and `--tts MODEL`."""
    _add_model(
        options,
        "--stt",
        "have a model of litellm's make out your words, such as openai/whisper-1: your voice is sent there",
    )
    _add_model(
        options,
        "--tts",
        "have one speak, such as openai/tts-1: the interviewer's words are sent there",
    )


def add_devices(options: Options) -> None:
    """Add which microphone and which loudspeaker."""
    _add_device(options, "--input-device", "microphone")
    _add_device(options, "--output-device", "loudspeaker")


def add_listening(parser: argparse.ArgumentParser) -> None:
    """Add how to hear what is played back."""
    _add_flag(parser, "--silent", "read it only, also where it has sound")
    _add_device(parser, "--output-device", "loudspeaker")


def _add_device(options: Options, name: str, noun: str) -> None:
    options.add_argument(
        name,
        metavar="NAME",
        type=_device,
        default=argparse.SUPPRESS,
        help=f"{noun}: its number or a part of its name (simulate devices)",
    )


def _add_model(options: Options, name: str, told: str) -> None:
    options.add_argument(name, metavar="MODEL", default=argparse.SUPPRESS, help=told)


def _add_flag(options: Options, name: str, told: str) -> None:
    options.add_argument(name, action="store_true", default=argparse.SUPPRESS, help=told)


def _add_switch(options: Options, name: str, told: str) -> None:
    """Add a flag that also stands in the recording, so that who resumes it may want it off again."""
    options.add_argument(name, action=argparse.BooleanOptionalAction, default=argparse.SUPPRESS, help=told)


def _device(text: str) -> int | str:
    return int(text) if text.isdecimal() else text


def _patience(text: str) -> float:
    try:
        times = float(text)
    except ValueError:
        times = 0.0
    if not isfinite(times) or not 0 < times <= MOST_PATIENT:
        raise argparse.ArgumentTypeError(f"{text!r}: a number over 0, at most {MOST_PATIENT:g}")
    return times
