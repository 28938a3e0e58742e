"""The sound cards of this machine through PortAudio: which there are, and how one is opened."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from simulator.content.authoring_error import shown
from simulator.engines.failure import UnavailableError
from simulator.sound import BLOCK, RATE

GONE_S = 1.0
"""A device that gives nothing, not even silence, or asks for nothing for so long, is gone."""
AWAKE_S = 8.0
"""So long one may take to begin: a headset connects, or a person is asked to allow it."""


class Direction(StrEnum):
    """Which way the sound goes."""

    INPUT = "input"
    OUTPUT = "output"


@dataclass(frozen=True, slots=True)
class Device:
    """A sound card, or a part of one, or a program that acts as one."""

    index: int
    name: str
    host_api: str
    channels: int
    is_default: bool


_WORDS = {
    Direction.INPUT: ("microphone", "connect one, or give your answers by --candidate-audio FILE or --text"),
    Direction.OUTPUT: ("loudspeaker or headphones", "connect one, or read the interviewer's words: --silent"),
}


def input_devices() -> list[Device]:
    """Return the microphones; UnavailableError where PortAudio is missing."""
    return _devices(Direction.INPUT)


def output_devices() -> list[Device]:
    """Return the loudspeakers; UnavailableError where PortAudio is missing."""
    return _devices(Direction.OUTPUT)


def _devices(direction: Direction) -> list[Device]:
    with native_messages_hidden():
        portaudio = _portaudio()
        default = portaudio.default.device[0 if direction is Direction.INPUT else 1]
        apis = portaudio.query_hostapis()
        return [
            Device(
                device["index"],
                device["name"],
                apis[device["hostapi"]]["name"],
                channels,
                device["index"] == default,
            )
            for device in portaudio.query_devices()
            if (channels := device[f"max_{direction}_channels"]) > 0
        ]


def open_stream(
    direction: Direction,
    device: int | str | None,
    callback: Callable[..., None],
    finished: Callable[[], None],
) -> tuple[Any, str, int]:
    """Return a mono 16-bit stream that is not yet started, the device's name and the stream's rate.

    The rate is ours where the device takes it, else its own. UnavailableError where there is no such device.
    """
    noun, fix = _WORDS[direction]
    with native_messages_hidden():
        portaudio = _portaudio()
        try:
            found = portaudio.query_devices(device, direction)
        except (portaudio.PortAudioError, ValueError):
            if device is None:
                raise UnavailableError(f"no {noun}", fix) from None
            raise UnavailableError(
                f"no {noun} {shown(str(device))}", "`simulate devices` shows which there are"
            ) from None
        kind = portaudio.InputStream if direction is Direction.INPUT else portaudio.OutputStream
        own_rate = int(found["default_samplerate"])
        for rate in dict.fromkeys((RATE, own_rate)):
            with suppress(portaudio.PortAudioError):
                stream = kind(
                    samplerate=rate,
                    blocksize=BLOCK * rate // RATE,
                    device=found["index"],
                    channels=1,
                    dtype="int16",
                    latency="low",
                    callback=callback,
                    finished_callback=finished,
                )
                return stream, found["name"], rate
    raise UnavailableError(
        f"the {noun} {shown(found['name'])} cannot be opened", "is another program using it?"
    )


def _portaudio() -> Any:
    try:
        import sounddevice  # noqa: PLC0415 - it loads PortAudio, which looks for every device
    except OSError:
        fix = {"linux": "sudo apt install libportaudio2", "darwin": "brew install portaudio"}
        raise UnavailableError(
            "the PortAudio library is missing",
            fix.get(sys.platform, "pip install --force-reinstall sounddevice"),
        ) from None
    return sounddevice


@contextmanager
def native_messages_hidden() -> Iterator[None]:
    """Keep what C libraries write to file descriptor 2 off the screen; Python's own messages still come.

    ALSA and PortAudio write there about every device that they do not find, and at any later time.
    """
    try:
        sys.stderr.flush()
        shown_to, python = os.dup(2), sys.stderr
    except (OSError, AttributeError, ValueError):  # there is no such descriptor, or no stream on it
        yield
        return
    hidden = os.open(os.devnull, os.O_WRONLY)
    writes_there = _writes_to_descriptor_2(python)
    if writes_there:
        sys.stderr = os.fdopen(os.dup(shown_to), "w", buffering=1, encoding="utf-8", errors="replace")
    os.dup2(hidden, 2)
    os.close(hidden)
    try:
        yield
    finally:
        if writes_there:
            sys.stderr.close()
            sys.stderr = python
        os.dup2(shown_to, 2)
        os.close(shown_to)


def _writes_to_descriptor_2(stream: Any) -> bool:
    try:
        return bool(stream.fileno() == 2)
    except (OSError, ValueError, AttributeError):
        return False
