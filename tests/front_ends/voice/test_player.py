"""What sounds, to the sample."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from simulator.front_ends.voice.player import DUCKED, Clip, Player
from simulator.sound import BLOCK, RATE, level_dbfs


def tone(length: int, size: int = 8000) -> np.ndarray:
    return np.full(length, size, np.int16)


def clip(length: int, over: list[str] | None = None) -> Clip:
    ended = over if over is not None else []
    return Clip(tone(length), lambda: ended.append("over"))


def test_silence_comes_where_nothing_is_to_be_played():
    player = Player()
    assert not player.pull().any()
    assert not player.is_sounding


def test_clips_follow_one_another_without_a_gap():
    player, over = Player(), []
    first, second = clip(BLOCK + 100, over), clip(200, over)
    player.play(first)
    player.play(second)

    sound = np.concatenate([player.pull() for _ in range(3)])

    assert np.flatnonzero(sound)[-1] + 1 == np.count_nonzero(sound) == BLOCK + 300
    assert first.is_over
    assert second.is_over
    assert over == ["over", "over"]


def test_a_stopped_voice_is_silent_within_50_ms_and_its_clip_knows_how_far_it_came():
    player, over = Player(), []
    playing, waiting = clip(RATE, over), clip(RATE, over)
    player.play(playing)
    player.play(waiting)
    player.pull()
    player.pull()

    player.stop()

    assert playing.played == 2 * BLOCK
    assert waiting.played == 0
    assert over == ["over", "over"]
    after = np.concatenate([player.pull() for _ in range(5)])
    assert np.flatnonzero(after)[-1] < 0.05 * RATE
    assert np.abs(np.diff(after.astype(int))).max() < 100  # it fades, it does not click
    assert not player.is_sounding


def test_a_ducked_voice_is_quieter_and_comes_back():
    player = Player()
    player.play(clip(RATE))
    loud = level_dbfs(player.pull())
    player.duck()
    player.pull()
    quiet = level_dbfs(player.pull())
    player.unduck()
    player.pull()
    assert round(quiet - loud) == round(20 * np.log10(DUCKED))
    assert level_dbfs(player.pull()) == loud


def test_an_empty_clip_is_over_at_once():
    over: list[str] = []
    Player().play(clip(0, over))
    assert over == ["over"]


@given(st.lists(st.one_of(st.integers(0, 2000), st.sampled_from(["pull", "stop"])), max_size=40))
def test_every_clip_is_over_once_and_what_was_played_is_what_sounded(orders):
    player = Player()
    clips: list[Clip] = []
    overs: list[int] = []
    for order in [*orders, "stop"]:
        if order == "pull":
            player.pull(333)
        elif order == "stop":
            player.stop()
        else:
            number = len(clips)
            clips.append(Clip(tone(order), lambda number=number: overs.append(number)))
            player.play(clips[-1])
    assert sorted(overs) == list(range(len(clips)))
    assert all(made.is_over and 0 <= made.played <= len(made.samples) for made in clips)
