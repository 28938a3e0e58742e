from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from simulator.evidence.observation import Status
from simulator.interview.actions import EndInterview, EndReason
from simulator.interview.events import CandidateStarted, Event
from simulator.interview.interview import Interview
from simulator.recording import resumption
from simulator.recording.entry import ENTRY, Entry
from simulator.recording.errors import RecordingError
from simulator.recording.header import HEADER, Header, Mode, imported_header, new_header
from simulator.recording.journal import Journal
from simulator.recording.layout import SCORECARD, journal_path
from simulator.recording.line import frame
from simulator.recording.reading import Recording, read_recording
from simulator.recording.replay import verify
from tests.interview.small import PERSONA, SCENARIO, said
from tests.recording.test_replay import EVENTS


def _header() -> Header:
    return new_header(
        SCENARIO, PERSONA, created="2026-11-21T20:43:10+01:00", mode=Mode.PRACTICE, seed=5, settings={}
    )


def _held(events: list[tuple[float, Event]] = EVENTS) -> list[Entry]:
    interview = Interview(SCENARIO, PERSONA, seed=5, practice=True)
    return [
        Entry(seq, at, event, tuple(interview.handle(event, at))) for seq, (at, event) in enumerate(events, 1)
    ]


def _recording(*entries: Entry) -> Recording:
    return Recording(Path("somewhere"), _header(), entries, ())


def _written(folder: Path, entries: list[Entry]) -> Path:
    folder.mkdir(parents=True)
    lines = [frame(HEADER.encode(_header())), *(frame(ENTRY.encode(entry)) for entry in entries)]
    journal_path(folder, 1).write_bytes(b"".join(lines))
    return folder


@pytest.mark.parametrize("cut", range(1, len(EVENTS)))
def test_wherever_it_broke_off_it_goes_on_as_if_it_had_not(cut: int) -> None:
    entries = _held()
    interview, place = resumption.restored(_recording(*entries[:cut]))
    assert place is not None
    assert place.at == entries[cut - 1].at
    assert place.entries == tuple(entries[:cut])
    assert [tuple(interview.handle(entry.event, entry.at)) for entry in entries[cut:]] == [
        entry.actions for entry in entries[cut:]
    ]


def test_what_had_not_begun_begins_anew() -> None:
    interview, place = resumption.restored(_recording())
    assert place is None
    assert not interview.is_over


def test_a_clock_that_was_set_back_does_not_take_the_interview_back() -> None:
    entries = _held([*EVENTS[:3], (2.0, EVENTS[3][1])])
    _, place = resumption.restored(_recording(*entries))
    assert place is not None
    assert place.at == 9.0


def test_a_missing_entry_that_changed_nothing_does_not_stop_it() -> None:
    entries = [entry for entry in _held()[:8] if not isinstance(entry.event, CandidateStarted)]
    interview, place = resumption.restored(_recording(*entries))
    assert place is not None
    assert not interview.is_over


def test_a_missing_answer_is_told_with_the_way_that_is_left() -> None:
    entries = _held()
    recording = _recording(*entries[:3], *entries[4:8])
    with pytest.raises(
        RecordingError, match=r"1 entry is missing.*`simulate resume somewhere --grade`"
    ) as caught:
        resumption.restored(recording)
    assert "\n" not in str(caught.value)


def test_a_recording_of_another_interviewer_is_not_gone_on_with() -> None:
    entries = _held()[:5]
    entries[3] = replace(entries[3], actions=())
    with pytest.raises(RecordingError, match=r"entry 4: this program's interviewer .* --grade"):
        resumption.restored(_recording(*entries))


@pytest.mark.parametrize("whole", [True, False])
def test_ending_records_that_the_candidate_left(tmp_path: Path, whole: bool) -> None:
    entries = _held()[:6]
    folder = _written(tmp_path / "one", entries if whole else [entries[0], *entries[4:]])
    journal, recording = Journal.resume(folder)
    assert resumption.end(journal, recording, "") is None
    journal.close()
    ended = read_recording(folder)
    assert ended.ended
    assert ended.entries[-1].actions == (EndInterview(EndReason.INTERRUPTED),)
    assert (ended.entries[-1].seq, ended.entries[-1].at) == (7, 30.0)
    assert (verify(ended.header, ended.entries) == []) == whole


def test_the_latest_that_did_not_end_is_found(tmp_path: Path) -> None:
    assert resumption.latest_left(tmp_path) is None
    for name, count in (("2026-01-01-a", 4), ("2026-01-02-b", 5), ("2026-01-03-c", len(EVENTS))):
        _written(tmp_path / name, _held()[:count])
    (tmp_path / "2026-01-03-c" / SCORECARD).touch()
    assert resumption.latest_left(tmp_path) is None, "only the latest of all is offered"
    assert resumption.latest_unended(tmp_path).folder.name == "2026-01-02-b"
    journal, _ = Journal.resume(tmp_path / "2026-01-02-b")
    assert resumption.latest_unended(tmp_path).folder.name == "2026-01-01-a"
    journal.close()


def test_what_was_imported_since_hides_no_interview(tmp_path: Path) -> None:
    _written(tmp_path / "2026-01-01-a", _held()[:4])
    since = tmp_path / "2026-01-02-b"
    since.mkdir()
    header = imported_header(SCENARIO, None, created="2026-01-02T20:15:00+01:00", settings={})
    Journal.create(since, header).close()
    left = resumption.latest_left(tmp_path)
    assert left is not None
    assert left.folder.name == "2026-01-01-a"


def test_one_that_ended_ungraded_is_left_but_not_unended(tmp_path: Path) -> None:
    folder = _written(tmp_path / "2026-01-03-c", _held())
    left = resumption.latest_left(tmp_path)
    assert left is not None
    assert left.ended
    with pytest.raises(RecordingError, match="no interview in"):
        resumption.latest_unended(tmp_path)
    (folder / SCORECARD).touch()
    assert resumption.latest_left(tmp_path) is None


def test_what_cannot_be_read_hides_no_other(tmp_path: Path) -> None:
    _written(tmp_path / "2026-01-01-a", _held()[:4])
    broken = _written(tmp_path / "2026-01-02-b", [])
    journal_path(broken, 1).write_bytes(b"nothing")
    left = resumption.latest_left(tmp_path)
    assert left is not None
    assert left.folder.name == resumption.latest_unended(tmp_path).folder.name == "2026-01-01-a"


def test_observations_of_the_day_come_back_with_the_state(tmp_path: Path) -> None:
    vague = said("It should be cheap.", observed={"cost-target": (Status.VAGUE, "cheap")})
    entries = _held([*EVENTS[:2], (10.0, vague)])
    folder = _written(tmp_path / "one", entries)
    interview, _ = resumption.restored(read_recording(folder))
    again = Interview(SCENARIO, PERSONA, seed=5, practice=True)
    for entry in entries:
        again.handle(entry.event, entry.at)
    for event in (vague, said("Cheap, as I said.")):
        assert interview.handle(event, 50.0) == again.handle(event, 50.0)
