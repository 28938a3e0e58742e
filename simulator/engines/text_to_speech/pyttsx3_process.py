"""pyttsx3, the system's own voice, in a process for each clause: it may hang, and it prints."""

from __future__ import annotations

import ctypes.util
import json
import subprocess
import sys
import tempfile
from contextlib import suppress
from importlib.util import find_spec
from itertools import count
from pathlib import Path
from threading import Lock

from simulator.content.persona import Voice
from simulator.engines.failure import EngineError
from simulator.interview.events import Engine, FailureKind
from simulator.sound import Samples, UnreadableSoundError, read_sound

PATIENCE_S = 6.0
"""A sentence takes 20 ms on Linux and a few tenths of a second elsewhere; starting Python takes the rest."""
_CHILD = Path(__file__).with_name("pyttsx3_child.py")


def is_installed() -> bool:
    """Tell whether pyttsx3 is there with something to speak by."""
    if find_spec("pyttsx3") is None:
        return False
    if sys.platform.startswith("linux"):
        return find_spec("espeakng_loader") is not None or ctypes.util.find_library("espeak-ng") is not None
    return True


class Pyttsx3:
    """One process speaks while the next starts."""

    name = "pyttsx3"

    def __init__(self) -> None:
        self._lock = Lock()
        self._is_closed = False
        self._files = tempfile.TemporaryDirectory(prefix="simulate-")
        self._numbers = count()
        self._spare: subprocess.Popen[bytes] | None = None
        self._speaking: subprocess.Popen[bytes] | None = None

    def render(self, text: str, voice: Voice) -> Samples:
        """Return how a clause or a sentence sounds; EngineError."""
        file = Path(self._files.name, f"{next(self._numbers)}.wav")
        job = {
            "text": text,
            "timbre": voice.timbre,
            "rate_wpm": voice.rate_wpm,
            "pitch": voice.pitch,
            "file": str(file),
        }
        try:
            process = self._take()
            try:
                process.communicate(json.dumps(job).encode() + b"\n", timeout=PATIENCE_S)
                if process.returncode != 0:
                    raise EngineError(Engine.TEXT_TO_SPEECH, FailureKind.CRASHED)
                return read_sound(file)
            finally:
                _end(process)
                self._speaking = None
                file.unlink(missing_ok=True)
        except subprocess.TimeoutExpired:
            kind = FailureKind.TIMED_OUT
        except UnreadableSoundError:
            kind = FailureKind.UNUSABLE
        except OSError:
            kind = FailureKind.CRASHED
        raise EngineError(Engine.TEXT_TO_SPEECH, kind)

    def _take(self) -> subprocess.Popen[bytes]:
        with self._lock:
            if self._is_closed:
                raise EngineError(Engine.TEXT_TO_SPEECH, FailureKind.MISSING)
            process = self._spare or _started()
            self._speaking = process
            self._spare = _started()
            return process

    def close(self) -> None:
        """End the processes and remove their files."""
        with self._lock:
            self._is_closed = True
            for process in filter(None, (self._spare, self._speaking)):
                _end(process)
            self._spare = None
        self._files.cleanup()


def _started() -> subprocess.Popen[bytes]:
    # -P keeps this folder, which holds a piper.py, out of what the child may import.
    return subprocess.Popen(  # noqa: S603 - our own file
        [sys.executable, "-P", str(_CHILD)],
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def _end(process: subprocess.Popen[bytes]) -> None:
    if process.poll() is None:
        process.kill()
    if process.stdin is not None:
        with suppress(OSError):
            process.stdin.close()
    process.wait()
