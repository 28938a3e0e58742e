from __future__ import annotations

from pathlib import Path

import pytest

from simulator.evidence.observation import Act, Reading
from simulator.interview.events import CandidateSaid, InterviewerFinished
from simulator.recording.draft import Draft, forget_draft, forget_sent_draft
from simulator.recording.entry import Entry
from simulator.recording.layout import DRAFT


def _said(text: str) -> list[Entry]:
    return [
        Entry(1, 0.0, CandidateSaid(text, True, Reading(Act.ANSWER, False, (), (), (), None)), ()),
        Entry(2, 1.0, InterviewerFinished(), ()),
    ]


def test_it_is_there_for_the_next_process_and_for_its_owner_alone(tmp_path: Path) -> None:
    draft = Draft(tmp_path)
    assert draft.left == ""
    for text in ("We b", "We buy\nit – all", "We"):
        draft.keep(text)
        assert Draft(tmp_path).left == text
    assert draft.left == ""
    assert (tmp_path / DRAFT).stat().st_mode & 0o777 == 0o600
    assert [path.name for path in tmp_path.iterdir()] == [DRAFT]
    (tmp_path / f".{DRAFT}").write_text("a process died while it wrote this")
    forget_draft(tmp_path)
    forget_draft(tmp_path)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(("said", "is_left"), [("We buy it.", False), ("We build it.", True)])
def test_what_was_sent_is_no_draft(tmp_path: Path, said: str, is_left: bool) -> None:
    Draft(tmp_path).keep(" We buy it.\n")
    forget_sent_draft(tmp_path, _said(said))
    assert bool(Draft(tmp_path).left) is is_left


def test_where_nothing_was_said_it_is_left(tmp_path: Path) -> None:
    Draft(tmp_path).keep("We")
    forget_sent_draft(tmp_path, [])
    assert Draft(tmp_path).left == "We"


def test_a_disk_that_does_not_take_it_stops_nobody(tmp_path: Path) -> None:
    draft = Draft(tmp_path / "gone")
    draft.keep("We")
    (tmp_path / DRAFT).write_bytes(b"\xff\xfe We")
    assert Draft(tmp_path).left.endswith(" We")
    Draft(tmp_path).keep("half of \ud83d")
    assert Draft(tmp_path).left == "half of ?"
