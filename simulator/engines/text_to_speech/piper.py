"""Piper, a neural voice, where it is installed with one. It is GPL, so it is started and never imported.

One process stays for the session: it loads its voice once and takes a line of text at a time.
"""

from __future__ import annotations

import os
import queue
import shutil
import subprocess
import sys
import tempfile
from contextlib import suppress
from pathlib import Path
from threading import Lock, Thread

import platformdirs

from simulator.content.persona import Voice
from simulator.engines.failure import EngineError
from simulator.interview.events import Engine, FailureKind
from simulator.sound import Samples, UnreadableSoundError, read_sound

PROGRAM = "piper"
VARIABLE = "SIMULATE_PIPER_VOICES"
PATIENCE_S = 15.0
"""The first line waits for the voice to load; later ones take a tenth of their length."""
TYPICAL_WPM = 165.0
"""Words a minute at Piper's own speed; its voices differ a little."""
FEMALE = ("amy", "lessac", "kristin", "hfc_female", "ljspeech", "alba", "jenny", "cori", "kathleen")
MALE = (
    "ryan",
    "joe",
    "john",
    "bryce",
    "norman",
    "hfc_male",
    "alan",
    "northern_english_male",
    "danny",
    "kusal",
)
"""Piper's English voices; which is which is written nowhere that a program could read."""


def voices_folder() -> Path:
    """Return where voices are: $SIMULATE_PIPER_VOICES, else in the user's data folder."""
    chosen = os.environ.get(VARIABLE)
    if chosen:
        return Path(os.path.expanduser(chosen))
    return platformdirs.user_data_path("interview-simulator", False) / "piper"


def find_program() -> str | None:
    """Return the program: beside our own Python, or wherever programs are; None where there is none."""
    return shutil.which(PROGRAM, path=str(Path(sys.executable).parent)) or shutil.which(PROGRAM)


def find_voice(timbre: str) -> Path | None:
    """Return the English voice that fits best, or None where there is none."""
    try:
        files = sorted(voices_folder().glob("en*.onnx"))
    except OSError:
        return None
    whole = [file for file in files if file.with_name(f"{file.name}.json").is_file()]
    ours, others = (FEMALE, MALE) if timbre == "female" else (MALE, FEMALE)

    def fits(file: Path) -> int:
        name = file.stem.split("-")[1] if "-" in file.stem else file.stem
        return (name in ours) - (name in others)

    return max(whole, key=fits, default=None)


def is_installed() -> bool:
    """Tell whether the program is there with a voice."""
    return find_program() is not None and find_voice("female") is not None


class Piper:
    """One voice, kept ready."""

    name = "piper"

    def __init__(self) -> None:
        self._lock = Lock()
        self._is_closed = False
        self._voice: Voice | None = None
        self._process: subprocess.Popen[bytes] | None = None
        self._written: queue.SimpleQueue[Path | None] = queue.SimpleQueue()
        self._files = tempfile.TemporaryDirectory(prefix="simulate-")

    def render(self, text: str, voice: Voice) -> Samples:
        """Return how a clause or a sentence sounds; EngineError."""
        try:
            process = self._ready_for(voice)
            assert process.stdin is not None
            process.stdin.write(" ".join(text.split()).encode() + b"\n")
            process.stdin.flush()
            file = self._written.get(timeout=PATIENCE_S)
            if file is not None:
                try:
                    return read_sound(file)
                finally:
                    file.unlink(missing_ok=True)
            kind = FailureKind.CRASHED  # its output has ended; the process itself may take a moment more
        except queue.Empty:
            kind = FailureKind.TIMED_OUT
        except UnreadableSoundError:
            kind = FailureKind.UNUSABLE
        except OSError:
            kind = FailureKind.CRASHED
        self._stop()
        raise EngineError(Engine.TEXT_TO_SPEECH, kind)

    def _ready_for(self, voice: Voice) -> subprocess.Popen[bytes]:
        if self._process is not None and self._process.poll() is None and self._voice == voice:
            return self._process
        self._stop()
        program, model = find_program(), find_voice(voice.timbre)
        if program is None or model is None:
            raise EngineError(Engine.TEXT_TO_SPEECH, FailureKind.MISSING)
        folder = self._files.name
        speed = f"{TYPICAL_WPM / voice.rate_wpm:.2f}"
        with self._lock:
            if self._is_closed:
                raise EngineError(Engine.TEXT_TO_SPEECH, FailureKind.MISSING)
            self._process = process = subprocess.Popen(  # noqa: S603 - the user's own program
                [program, "--model", str(model), "--output-dir", folder, "--length-scale", speed],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                cwd=folder,
            )
        self._voice = voice
        self._written = written = queue.SimpleQueue[Path | None]()
        Thread(target=_watch, args=(process, folder, written), name="piper-output", daemon=True).start()
        return process

    def _stop(self) -> None:
        with self._lock:
            process, self._process = self._process, None
        if process is not None:
            process.kill()
            process.wait()
            if process.stdin is not None:
                with suppress(OSError):
                    process.stdin.close()

    def close(self) -> None:
        """End the process and remove its files."""
        with self._lock:
            self._is_closed = True
        self._stop()
        self._files.cleanup()


def _watch(process: subprocess.Popen[bytes], folder: str, written: queue.SimpleQueue[Path | None]) -> None:
    """Pass on each file that the program says it has written, and None at its end."""
    assert process.stdout is not None
    with process.stdout as output:
        for raw in output:
            line = raw.decode(errors="replace").strip()
            if folder in line and line.endswith(".wav"):
                written.put(Path(line[line.index(folder) :]))
    written.put(None)
