"""What was being said when an interview broke off is made out from its sound, once and by whoever listens now."""

from __future__ import annotations

from pathlib import Path

import pytest

from simulator.cli.unheard import unheard_words
from simulator.engines.failure import EngineError
from simulator.evidence.observation import Act, Reading
from simulator.interview.events import (
    CandidatePaused,
    CandidateSaid,
    CandidateStarted,
    Engine,
    Event,
    FailureKind,
)
from simulator.recording.draft import Draft
from simulator.recording.entry import Entry
from simulator.recording.tracks import Tracks
from simulator.sound import RATE, Samples
from simulator.transcript import Speaker
from tests.spoken import Scripted, micro_whisper, spoken

HEARD, UNHEARD = "let me start with the goal", "we keep the data in one region"
SOUND = (HEARD, 1.0, UNHEARD)
HEARD_S = len(spoken(HEARD)) / RATE
BROKE_OFF: list[tuple[float, Event]] = [
    (0.3, CandidateStarted()),
    (HEARD_S + 0.5, CandidatePaused(0.48)),
    (HEARD_S + 0.6, CandidateSaid(HEARD, False, Reading(Act.ANSWER, False, (), (), (), None))),
    (HEARD_S + 1.2, CandidateStarted()),
]


def entries(events: list[tuple[float, Event]]) -> list[Entry]:
    return [Entry(seq, at, event, ()) for seq, (at, event) in enumerate(events, 1)]


def keep(folder: Path, samples: Samples) -> None:
    tracks = Tracks(folder, pytest.fail)
    tracks.write(Speaker.CANDIDATE, 0, samples)
    tracks.close()


def test_only_what_had_no_words_gets_them(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    keep(tmp_path, spoken(*SOUND))
    assert unheard_words(tmp_path, entries(BROKE_OFF), micro_whisper) == UNHEARD
    assert capsys.readouterr().err == "What you were saying when it broke off is made out ...\n"


def test_nothing_is_listened_to_where_nothing_is_owed(tmp_path: Path) -> None:
    nobody = Scripted()
    assert unheard_words(tmp_path, entries(BROKE_OFF), lambda: nobody) == ""
    keep(tmp_path, spoken(*SOUND))
    assert unheard_words(tmp_path, entries(BROKE_OFF[:3]), lambda: nobody) == ""
    Draft(tmp_path).keep("words held back")
    assert unheard_words(tmp_path, entries(BROKE_OFF), lambda: nobody) == ""
    assert nobody.heard == []


def test_who_cannot_make_it_out_is_told_in_a_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    def fails() -> str:
        raise EngineError(Engine.SPEECH_TO_TEXT, FailureKind.CRASHED)

    keep(tmp_path, spoken(*SOUND))
    assert unheard_words(tmp_path, entries(BROKE_OFF), lambda: Scripted(fails)) == ""
    assert capsys.readouterr().err.endswith(
        "It could not be made out (speech-to-text: crashed); its sound is kept.\n"
    )
