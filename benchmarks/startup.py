"""How long `simulate --help` takes beside a bare interpreter, and how long an answer waits for its reply.

The longest is the first: the reader's network is still being loaded when it comes at once.
"""

from __future__ import annotations

import asyncio
import json
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from benchmarks.typist import Typist
from simulator.content import library
from simulator.evidence.reader import Reader
from simulator.interview.interview import Interview
from simulator.recording.folder import start_recording
from simulator.recording.header import Mode, new_header
from simulator.run_interview import run_interview

RESULT = Path(__file__).parent / "results" / "startup.json"
ROUNDS = 21
ANSWERS = Path(__file__).parent / "corpus" / "dev" / "dev-01.json"


def wall_s(command: list[str]) -> float:
    """Return the wall time of a command in seconds."""
    began = time.perf_counter()
    subprocess.run(command, check=True, capture_output=True)
    return time.perf_counter() - began


class Waiting(Typist):
    """Keeps how long each answer waits for the reply, in seconds."""

    def __init__(self, answers: Sequence[str]) -> None:
        super().__init__(answers)
        self.waits_s: list[float] = []

    def replied(self, times: Sequence[float]) -> None:
        """Take in how long the first sentence was waited for."""
        assert self.said_at is not None
        self.waits_s.append(times[0] - self.said_at)


def reply_waits_s() -> list[float]:
    """Hold an interview with the answers of a labelled transcript, recorded on this disk."""
    scenario, persona = library.scenario("legal-assistant"), library.persona("vp")
    header = new_header(
        scenario, persona, created="2026-01-01T00:00:00+00:00", mode=Mode.REALISTIC, seed=1, settings={}
    )
    turns = json.loads(ANSWERS.read_text())["turns"]
    typist = Waiting([turn["text"] for turn in turns if turn["speaker"] == "candidate"])
    with tempfile.TemporaryDirectory() as folder:
        journal = start_recording(Path(folder), header)
        reader = Reader(scenario.rubric, scenario.facts, scenario.probes)
        asyncio.run(run_interview(Interview(scenario, persona, seed=1), reader, journal, typist))
        journal.close()
    return typist.waits_s


def main() -> None:
    """Measure, print and keep the result."""
    bare, help_ = [], []
    for _ in range(ROUNDS):  # alternating, so that a busy moment hits both
        bare.append(wall_s([sys.executable, "-c", "pass"]))
        help_.append(wall_s([sys.executable, "-m", "simulator", "--help"]))
    waits = sorted(reply_waits_s())
    result = {
        "bare_interpreter_s": round(statistics.median(bare), 4),
        "help_s": round(statistics.median(help_), 4),
        "help_over_bare": round(statistics.median(help_) / statistics.median(bare), 2),
        "reply_median_s": round(statistics.median(waits), 4),
        "reply_longest_s": round(waits[-1], 4),
        "replies": len(waits),
    }
    print(json.dumps(result, indent=1))
    RESULT.parent.mkdir(exist_ok=True)
    RESULT.write_text(json.dumps(result, indent=1) + "\n")


if __name__ == "__main__":
    main()
