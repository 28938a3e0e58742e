from __future__ import annotations

import pytest
from prompt_toolkit.formatted_text import fragment_list_to_text
from prompt_toolkit.input import create_pipe_input
from prompt_toolkit.output import DummyOutput

from simulator.front_ends.player import Playback, play, screen
from simulator.reporting.playback import Finding, Passage
from simulator.transcript import Speaker

FINDING = Finding("met", "Latency target", "four seconds")
PASSAGES = (
    Passage("", None, "── Clarify ──", 0.0, 0.0),
    Passage("Dana", Speaker.INTERVIEWER, "How fast?", 0.0, 0.0),
    Passage("You", Speaker.CANDIDATE, "Within four seconds, at p95.", 10.0, 20.0, (FINDING,)),
    Passage("Dana", Speaker.INTERVIEWER, "At what cost?", 20.0, 20.0),
    Passage("You", Speaker.CANDIDATE, "Two cents.", 40.0, 44.0),
)


class Clock:
    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


def _playback(**options: float) -> tuple[Playback, Clock]:
    clock = Clock()
    return Playback(PASSAGES, clock=clock, **options), clock  # type: ignore[arg-type]


def _shown(position: float, width: int = 80, height: int = 40) -> list[str]:
    return [
        line.rstrip()
        for line in fragment_list_to_text(screen(PASSAGES, position, width, height)).splitlines()
    ]


def test_time_goes_on_at_its_speed_and_stops_at_the_end() -> None:
    playback, clock = _playback(speed=2.0, start=5.0)
    clock.now += 3
    assert playback.position == 11.0
    assert not playback.is_over
    clock.now += 100
    assert (playback.position, playback.is_over) == (44.0, True)


def test_a_pause_holds_the_place() -> None:
    playback, clock = _playback()
    clock.now += 3
    playback.pause()
    clock.now += 30
    assert playback.position == 3.0
    playback.pause()
    clock.now += 2
    assert playback.position == 5.0


def test_going_on_at_the_end_begins_again() -> None:
    playback, clock = _playback(start=44.0)
    playback.pause()
    clock.now += 2
    assert playback.position == 2.0


def test_seeking_stays_within_the_recording() -> None:
    playback, _ = _playback()
    playback.seek(-10)
    assert playback.position == 0.0
    playback.seek(25)
    assert playback.position == 25.0
    playback.seek(1000)
    assert playback.position == 44.0


def test_seeking_while_paused_stays_paused() -> None:
    playback, clock = _playback()
    playback.pause()
    playback.seek(10)
    clock.now += 5
    assert playback.position == 10.0


def test_turns_forward_and_back() -> None:
    playback, _ = _playback()
    places = []
    for _ in range(4):
        playback.next_turn()
        places.append(playback.position)
    assert places == [10.0, 20.0, 40.0, 44.0]
    playback.seek(-0.5)
    places = []
    for _ in range(4):
        playback.previous_turn()
        places.append(playback.position)
    assert places == [40.0, 20.0, 10.0, 0.0]


@pytest.mark.parametrize("start", [-5.0, 1e9])
def test_a_start_outside_is_the_nearest_inside(start: float) -> None:
    playback, _ = _playback(start=start)
    assert playback.position in (0.0, 44.0)


def test_words_come_as_they_came() -> None:
    assert _shown(0) == [" 0:00  ── Clarify ──", "", " 0:00  Dana: How fast?"]
    assert _shown(12)[-1] == " 0:10  You: Within"
    assert _shown(19.9)[-1] == " 0:10  You: Within four seconds, at p95."


def test_a_finding_comes_when_it_is_earned() -> None:
    assert "Latency" not in "\n".join(_shown(19.9))
    assert "       • met: Latency target: “four seconds”" in _shown(20)


def test_only_the_last_lines_are_shown_and_none_is_wider_than_the_screen() -> None:
    lines = _shown(44, width=24, height=5)
    assert len(lines) == 5
    assert lines[-1] == " 0:40  You: Two cents."
    assert max(map(len, lines)) <= 24


def test_an_empty_recording_plays() -> None:
    playback = Playback(())
    assert playback.is_over
    assert screen((), 0.0, 80, 10) == []


def test_keys() -> None:
    playback, _ = _playback()
    right, left, down = "\x1b[C", "\x1b[D", "\x1b[B"
    with create_pipe_input() as keys:
        keys.send_text(f" {right}{right}{left}{down}q")
        play(playback, keys_from=keys, screen_to=DummyOutput())
    assert (playback.is_paused, playback.position) == (True, 20.0)
