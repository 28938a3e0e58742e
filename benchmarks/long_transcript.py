"""What grading an hour of talk takes, and 5 MB of what nobody would say: time and memory of fresh processes.

Run: python -m benchmarks.long_transcript [case ...]
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from pathlib import Path

from benchmarks.samples import transcript, transcript_ids
from simulator.content import library
from simulator.grading.grade import grade
from simulator.recording.foreign import MAX_BYTES, read_transcript

RESULTS = Path(__file__).parent / "results" / "long_transcript.json"
HOUR_S = 3600.0
ROUNDS = 3
"""Each case is graded in so many processes, and the fastest counts: this machine has other work."""
SIZE = MAX_BYTES - 1_000
"""Bytes of the longest answer that a file can hold."""


def in_json(turns: Iterable[tuple[str, str, float, float]]) -> str:
    """Return a transcript file of these turns: speaker, words, start, end."""
    keyed = [dict(zip(("speaker", "text", "start", "end"), turn, strict=True)) for turn in turns]
    return json.dumps({"turns": keyed}, ensure_ascii=False, separators=(",", ":"))


def hour() -> str:
    """Return the labelled transcripts one after another up to an hour: about 7,700 words."""
    told: list[tuple[str, str, float, float]] = []
    at = 0.0
    for name in transcript_ids():
        turns = transcript(name).turns
        if at + turns[-1].end > HOUR_S:
            break
        told += [(turn.speaker, turn.text, at + turn.start, at + turn.end) for turn in turns]
        at += turns[-1].end + 1
    return in_json(told)


def answer(text: str) -> Callable[[], str]:
    """Return what makes a file of one endless answer: `text`, said again and again."""
    size = len(json.dumps(text, ensure_ascii=False).encode()) - 2
    return lambda: in_json([("interviewer", "Go on.", 0, 0), ("candidate", text * (SIZE // size), 0, 0)])


CASES: dict[str, Callable[[], str]] = {
    "an hour": hour,
    "one word again and again": answer("latency "),
    "one letter, no space": answer("a"),
    "digits": answer("7"),
    "grouped digits": answer("1,000,"),
    "spoken numbers": answer("twenty one hundred and a half "),
    "opening quotes": answer("''' \"\" ("),
    "words that many expressions begin with": answer("if we would not have had to as soon as a "),
    "stops": answer(". ? ! "),
    "taking back": answer("scrap that, forget what i said about "),
    "speakers' names inside an answer": answer("Interviewer: "),
    "money and shares": answer("five cents a query 1 of 2 per 9 % "),
    "marks of no script": answer("\u0301\u200b"),
    "one commitment a sentence": answer("Two seconds at p95, or a person takes over. "),
    "350,000 tiny turns": lambda: "Candidate: a\nInterviewer: b\n" * (SIZE // 28),
    "90,000 turns of one side": lambda: in_json([("candidate", "a", 0, 0)] * (SIZE // 53)),
    "an endless question": lambda: in_json(
        [
            ("interviewer", "how fast must it be " * (SIZE // 21), 0, 0),
            ("candidate", "Two seconds at p95.", 0, 0),
        ]
    ),
}


def grade_file(path: Path) -> dict[str, float]:
    """Grade a transcript file in this process; return seconds and the peak of this process's memory."""
    rubric = library.rubric("ai-system-design")
    told = read_transcript(path).transcript
    started, cpu = time.perf_counter(), time.process_time()
    grade(told, rubric, "general")
    taken, worked = time.perf_counter() - started, time.process_time() - cpu
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024  # kB here, bytes on macOS
    return {"grade_s": round(taken, 2), "cpu_s": round(worked, 2), "peak_mb": round(peak, 1)}


def measured(path: Path, rounds: int) -> dict[str, float]:
    """Grade a file in fresh processes, and by the command; return the fastest."""
    command = [sys.executable, "-m", "benchmarks.long_transcript", "--grade", str(path)]
    one_thread = {**os.environ, "OPENBLAS_NUM_THREADS": "1"}  # as the command sets it for itself
    found = [json.loads(subprocess.check_output(command, env=one_thread)) for _ in range(rounds)]
    started = time.perf_counter()
    subprocess.run(
        [sys.executable, "-m", "simulator", "grade", str(path)], check=True, stdout=subprocess.DEVNULL
    )
    best = {name: min(one[name] for one in found) for name in found[0]}
    return best | {"command_s": round(time.perf_counter() - started, 2)}


def main(wanted: list[str]) -> int:
    """Measure every case, or the wanted ones; print and keep the results."""
    if wanted[:1] == ["--grade"]:
        print(json.dumps(grade_file(Path(wanted[1]))))
        return 0
    results = json.loads(RESULTS.read_text()) if RESULTS.exists() else {}
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "transcript"
        for name in wanted or CASES:
            path.write_text(CASES[name](), encoding="utf-8")
            results[name] = measured(path, ROUNDS if name == "an hour" else 1)
            results[name]["megabytes"] = round(path.stat().st_size / 1e6, 2)
            print(f"{name:40}", results[name], flush=True)
            kept = {case: results[case] for case in CASES if case in results}
            RESULTS.write_text(json.dumps(kept, indent=1) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
