from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from simulator.content.rubric import RedFlag
from simulator.evidence.observation import Status
from simulator.grading.course import Flagged, Moved
from simulator.grading.scorecard import Quote
from simulator.interview.events import CandidateCommanded, Command
from simulator.interview.interview import Interview
from simulator.recording.entry import Entry
from simulator.recording.header import Mode, new_header
from simulator.recording.reading import Recording
from simulator.recording.transcript_of import transcript_of
from simulator.reporting.playback import RED_FLAG, as_lines, findings_by_turn, passages
from simulator.transcript import Speaker
from tests.interview.small import PERSONA, SCENARIO
from tests.recording.test_replay import EVENTS


def _recording() -> Recording:
    header = new_header(
        SCENARIO, PERSONA, created="2026-11-21T20:43:10+01:00", mode=Mode.PRACTICE, seed=5, settings={}
    )
    interview = Interview(SCENARIO, PERSONA, seed=5, practice=True)
    entries = tuple(
        Entry(seq, at, event, tuple(interview.handle(event, at))) for seq, (at, event) in enumerate(EVENTS, 1)
    )
    return Recording(Path("somewhere"), header, entries, ())


def test_everything_said_and_shown_is_there_in_order() -> None:
    recording = _recording()
    found = passages(recording)
    assert [passage.start for passage in found] == sorted(passage.start for passage in found)
    assert [p.text for p in found if p.speaker] == [
        turn.text for turn in transcript_of(recording.entries).turns
    ]
    shown = [passage.text for passage in found if passage.speaker is None]
    assert shown[0] == "── Clarify ──"
    assert "(/hint)" in shown
    assert shown[shown.index("(/hint)") + 1] == "(Design it.)"
    assert found[-1].text == "── candidate ended ──", "the end is shown after the farewell"
    assert {passage.name for passage in found} == {"", "You", PERSONA.name}
    assert found[0].text == "── Clarify ──", "a phase is announced before its first words"


def test_findings_stand_at_the_turn_that_earned_them() -> None:
    recording = _recording()
    first, second = transcript_of(recording.entries).candidate_turns()[:2]
    criterion = SCENARIO.rubric.criteria[0]
    flag = RedFlag(id="rush", title="Rush", matters="M.", instead="I.")
    rubric = SCENARIO.rubric.model_copy(update={"red_flags": (flag,)})
    quote, later = Quote(first[0], first[1].start, "one hour"), Quote(second[0], second[1].start, "cheap")
    course = (
        (first[0], (Moved(criterion.id, Status.MISSING, Status.MET, quote), Flagged(flag.id, True, quote))),
        (second[0], (Moved(criterion.id, Status.MET, Status.MISSING, later), Flagged(flag.id, False, quote))),
    )
    lines = list(as_lines(passages(recording, findings_by_turn(course, rubric))))
    place = lines.index(f"00:09  You: {first[1].text}")
    assert lines[place + 1 : place + 3] == [
        f"         met: {criterion.title}: “one hour”",
        f"         {RED_FLAG}: {flag.title}: “one hour”",
    ]
    place = next(i for i, line in enumerate(lines) if line.endswith(second[1].text))
    assert lines[place + 1 : place + 3] == [
        f"         taken back (was met): {criterion.title}: “cheap”",
        f"         taken back (was {RED_FLAG}): {flag.title}: “one hour”",
    ]
    assert sum(line.startswith(" " * 9) for line in lines) == 4


def test_nothing_said_acts_on_the_terminal() -> None:
    recording = _recording()
    entry = replace(recording.entries[3], event=replace(recording.entries[3].event, text="a\x1b[2J\nb"))  # type: ignore[type-var]
    found = passages(replace(recording, entries=(*recording.entries[:3], entry)))
    assert all(passage.text.isprintable() for passage in found)
    assert [p.text for p in found if p.speaker is Speaker.CANDIDATE] == ["a[2J b"]


def test_a_clock_set_back_never_puts_what_was_shown_before_what_was_said() -> None:
    recording = _recording()
    late = Entry(5, 1.0, CandidateCommanded(Command.SKIP), ())
    found = passages(replace(recording, entries=(*recording.entries[:4], late)))
    assert [p.start for p in found if p.text == "(/skip)"] == [recording.entries[3].at]
