"""A sound card without hardware: a headless PulseAudio of our own with a microphone and a loudspeaker."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

import numpy as np
import pytest

from simulator.sound import RATE, Samples, read_sound

PROGRAMS = ("pulseaudio", "pactl", "paplay", "parec")
MICROPHONE, LOUDSPEAKER = "mic_in", "spk"
READY_WITHIN_S = 10.0


class VirtualSoundCard:
    """PulseAudio with two null sinks; what is played into the one is what its microphone hears."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._socket = folder / "run" / "pulse" / "native"
        self.environment = {
            **os.environ,
            "HOME": str(folder / "home"),
            "XDG_RUNTIME_DIR": str(folder / "run"),
            "PULSE_RUNTIME_PATH": str(self._socket.parent),
            "PULSE_SERVER": f"unix:{self._socket}",
            "PULSE_SOURCE": "virtmic",
            "PULSE_SINK": LOUDSPEAKER,
        }
        """What a process needs to find this card and no other."""
        self._processes: list[subprocess.Popen[bytes]] = []

    def start(self) -> None:
        """Start it, and keep it awake: an idle null sink sleeps, and swallows the first second."""
        (self._folder / "home").mkdir()
        self._socket.parent.mkdir(parents=True, mode=0o700)
        modules = (
            f"module-native-protocol-unix auth-anonymous=1 socket={self._socket}",
            f"module-null-sink sink_name={MICROPHONE} rate={RATE} channels=1",
            f"module-remap-source source_name=virtmic master={MICROPHONE}.monitor",
            f"module-null-sink sink_name={LOUDSPEAKER} rate=48000 channels=2",
        )
        log = self._folder / "pulseaudio.log"
        options = ["-n", "--daemonize=no", "--exit-idle-time=-1", f"--log-target=file:{log}"]
        self._run("pulseaudio", *options, *(part for module in modules for part in ("-L", module)))
        deadline = time.monotonic() + READY_WITHIN_S
        while not self._answers():
            if time.monotonic() > deadline:
                raise RuntimeError(f"PulseAudio does not start: {log.read_text()[-400:]}")
            time.sleep(0.05)
        listeners = [self._listen(sink) for sink in (MICROPHONE, LOUDSPEAKER)]
        for listener in listeners:
            assert listener.stdout is not None
            listener.stdout.read(1)  # it sleeps up to two seconds before it takes notice
            threading.Thread(target=_drain, args=(listener.stdout,), daemon=True).start()

    def stop(self) -> None:
        """End everything that was started."""
        for process in reversed(self._processes):
            process.terminate()
        for process in self._processes:
            process.wait(5)
            if process.stdout:
                process.stdout.close()

    def speak(self, sound: Path) -> subprocess.Popen[bytes]:
        """Play a WAV file into the microphone; wait for the process to end with it."""
        return self._run("paplay", f"--device={MICROPHONE}", str(sound))

    @contextmanager
    def captured(self, into: Path) -> Iterator[None]:
        """Keep what the loudspeaker plays in a WAV file."""
        options = ["-d", f"{LOUDSPEAKER}.monitor", "--file-format=wav", "--latency-msec=20"]
        process = self._run("parec", *options, str(into))
        try:
            yield
        finally:
            process.terminate()
            process.wait(5)

    def _answers(self) -> bool:
        done = subprocess.run(
            ["pactl", "info"], env=self.environment, capture_output=True, timeout=5, check=False
        )
        return done.returncode == 0

    def _listen(self, sink: str) -> subprocess.Popen[bytes]:
        return self._run("parec", "-d", f"{sink}.monitor", "--latency-msec=10", stdout=subprocess.PIPE)

    def _run(self, *command: str, stdout: int = subprocess.DEVNULL) -> subprocess.Popen[bytes]:
        process = subprocess.Popen(command, env=self.environment, stdout=stdout, stderr=subprocess.DEVNULL)
        self._processes.append(process)
        return process


def _drain(stream: IO[bytes]) -> None:
    while stream.read(65_536):
        pass


@contextmanager
def plugged_in() -> Iterator[VirtualSoundCard]:
    """Start a virtual sound card and end it; skip the test where PulseAudio is missing."""
    missing = [program for program in PROGRAMS if shutil.which(program) is None]
    if missing:
        pytest.skip(f"no {', '.join(missing)}: apt install pulseaudio pulseaudio-utils libportaudio2")
    # A socket's path may have 107 characters; pytest's own folders have more.
    with tempfile.TemporaryDirectory(prefix="card-") as folder:
        card = VirtualSoundCard(Path(folder))
        try:
            card.start()
            yield card
        finally:
            card.stop()


@pytest.fixture(scope="session")
def sound_card() -> Iterator[VirtualSoundCard]:
    """Return the virtual sound card that all tests share."""
    with plugged_in() as card:
        yield card


@pytest.fixture
def no_sound_card() -> dict[str, str]:
    """Return the environment of a process that finds no sound card, or skip where there is one of hardware."""
    cards = Path("/proc/asound/cards")
    if sys.platform != "linux" or (cards.exists() and "[" in cards.read_text()):
        pytest.skip("this machine has a sound card")
    return {**os.environ, "PULSE_SERVER": "unix:/nonexistent"}


def loud_seconds(sound: Path) -> float:
    """Return how many seconds of a file are louder than -50 dB."""
    samples: Samples = read_sound(sound)
    blocks = samples[: len(samples) // 320 * 320].reshape(-1, 320).astype(np.float64)
    return float(np.count_nonzero(np.sqrt((blocks**2).mean(axis=1)) > 100) * 320 / RATE)
