"""Whether a process killed at any moment loses anything.

Interviews are killed while they begin, while they are held, wrapped up and graded, then opened, resumed,
graded, graded again and exported, the last two with kills of their own.

A kill takes the process and leaves what it gave to the operating system. What a power cut takes is tested on
a disk that forgets, in `tests/recording/test_journal.py`.
"""

from __future__ import annotations

import argparse
import io
import json
import os
import random
import select
import shutil
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from contextlib import redirect_stdout, suppress
from dataclasses import dataclass, field
from itertools import groupby, pairwise
from pathlib import Path

import numpy as np

from simulator.cli.main import main as simulate
from simulator.interview.actions import Say
from simulator.interview.events import CandidateSaid
from simulator.recording.errors import RecordingError
from simulator.recording.folder import recording_names
from simulator.recording.foreign import read_transcript
from simulator.recording.layout import REPORT, SCORECARD
from simulator.recording.reading import Recording, read_recording
from simulator.recording.replay import verify
from simulator.recording.scorecards import earlier_scorecards
from simulator.recording.tracks import Tracks
from simulator.recording.transcript_of import transcript_of
from simulator.run_grading import grade_recording
from simulator.sound import RATE, read_sound
from simulator.transcript import Speaker, Transcript

RESULT = Path(__file__).parent / "results" / "crash.json"
TRANSCRIPT = Path(__file__).parent / "corpus" / "dev" / "dev-01.json"
ROUNDS = 1000
ANSWERED = 6
"""Answers in an interview that is not killed."""
LONGEST_WAIT_S = 0.1
"""A kill during an answer comes within this time of its sending; the reply takes about half of it."""
PATIENCE_S = 60.0
"""A process silent for so long hangs."""
LONGEST_WRAP_UP_S = 0.02
"""From the end of its input to the end of the interview."""
SOUND_S = 10
"""Of the recordings that are exported."""
FORMS = ("md", "json", "vtt", "flac", "mp4")
SOUNDS = FORMS[3:]
BY_COMMAND = 0.5
"""Share of interviews that the candidate ends in words, not by going away."""
KILLED_AGAIN = 0.3
"""Share of resumed interviews that are killed once more."""

CANDIDATE = "You: "
INTERVIEWER = "Dana Okafor: "
"""How lines begin in what is printed; she is the persona `vp`."""


@dataclass
class Outcome:
    """What one or more rounds came to."""

    kills: Counter[str] = field(default_factory=Counter)
    """By what the killed process was doing, as its recording shows."""
    torn: int = 0
    """Times a kill had cut off a line."""
    acknowledged: int = 0
    """Answers whose reply had been seen at the kill."""
    lines_seen: int = 0
    """Lines of the interviewer's that had been seen at the kill."""
    resumed: int = 0
    graded: int = 0
    faults: list[str] = field(default_factory=list)

    def add(self, other: Outcome) -> None:
        """Take in another round."""
        self.kills += other.kills
        self.torn += other.torn
        self.acknowledged += other.acknowledged
        self.lines_seen += other.lines_seen
        self.resumed += other.resumed
        self.graded += other.graded
        self.faults += other.faults


class Child:
    """A forked `simulate` between two pipes: a process of its own, without the start of an interpreter."""

    def __init__(self, *arguments: str) -> None:
        theirs_in, self._to = os.pipe()
        self._from, theirs_out = os.pipe()
        self._output = b""
        self._pid = os.fork()
        if self._pid == 0:
            os.close(self._to)
            os.close(self._from)
            _become(arguments, theirs_in, theirs_out)
        os.close(theirs_in)
        os.close(theirs_out)

    @property
    def output(self) -> str:
        """All that was printed so far."""
        return self._output.decode(errors="replace")

    def say(self, line: str) -> None:
        """Hand in a line; one that is gone takes none."""
        with suppress(BrokenPipeError):
            os.write(self._to, f"{line}\n".encode())

    def leave(self) -> None:
        """End its input."""
        if self._to >= 0:
            os.close(self._to)
            self._to = -1

    def read_until(self, enough: Callable[[str], bool]) -> bool:
        """Read until what was printed is enough; False where it ended before. TimeoutError where it hangs."""
        while not enough(self.output):
            if not select.select([self._from], [], [], PATIENCE_S)[0]:
                self.kill()
                raise TimeoutError(f"silent for {PATIENCE_S:g} s after: {self.output[-200:]!r}")
            chunk = os.read(self._from, 65_536)
            if not chunk:
                return False
            self._output += chunk
        return True

    def kill(self) -> None:
        """Kill it as the system would, without a word."""
        os.kill(self._pid, signal.SIGKILL)

    def finish(self) -> int:
        """Wait for its end; return its exit status, or the negative signal that it died of."""
        self.leave()
        self.read_until(lambda output: False)
        _, status = os.waitpid(self._pid, 0)
        os.close(self._from)
        return os.waitstatus_to_exitcode(status)


def _become(arguments: tuple[str, ...], theirs_in: int, theirs_out: int) -> None:
    """Turn a forked child into `simulate`, and never return."""
    status = 70
    try:
        for descriptor, number in ((theirs_in, 0), (theirs_out, 1), (theirs_out, 2)):
            os.dup2(descriptor, number)
        sys.stdin, sys.stdout = os.fdopen(0), os.fdopen(1, "w")
        sys.stderr = sys.stdout
        status = simulate(arguments)
        sys.stdout.flush()
    finally:
        os._exit(status)


def answers() -> list[str]:
    """Return what a candidate of the labelled corpus said, a line each."""
    turns = json.loads(TRANSCRIPT.read_text())["turns"]
    return [" ".join(turn["text"].split()) for turn in turns if turn["speaker"] == "candidate"][:ANSWERED]


@dataclass(frozen=True)
class Pace:
    """How long things take here in seconds, so that kills fall into them."""

    beginning_s: float
    """To the interviewer's first line."""
    grading_s: float
    regrading_s: float
    export_s: dict[str, float]


def crash(seed: int, recordings: Path, lines: list[str], pace: Pace) -> Outcome:
    """Hold an interview that is killed at a moment drawn by `seed`, and take its recording to the end."""
    draw, outcome = random.Random(seed), Outcome()
    _begin(draw, recordings / "begun", outcome, pace.beginning_s)
    child = Child("--recordings", str(recordings), "--seed", str(seed))
    at_the_end = _kill(draw, child, lines, pace.grading_s)
    (name,) = recording_names(recordings)
    folder = recordings / name
    recording = _check(folder, child.output, outcome)
    outcome.kills[_was_doing(recording, at_the_end)] += 1
    while not recording.ended:
        outcome.resumed += 1
        child = Child("resume", name, "--recordings", str(recordings))
        before = recording
        if draw.random() < KILLED_AGAIN:
            at_the_end = _kill(draw, child, lines, pace.grading_s)
            recording = _check(folder, child.output, outcome)
            outcome.kills[_was_doing(recording, at_the_end)] += 1
        else:
            for line in lines[:2]:
                child.say(line)
            if child.finish() != 0:
                outcome.faults.append(f"seed {seed}: resume said {child.output[-300:]!r}")
                return outcome
            recording = _check(folder, child.output, outcome)
        if recording.entries[: len(before.entries)] != before.entries:
            outcome.faults.append(f"seed {seed}: entries are gone that were there before resuming")
    if not (folder / SCORECARD).exists():
        child = Child("resume", name, "--grade", "--recordings", str(recordings))
        if child.finish() != 0:
            outcome.faults.append(f"seed {seed}: resume --grade said {child.output[-300:]!r}")
            return outcome
    kept = json.loads((folder / SCORECARD).read_bytes())
    outcome.graded += 1
    if kept["verdict"] != grade_recording(folder).scorecard.verdict:
        outcome.faults.append(f"seed {seed}: the scorecard kept is not that of the recording")
    _regrade(draw, folder, outcome, pace.regrading_s)
    _export(draw, folder, outcome, pace.export_s)
    if read_recording(folder).entries != recording.entries:
        outcome.faults.append(f"seed {seed}: grading or exporting has changed the journal")
    return outcome


def _begin(draw: random.Random, recordings: Path, outcome: Outcome, beginning_s: float) -> None:
    """Kill an interview before its first line: there is no recording of it then, or one that can be read."""
    child = Child("--recordings", str(recordings))
    time.sleep(draw.uniform(0, beginning_s))
    child.kill()
    child.finish()
    outcome.kills["beginning"] += 1
    for name in recording_names(recordings):
        try:
            _check(recordings / name, child.output, outcome)
        except RecordingError as error:
            outcome.faults.append(f"killed while it began: {error}")


def _regrade(draw: random.Random, folder: Path, outcome: Outcome, regrading_s: float) -> None:
    """Kill the grading of a recording that another grader had graded, then grade it; both must be kept."""
    new = (folder / SCORECARD).read_bytes()
    older = json.loads(new)
    older["grader"]["version"] = "0.0.1"
    old = json.dumps(older).encode()
    (folder / SCORECARD).write_bytes(old)
    command = ("regrade", folder.name, "--recordings", str(folder.parent))
    child = Child(*command)
    time.sleep(draw.uniform(0, regrading_s))
    child.kill()
    child.finish()
    was_done = (folder / SCORECARD).read_bytes() == new
    outcome.kills["nothing more" if was_done else "regrading"] += 1
    child = Child(*command)
    status = child.finish()
    kept = [path.read_bytes() for path in earlier_scorecards(folder)]
    if status != 0 or kept != [old] or (folder / SCORECARD).read_bytes() != new:
        outcome.faults.append(f"{folder}: regrade leaves {len(kept)} and said {child.output[-300:]!r}")


def _export(draw: random.Random, folder: Path, outcome: Outcome, export_s: dict[str, float]) -> None:
    """Kill an export, then export again: under its name there is the whole of it or nothing."""
    form = draw.choice(FORMS)
    _sound(folder)
    path = folder.parent / f"out.{form}"
    child = Child(*_exporting(folder, form, path))
    time.sleep(draw.uniform(0, export_s[form]))
    child.kill()
    child.finish()
    was_done = path.exists()
    outcome.kills[
        "nothing more" if was_done else "exporting sound" if form in SOUNDS else "exporting words"
    ] += 1
    if was_done and not _is_whole(folder, path):
        outcome.faults.append(f"{path}: a part of what was to be exported")
    child = Child(*_exporting(folder, form, path))
    if (child.finish() == 0) is was_done or not _is_whole(folder, path):
        outcome.faults.append(f"{path}: export said {child.output[-300:]!r}")


def _exporting(folder: Path, form: str, path: Path) -> tuple[str, ...]:
    what = "--audio" if form in SOUNDS else "--transcript"
    return ("export", folder.name, what, form, "--output", str(path), "--recordings", str(folder.parent))


def _sound(folder: Path) -> None:
    """Give a recording some noise of both sides to export."""
    noise = np.random.default_rng(1).integers(-9000, 9000, SOUND_S * RATE, np.int16)
    faults: list[OSError] = []
    tracks = Tracks(folder, faults.append)
    for speaker in Speaker:
        tracks.write(speaker, 0, noise)
    tracks.close()
    if faults:
        raise faults[0]


def _is_whole(folder: Path, path: Path) -> bool:
    form = path.suffix[1:]
    if form in SOUNDS:
        return abs(len(read_sound(path)) / RATE - SOUND_S) < 0.1
    if form == "md":
        return path.read_text().endswith("\n")
    exported, kept = read_transcript(path).transcript, transcript_of(read_recording(folder).entries)
    # Captions know no turns: what one side says twice in a row is read back as one.
    return _told(exported) == _told(kept)


def _told(transcript: Transcript) -> list[tuple[Speaker, str]]:
    """Return what each side said until the other one spoke."""
    sides = groupby(transcript.turns, key=lambda turn: turn.speaker)
    return [(speaker, " ".join(turn.text for turn in turns)) for speaker, turns in sides]


def _kill(draw: random.Random, child: Child, lines: list[str], grading_s: float) -> bool:
    """Answer some questions, then kill within an answer or after the last; return whether after the last."""
    answered = draw.randrange(len(lines) + 2)
    child.read_until(lambda output: INTERVIEWER in output)
    for line in lines[:answered]:
        replies = child.output.count(INTERVIEWER)
        child.say(line)
        child.read_until(lambda output, replies=replies: output.count(INTERVIEWER) > replies)
    if answered < len(lines):
        child.say(lines[answered])
        time.sleep(draw.uniform(0, LONGEST_WAIT_S))
    else:
        if draw.random() < BY_COMMAND:
            child.say("/end")
        child.leave()
        time.sleep(draw.uniform(0, LONGEST_WRAP_UP_S if answered == len(lines) else grading_s))
    child.kill()
    child.finish()
    return answered >= len(lines)


def _was_doing(recording: Recording, at_the_end: bool) -> str:
    """Return what a process was doing when it was killed, from what it left."""
    if not recording.ended:
        return "wrapping up" if at_the_end else "interviewing"
    if not (recording.folder / SCORECARD).exists():
        return "grading"
    return "nothing more" if (recording.folder / REPORT).exists() else "keeping the result"


def _check(folder: Path, printed: str, outcome: Outcome) -> Recording:
    """Open a recording after its writer is gone and see whether it holds all that had been seen."""
    recording = read_recording(folder)
    blocks = printed.split("\n\n")[:-1]  # what comes after the last blank line was not printed whole
    seen = [block.removeprefix(INTERVIEWER) for block in blocks if block.startswith(INTERVIEWER)]
    said = [action.text for entry in recording.entries for action in entry.actions if isinstance(action, Say)]
    heard = [entry.event.text for entry in recording.entries if isinstance(entry.event, CandidateSaid)]
    answered = [
        block.removeprefix(CANDIDATE)
        for block, then in pairwise(blocks)
        if block.startswith(CANDIDATE)
        and not block.startswith(f"{CANDIDATE}/")
        and then.startswith(INTERVIEWER)
    ]
    outcome.lines_seen += len(seen)
    outcome.acknowledged += len(answered)
    outcome.torn += any(damage.fault == "cut off" for damage in recording.damage)
    lost = [text for text in seen if text not in said] + [text for text in answered if text not in heard]
    unlikely = [damage for damage in recording.damage if damage.fault not in ("cut off", "empty")]
    for fault, found in (
        ("seen and not recorded", lost),
        ("entries missing", recording.missing),
        ("damage that no kill does", unlikely),
        ("divergences", verify(recording.header, recording.entries)),
    ):
        if found:
            outcome.faults.append(f"{folder.name}: {fault}: {found}")
    return recording


def run(rounds: range, lines: list[str]) -> Outcome:
    """Run a round for each seed, each in a folder of its own."""
    total = Outcome()
    with tempfile.TemporaryDirectory() as folder:
        pace = _pace(Path(folder) / "whole", lines)
        for seed in rounds:
            total.add(crash(seed, Path(folder) / str(seed), lines, pace))
            shutil.rmtree(Path(folder) / str(seed))
    return total


def _on_all_cores(rounds: range, lines: list[str]) -> Outcome:
    total, cores = Outcome(), os.cpu_count() or 1
    with ProcessPoolExecutor(cores) as pool:
        for outcome in pool.map(run, [rounds[core::cores] for core in range(cores)], [lines] * cores):
            total.add(outcome)
    return total


def _pace(recordings: Path, lines: list[str]) -> Pace:
    """Hold, grade and export an interview that nobody kills."""
    child = Child("--recordings", str(recordings), "--seed", "0")
    for line in lines:
        child.say(line)
    child.finish()
    (name,) = recording_names(recordings)
    folder = recordings / name
    _sound(folder)
    regrading = ("regrade", name, "--recordings", str(recordings))
    export_s = {}
    with redirect_stdout(io.StringIO()):
        # In this process first: what it loads, all its children have.
        simulate(regrading)
        for form in FORMS:
            simulate(_exporting(folder, form, recordings / f"first.{form}"))
            export_s[form] = _took_s(
                lambda form=form: Child(*_exporting(folder, form, recordings / f"a.{form}"))
            )
    return Pace(
        beginning_s=_took_s(lambda: _first_line(recordings / "begun")),
        grading_s=_took_s(lambda: grade_recording(folder)),
        regrading_s=_took_s(lambda: Child(*regrading)),
        export_s=export_s,
    )


def _first_line(recordings: Path) -> None:
    child = Child("--recordings", str(recordings))
    child.read_until(lambda output: INTERVIEWER in output)
    child.kill()
    child.finish()


def _took_s(act: Callable[[], object]) -> float:
    """Return how long something takes, or a child until its end."""
    began = time.perf_counter()
    done = act()
    if isinstance(done, Child):
        done.finish()
    return time.perf_counter() - began


def main() -> int:
    """Run, print and keep the result; 1 where anything was lost."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    rounds = parser.parse_args().rounds
    began = time.perf_counter()
    outcome = _on_all_cores(range(rounds), answers())
    result = {
        "rounds": rounds,
        "kills": dict(sorted(outcome.kills.items())),
        "torn_lines": outcome.torn,
        "acknowledged_answers": outcome.acknowledged,
        "interviewer_lines_seen": outcome.lines_seen,
        "resumed": outcome.resumed,
        "graded": outcome.graded,
        "faults": outcome.faults,
        "minutes": round((time.perf_counter() - began) / 60, 1),
    }
    print(json.dumps(result, indent=1))
    RESULT.parent.mkdir(exist_ok=True)
    RESULT.write_text(json.dumps(result, indent=1) + "\n")
    return 1 if outcome.faults else 0


if __name__ == "__main__":
    raise SystemExit(main())
