"""An interview that dies in mid-answer: `python -m tests.killed_interview FOLDER SECONDS`, 0 to let it live."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path

from simulator.front_ends.voice.source import FileSource
from simulator.sound import count
from tests.spoken import micro_whisper
from tests.spoken_candidate import ANSWERS, spoken_answer, write
from tests.spoken_interview import interview


def main(folder: Path, killed_at_s: float) -> None:
    answer = write(spoken_answer(ANSWERS[0]), folder / "answer.wav")

    def source(pace: Callable[[int], None]) -> FileSource:
        def until_killed(samples: int) -> None:
            if killed_at_s and samples >= count(killed_at_s):
                os.kill(os.getpid(), signal.SIGKILL)
            pace(samples)

        return FileSource([answer], until_killed)

    interview(folder / "recordings", source, micro_whisper())


if __name__ == "__main__":
    main(Path(sys.argv[1]), float(sys.argv[2]))
