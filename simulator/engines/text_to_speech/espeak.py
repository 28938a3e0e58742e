"""espeak-ng, the program: quick, small, and sounds like it."""

from __future__ import annotations

import shutil
import subprocess

from simulator.content.persona import Voice
from simulator.engines.failure import EngineError
from simulator.interview.events import Engine, FailureKind
from simulator.sound import Samples, UnreadableSoundError, read_sound

PROGRAM = "espeak-ng"
PATIENCE_S = 5.0
"""A sentence takes some milliseconds."""


def is_installed() -> bool:
    """Tell whether the program is there."""
    return shutil.which(PROGRAM) is not None


class Espeak:
    """A process for each clause."""

    name = "espeak-ng"

    def render(self, text: str, voice: Voice) -> Samples:
        """Return how a clause or a sentence sounds; EngineError."""
        timbre = {"female": "en-us+f3", "male": "en-us"}[voice.timbre]
        settings = ["-v", timbre, "-s", str(voice.rate_wpm), "-p", str(voice.pitch)]
        try:
            # The text goes in by a pipe: nothing in it can be taken for an option.
            done = subprocess.run(  # noqa: S603 - our own settings
                [PROGRAM, *settings, "--stdout", "--stdin"],
                input=text.encode(),
                capture_output=True,
                timeout=PATIENCE_S,
                check=True,
            )
            return read_sound(done.stdout)
        except subprocess.TimeoutExpired:
            kind = FailureKind.TIMED_OUT
        except FileNotFoundError:
            kind = FailureKind.MISSING
        except UnreadableSoundError:
            kind = FailureKind.UNUSABLE
        except (OSError, subprocess.CalledProcessError):
            kind = FailureKind.CRASHED
        raise EngineError(Engine.TEXT_TO_SPEECH, kind)

    def close(self) -> None:
        """Do nothing: the process ends soon by itself."""
