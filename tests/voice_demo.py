"""A spoken interview that needs no microphone: espeak-ng answers, the small Whisper listens, a scorecard comes out.

`make voice-demo`. Where there is a loudspeaker the interviewer is heard; else it is read.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from simulator.cli.main import main as simulate
from tests.spoken_candidate import ANSWERS, MICRO_WHISPER, write_answers

INTRODUCTION = f"""\
A synthetic voice gives {len(ANSWERS)} prepared answers to whatever it is asked; all else is real: the sound passes
voice activity detection and a small Whisper in real time, the interviewer waits for the end of each answer, and
the scorecard is made of the words that were understood. It takes about two minutes; Ctrl-C ends it sooner.
"""


def main() -> int:
    """Hold the interview in a temporary folder and return the exit status."""
    if sys.platform != "linux":
        sys.stderr.write("The small Whisper knows only espeak-ng's voice, which speaks on Linux.\n")
        return 2
    sys.stdout.write(f"{INTRODUCTION}\n")
    sys.stdout.flush()
    # It stays: the scorecard tells where the recording is, and both voices can be heard there.
    folder = Path(tempfile.mkdtemp(prefix="voice-demo-"))
    answers = [part for file in write_answers(folder) for part in ("--candidate-audio", str(file))]
    recordings = ["--recordings", str(folder / "recordings")]
    return simulate(["--whisper", str(MICRO_WHISPER), "--seed", "1", *answers, *recordings])


if __name__ == "__main__":
    sys.exit(main())
