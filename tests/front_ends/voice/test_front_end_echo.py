"""An interviewer whose voice comes back from the room by the microphone: they never interrupt themselves."""

from collections.abc import AsyncGenerator
from itertools import cycle
from pathlib import Path

import numpy as np
import pytest

from simulator.engines.text_to_speech.espeak import Espeak, is_installed
from simulator.front_ends.voice.echo import Echo, EchoCanceller, Headphones
from simulator.front_ends.voice.screen import Key, Typed
from simulator.front_ends.voice.sink import SilentSink
from simulator.interview.actions import Duck, PauseSpeaking, StopSpeaking
from simulator.interview.events import CandidateStarted, InterviewerCutOff, InterviewerWorded
from simulator.recording.tracks import read_track
from simulator.sound import BLOCK, RATE, count
from simulator.transcript import Speaker
from tests.front_ends.voice.test_front_end_turns import first_below
from tests.spoken import MAREK, micro_whisper, speech
from tests.spoken_interview import Candidate, Held, Room, interview

LINES = (
    "What happens when the model fails, and who gets woken up by it?",
    "Which number would tell you that it does not work, and how soon would you see it?",
    "Our customers are the legal departments of large companies, and they ask for it every week.",
    "Picture the person who opens this on a Monday morning, with four hundred contracts in the queue.",
)
DELAY = count(0.085)
"""From the loudspeaker by way of the air to the microphone's driver."""


class Talkative:
    """Somebody who goes on for so many words, whatever is to be said."""

    def __init__(self, sentences: int) -> None:
        self._sentences = sentences

    async def words(self, say, turns, report) -> AsyncGenerator[InterviewerWorded]:
        lines = cycle(LINES)
        for _ in range(self._sentences):
            yield InterviewerWorded(next(lines), say.move, ())


class Loudspeaker(SilentSink):
    """A loudspeaker in a small room: 10 dB less comes back, with 40 ms of reverberation and some noise."""

    def __init__(self) -> None:
        super().__init__()
        rng = np.random.default_rng(1)
        length = count(0.25)
        room = rng.normal(size=length) * np.exp(-np.arange(length) / count(0.04))
        room[0] = 3.0
        self._size = 1 << (2 * length).bit_length()
        self._room = np.fft.rfft(room * 0.35 / np.sqrt(np.sum(room**2)), self._size)
        self._noise = rng.normal(size=RATE) * 20
        self._far = np.zeros(DELAY + length + BLOCK)
        """The last of what was played, up to `_until`."""
        self._until = 0

    def played(self):
        blocks = super().played()
        for at, block in blocks:
            self._far = np.concatenate([self._far[len(block) :], block])
            self._until = at + len(block)
        return blocks

    def reaches(self, at: int) -> np.ndarray:
        end = len(self._far) - (self._until - (at + BLOCK - DELAY))
        far = self._far[:end]
        heard = np.fft.irfft(np.fft.rfft(far, self._size) * self._room, self._size)[
            len(far) - BLOCK : len(far)
        ]
        noise = np.take(self._noise, range(at, at + BLOCK), mode="wrap")
        return heard + noise


def in_a_room_that_echoes(folder: Path, does, echo: Echo, sentences: int) -> Held:
    if not is_installed():
        pytest.skip("espeak-ng is not installed")
    loudspeaker = Loudspeaker()

    def room(pace) -> Room:
        made = Room(pace)
        made.reaches = loudspeaker.reaches
        return made

    return interview(
        folder,
        room,
        micro_whisper(),
        does,
        voices=[Espeak()],
        sink=loudspeaker,
        echo=echo,
        wording=Talkative(sentences),
    )


async def listens_to_the_opening(candidate: Candidate) -> AsyncGenerator[Key | Typed]:
    await candidate.until_asked()
    for key in ():
        yield key


def canceller() -> EchoCanceller:
    pytest.importorskip("livekit.rtc.apm", reason="the extra echo is not installed")
    return EchoCanceller()


def test_without_cancellation_the_interviewer_interrupts_themselves(tmp_path):
    held = in_a_room_that_echoes(tmp_path, listens_to_the_opening, Headphones(), 4)
    assert held.events(CandidateStarted)
    assert held.actions(PauseSpeaking)


def test_with_cancellation_they_do_not_and_a_barge_in_stops_them(tmp_path):
    onset = 0.0

    async def does(candidate: Candidate) -> AsyncGenerator[Key | Typed]:
        nonlocal onset
        await candidate.until(lambda: len(candidate.of("interviewer")) == 4)
        onset = candidate.room.now()
        await candidate.say((speech("let me start with the goal", MAREK) * 0.6).astype(np.int16))
        await candidate.until_asked()
        for key in ():
            yield key

    held = in_a_room_that_echoes(tmp_path, does, canceller(), 8)
    assert [at for at in held.times(CandidateStarted) if at < onset] == []
    # Lowered a quarter of a second into the voice; on a busy machine it has been heard until 0.32 s.
    assert first_below(held, 600, onset) <= 0.35
    assert first_below(held, 20, onset) <= 0.55
    assert held.events(InterviewerCutOff)


@pytest.mark.slow
def test_ten_minutes_of_their_own_voice_do_not_interrupt_them(tmp_path):
    held = in_a_room_that_echoes(tmp_path, listens_to_the_opening, canceller(), 140)
    played = read_track(held.folder, Speaker.INTERVIEWER)
    assert len(played) >= 600 * RATE
    assert not held.actions(Duck, PauseSpeaking, StopSpeaking)
    assert not held.events(InterviewerCutOff)
