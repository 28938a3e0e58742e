"""How fast recordings open, replay and resume: typed and spoken interviews, and a million entries.

An interview is verified before and after this process has seen its lines: `verified_per_s` and `_again`.
"""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from itertools import count, cycle, product
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
from tests.candidates import CANDIDATES, hold, hold_aloud

RESULT = Path(__file__).parent / "results" / "replay.json"
WHOLE = ("strong", "vague", "deferring", "asking")
"""Candidates whose interviews take their 45 minutes at the pace below, where they are typed."""
PACE = 0.6
"""Words a second, with the time to think."""
MINUTE_40 = 40 * 60
MILLION = 1_000_000
TIMES = 5


def main() -> None:
    """Measure, print and keep the result."""
    # Made elsewhere: nothing in this process has seen a line of them before it verifies them.
    with ProcessPoolExecutor(1) as elsewhere:
        held = [elsewhere.submit(_interviews, seed).result() for seed in range(TIMES + 2)]
        aloud = [elsewhere.submit(_interviews, seed, aloud=True).result() for seed in range(TIMES)]
    (header, one), *_ = held[0]
    cold_s = _cpu_s(lambda: _agrees(header, one))
    _all_agree(held[1])
    per_s, again_per_s = ([_verified_per_s(interviews) for interviews in held[2:]] for _ in range(2))
    aloud_per_s, aloud_again_per_s = ([_verified_per_s(interviews) for interviews in aloud] for _ in range(2))
    long = [*one[:2], *_events(one, 100_000)]
    result = {
        "python": sys.version.split()[0],
        "interviews": sum(len(interviews) for interviews in held[2:]),
        "entries": sum(_entries(interviews) for interviews in held[2:]),
        "verified_per_s": round(statistics.median(per_s)),
        "verified_per_s_again": round(statistics.median(again_per_s)),
        "spoken_interviews": sum(len(interviews) for interviews in aloud),
        "spoken_entries": sum(_entries(interviews) for interviews in aloud),
        "spoken_verified_per_s": round(statistics.median(aloud_per_s)),
        "spoken_verified_per_s_again": round(statistics.median(aloud_again_per_s)),
        "verified_per_s_without_answers": round(len(long) / _cpu_s(lambda: _agrees(header, long))),
        "first_interview_of_a_process_verified_ms": round(1000 * cold_s, 1),
    }
    with tempfile.TemporaryDirectory() as folder:
        result |= _from_disk("", Path(folder) / "kept", held[2])
        result |= _from_disk("spoken_", Path(folder) / "aloud", aloud[0])
        result |= _resume(Path(folder) / "resume", header, one)
        result |= _opened("short_entries", Path(folder) / "short", header, _events(one, MILLION))
        result |= _opened("interviews", Path(folder) / "held", header, _over_and_over(one, MILLION))
    print(json.dumps(result, indent=1))
    RESULT.parent.mkdir(exist_ok=True)
    RESULT.write_text(json.dumps(result, indent=1) + "\n")


Interviews = list[tuple[Header, list[Entry]]]


def _interviews(seed: int, *, aloud: bool = False) -> Interviews:
    pairs = product(WHOLE, library.persona_files())
    return [_interview(candidate, persona, seed, aloud=aloud) for candidate, persona in pairs]


def _interview(candidate: str, persona_id: str, seed: int, *, aloud: bool) -> tuple[Header, list[Entry]]:
    scenario, persona = library.scenario("legal-assistant"), library.persona(persona_id)
    header = new_header(
        scenario, persona, created="2026-01-31T20:15:00+01:00", mode=Mode.REALISTIC, seed=seed, settings={}
    )
    answer = CANDIDATES[candidate]()
    if aloud:
        steps = hold_aloud(scenario, persona, answer, seed=seed)
    else:
        steps = hold(scenario, persona, answer, seed=seed, pace=PACE)
    return header, [Entry(seq, step.at, step.event, step.actions) for seq, step in enumerate(steps, 1)]


def _entries(interviews: Interviews) -> int:
    return sum(len(entries) for _, entries in interviews)


def _verified_per_s(interviews: Interviews) -> float:
    return _entries(interviews) / _cpu_s(lambda: _all_agree(interviews))


def _all_agree(interviews: Interviews) -> None:
    for header, entries in interviews:
        _agrees(header, entries)


def _agrees(header: Header, entries: Sequence[Entry]) -> None:
    if verify(header, entries):
        raise RuntimeError("a recording just made does not replay")


def _from_disk(name: str, folder: Path, interviews: Interviews) -> dict[str, float]:
    """Read recordings and verify them, as `simulate replay --verify` does."""
    folder.mkdir()
    for number, (header, entries) in enumerate(interviews):
        _write(folder / str(number), header, iter(entries))

    def read_and_verify() -> None:
        for number in range(len(interviews)):
            recording = read_recording(folder / str(number))
            _agrees(recording.header, recording.entries)

    return {f"{name}read_and_verified_per_s": round(_entries(interviews) / _cpu_s(read_and_verify))}


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
        "resume_command_wall_s": round(
            min(_command_s(folder, header.persona["name"]) for _ in range(TIMES)), 2
        ),
    }


def _command_s(folder: Path, interviewer: str) -> float:
    """Return how long `simulate resume` takes from its start until it shows what was said last."""
    command = [sys.executable, "-m", "simulator", "resume", folder.name, "--recordings", str(folder.parent)]
    began = time.perf_counter()
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        heard = any(line.startswith(interviewer) for line in process.stdout)
        took = time.perf_counter() - began
        process.kill()
    if not heard:
        raise RuntimeError("the interview was not resumed")
    return took


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
