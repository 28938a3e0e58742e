"""How fast recordings open, replay and resume: interviews of simulated candidates, and a million entries."""

from __future__ import annotations

import json
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from itertools import count, cycle
from pathlib import Path

from simulator.content import library
from simulator.interview.actions import Action
from simulator.interview.events import CandidateStarted, Event, InterviewerFinished
from simulator.recording.entry import ENTRY, Entry
from simulator.recording.header import HEADER, Header, Mode, new_header
from simulator.recording.journal import Journal
from simulator.recording.layout import journal_path
from simulator.recording.line import frame
from simulator.recording.reading import read_recording
from simulator.recording.replay import verify
from simulator.recording.resumption import restored
from tests.candidates import CANDIDATES, hold

RESULT = Path(__file__).parent / "results" / "replay.json"
SPOKEN = ("strong", "vague", "deferring", "asking")
"""Candidates whose interviews take their 45 minutes at the pace below."""
PACE = 0.7
"""Words a second: spoken ones with the time to think."""
MINUTE_40 = 40 * 60
MILLION = 1_000_000
TIMES = 5


def main() -> None:
    """Measure, print and keep the result."""
    interviews = [_interview(name, persona) for name in SPOKEN for persona in library.persona_files()]
    entries = sum(len(entries) for _, entries in interviews)
    first_s = _cpu_s(lambda: [_agrees(*interview) for interview in interviews])
    again_s = statistics.median(
        _cpu_s(lambda: [_agrees(*interview) for interview in interviews]) for _ in range(TIMES)
    )
    header, held = interviews[0]
    long = [*held[:2], *_events(held, 100_000)]
    result = {
        "python": sys.version.split()[0],
        "interviews": len(interviews),
        "entries": entries,
        "verified_per_s_first": round(entries / first_s),
        "verified_per_s": round(entries / again_s),
        "verified_per_s_without_answers": round(len(long) / _cpu_s(lambda: _agrees(header, long))),
        "one_interview_verified_ms": round(1000 * again_s / len(interviews), 2),
    }
    with tempfile.TemporaryDirectory() as folder:
        result |= _resume(Path(folder) / "resume", header, held)
        result |= _opened("short_entries", Path(folder) / "short", header, _events(held, MILLION))
        result |= _opened("interviews", Path(folder) / "held", header, _over_and_over(held, MILLION))
    print(json.dumps(result, indent=1))
    RESULT.parent.mkdir(exist_ok=True)
    RESULT.write_text(json.dumps(result, indent=1) + "\n")


def _interview(candidate: str, persona_id: str) -> tuple[Header, list[Entry]]:
    scenario, persona = library.scenario("legal-assistant"), library.persona(persona_id)
    header = new_header(
        scenario, persona, created="2026-01-31T20:15:00+01:00", mode=Mode.REALISTIC, seed=3, settings={}
    )
    steps = hold(scenario, persona, CANDIDATES[candidate](), seed=3, pace=PACE)
    return header, [Entry(seq, step.at, step.event, step.actions) for seq, step in enumerate(steps, 1)]


def _agrees(header: Header, entries: list[Entry]) -> None:
    if verify(header, entries):
        raise RuntimeError("a recording just made does not replay")


def _events(held: list[Entry], number: int) -> Iterator[Entry]:
    """Yield entries in which the candidate begins and the interviewer is done, and nothing is said."""
    at = held[1].at
    events: Iterator[Event] = cycle((CandidateStarted(), InterviewerFinished()))
    nothing: tuple[Action, ...] = ()
    for seq in range(1, number + 1):
        yield Entry(seq, at, next(events), nothing)


def _over_and_over(held: list[Entry], number: int) -> Iterator[Entry]:
    for seq, entry in zip(count(1), cycle(held), strict=False):
        if seq > number:
            return
        yield Entry(seq, entry.at, entry.event, entry.actions)


def _opened(name: str, folder: Path, header: Header, entries: Iterator[Entry]) -> dict[str, float]:
    _write(folder, header, entries)
    size = journal_path(folder, 1).stat().st_size
    cpu, wall = [], []
    for _ in range(3):
        began = time.perf_counter()
        cpu.append(_cpu_s(lambda: read_recording(folder)))
        wall.append(time.perf_counter() - began)
    return {
        f"million_{name}_mb": round(size / 1e6),
        f"million_{name}_open_cpu_s": round(min(cpu), 2),
        f"million_{name}_open_wall_s": round(min(wall), 2),
    }


def _resume(folder: Path, header: Header, held: list[Entry]) -> dict[str, float]:
    """Resume a recording that broke off at minute 40: lock, read, sync, bring the core there."""
    _write(folder, header, iter([entry for entry in held if entry.at <= MINUTE_40]))
    wall = []
    for _ in range(TIMES):
        began = time.perf_counter()
        journal, recording = Journal.resume(folder)
        _, place = restored(recording)
        wall.append(time.perf_counter() - began)
        journal.close()
    return {
        "resume_entries": len(recording.entries),
        "resume_at_s": round(place.at) if place else 0,
        "resume_wall_s": round(statistics.median(wall), 4),
    }


def _write(folder: Path, header: Header, entries: Iterator[Entry]) -> None:
    folder.mkdir()
    with journal_path(folder, 1).open("wb") as file:
        file.write(frame(HEADER.encode(header)))
        file.writelines(frame(ENTRY.encode(entry)) for entry in entries)


def _cpu_s(run: Callable[[], object]) -> float:
    """Return the processor time of a call: what others do on the machine does not count."""
    began = time.process_time()
    run()
    return time.process_time() - began


if __name__ == "__main__":
    main()
