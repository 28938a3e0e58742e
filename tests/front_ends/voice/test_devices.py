"""Sound cards: what is missing is one line with its remedy, and what C libraries write stays off the screen."""

import os
import subprocess
import sys

import pytest

from simulator.engines.failure import UnavailableError
from simulator.front_ends.voice import devices
from simulator.front_ends.voice.devices import Direction, native_messages_hidden, open_stream


class PortAudioError(Exception):
    pass


class FakePortAudio:
    """What sounddevice offers, with one device that takes one rate only."""

    PortAudioError = PortAudioError

    def __init__(self, rate: int = 48_000, has_device: bool = True) -> None:
        self.rate, self.has_device = rate, has_device

    def query_devices(self, device, direction):
        if not self.has_device or device not in (None, 0):
            raise ValueError("No input device matching")
        return {"index": 0, "name": "card", "default_samplerate": 48_000.0}

    def InputStream(self, *, samplerate, blocksize, **_):  # noqa: N802 - sounddevice's own name
        if samplerate != self.rate:
            raise PortAudioError("Invalid sample rate")
        return samplerate, blocksize


def opened(monkeypatch, portaudio, device=None):
    monkeypatch.setattr(devices, "_portaudio", lambda: portaudio)
    return open_stream(Direction.INPUT, device, lambda *_: None, lambda: None)


def test_a_card_that_refuses_our_rate_is_opened_at_its_own(monkeypatch):
    assert opened(monkeypatch, FakePortAudio(16_000)) == ((16_000, 320), "card", 16_000)
    assert opened(monkeypatch, FakePortAudio(48_000)) == ((48_000, 960), "card", 48_000)


def test_what_cannot_be_opened_is_told_in_a_line(monkeypatch):
    with pytest.raises(UnavailableError, match=r"^no microphone: connect one"):
        opened(monkeypatch, FakePortAudio(has_device=False))
    with pytest.raises(UnavailableError, match=r'^no microphone "usb": `simulate devices`'):
        opened(monkeypatch, FakePortAudio(), "usb")
    with pytest.raises(UnavailableError, match=r'"card" cannot be opened: is another program'):
        opened(monkeypatch, FakePortAudio(1))


def test_a_missing_library_is_told_with_what_brings_it(monkeypatch):
    class Missing:
        def find_spec(self, name, *_):
            if name == "sounddevice":
                raise OSError("PortAudio library not found")

    monkeypatch.delitem(sys.modules, "sounddevice", raising=False)
    monkeypatch.setattr(sys, "meta_path", [Missing(), *sys.meta_path])
    monkeypatch.setattr(sys, "platform", "linux")
    with pytest.raises(
        UnavailableError, match="PortAudio library is missing: sudo apt install libportaudio2"
    ):
        devices.input_devices()


def test_native_messages_are_hidden_and_pythons_own_are_shown():
    program = (
        "import os, sys\n"
        "from simulator.front_ends.voice.devices import native_messages_hidden as hidden\n"
        "with hidden():\n"
        "    with hidden():\n"
        "        os.write(2, b'ALSA lib'); sys.stderr.write('inner\\n')\n"
        "    os.write(2, b'ALSA lib'); sys.stderr.write('outer\\n')\n"
        "os.write(2, b'after\\n'); sys.stderr.write('all\\n')\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True)
    assert done.stderr.split() == [b"inner", b"outer", b"after", b"all"]


def test_it_hides_nothing_where_there_is_nothing_to_hide(capfd):
    with native_messages_hidden():
        os.write(2, b"ALSA lib pcm.c: underrun occurred\n")
    assert capfd.readouterr().err == ""
