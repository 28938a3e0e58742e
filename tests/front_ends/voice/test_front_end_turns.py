"""Who speaks when, by voice and in virtual time: no pause ends a turn, no noise stops the interviewer, a word does."""

import asyncio
from collections.abc import AsyncGenerator
from pathlib import Path

import numpy as np
import pytest

from simulator.front_ends.voice.screen import Input, Key, State, Typed
from simulator.interview.actions import Move, PauseSpeaking, ResumeSpeaking, Say, StopSpeaking
from simulator.interview.events import (
    CandidatePaused,
    CandidateSaid,
    InterviewerCutOff,
    InterviewerWorded,
    TimePassed,
)
from simulator.recording.reading import read_recording
from simulator.recording.replay import verify
from simulator.recording.tracks import read_track
from simulator.recording.transcript_of import transcript_of
from simulator.sound import RATE, count, silence
from simulator.transcript import Speaker
from tests.spoken import Scripted, micro_whisper, speech
from tests.spoken_interview import QUICK_WORD_S, WORD_S, Candidate, Held, Room, Tone, interview, persona

Answer = list[str | float]
"""Sentences, and the seconds of silence between them."""

SHORT: Answer = [
    *("let me start with the goal", 0.6, "i would define the success metric first", 1.5),
    *("let me think for a moment", 6.0, "the goal is a low error rate", 0.7),
    *("the latency budget is", 2.5, "two hundred milliseconds p ninety five", 2.2),
    *("we expect five thousand requests per second", 0.8, "let me think for a moment", 4.0),
    *("we keep the data in one region", 0.6, "thank you that is all"),
]
"""38 s."""
LONGER: Answer = [
    *("if the model fails we fall back to a smaller model", 1.0, "the latency budget is", 3.0),
    *("two hundred milliseconds p ninety five", 1.8, "we send an alert if precision drops", 0.5),
    *("the data is private so we mask the documents", 1.2, "let me think for a moment", 10.0),
    *("guardrails filter the documents before the model", 1.6, "the latency budget is", 5.0),
    *("two hundred milliseconds p ninety five", 0.6, "we retrain the model every week", 0.9),
    *("user feedback gives us new labels every week", 0.6, "thank you that is all"),
]
LONG: Answer = [
    *(
        part
        for _ in range(5)
        for part in (
            *("we deploy to ten percent of requests as a canary", 0.6),
            *("we roll back if the error rate goes up", 0.6),
            *("user feedback gives us new labels every week", 0.6),
            *("we retrain the model every week", 0.6),
            *("the trade off is latency against precision", 0.6),
            *("human review checks ten percent of the documents", 0.6),
            *("we keep the data in one region", 0.6),
            *("we expect five thousand requests per second", 2.0),
        )
    ),
    *("let me think for a moment", 7.5, "the latency budget is", 3.5),
    *("two hundred milliseconds p ninety five", 1.1, "thank you that is all"),
]
"""154 s."""
BREAKS_IN = "let me start with the goal"
LISTENS = "right"


def sounds(answer: Answer) -> list[np.ndarray]:
    return [speech(part) if isinstance(part, str) else silence(count(part)) for part in answer]


def text(answer: Answer) -> str:
    return " ".join(part for part in answer if isinstance(part, str))


def in_a_room(folder: Path, does, speech_to_text=None, *, word_s: float = QUICK_WORD_S, **options) -> Held:
    """Hold an interview with an interviewer whose words take so long, unless there are other voices."""
    voices = options.pop("voices", [Tone(word_s)])
    return interview(folder, Room, speech_to_text or micro_whisper(), does, voices=voices, **options)


def turns(held: Held) -> list[tuple[Speaker, str]]:
    return [(turn.speaker, turn.text) for turn in transcript_of(held.entries).turns]


def first_below(held: Held, level: int, start_s: float) -> float:
    """Return how long after `start_s` the interviewer's voice first stays below a level for 0.1 s."""
    # Silence at the end of a track is not written.
    played = np.abs([*read_track(held.folder, Speaker.INTERVIEWER, start_s).astype(int), *silence(RATE)])
    step = count(0.01)
    loud = played[: len(played) // step * step].reshape(-1, step).max(axis=1)
    return next(at for at in range(len(loud)) if loud[at : at + 10].max() < level) * 0.01


def answers_in_turn(answers: list[Answer]):
    async def does(candidate: Candidate) -> AsyncGenerator[Key | Typed]:
        asked = 1
        for answer in answers:
            await candidate.until_asked(asked)
            await candidate.say(*sounds(answer))
            asked += 1 + (10.0 in answer)
        await candidate.until_asked(asked)
        for key in ():
            yield key

    return does


def answered_whole(folder: Path, answers: list[Answer]) -> Held:
    who = persona()
    never = who.interruption.model_copy(update={"after_s": 3600.0})
    held = in_a_room(
        folder, answers_in_turn(answers), interviewer=who.model_copy(update={"interruption": never})
    )
    # A nudge into ten seconds of silence takes no turn: what was said goes on behind it.
    said: list[list[str]] = [[]]
    for entry in held.entries:
        if isinstance(entry.event, CandidateSaid):
            said[-1].append(entry.event.text)
        if any(isinstance(action, Say) and action.move is not Move.NUDGE for action in entry.actions):
            said.append([])
    assert [" ".join(texts) for texts in said[1:-1]] == [text(answer) for answer in answers]
    assert said[0] == said[-1] == []
    recording = read_recording(held.folder)
    assert verify(recording.header, recording.entries) == []
    return held


def test_no_thinking_pause_ends_a_turn_and_no_word_is_missing(tmp_path: Path):
    held = answered_whole(tmp_path, [SHORT])
    assert len(held.actions(Say)) == 2
    taken, ended = held.times(TimePassed)[-1], held.times(CandidatePaused)[-1]
    assert taken - ended < 0.5, "what sounds like the end is answered at once"


@pytest.mark.slow
def test_twenty_pauses_in_answers_of_up_to_three_minutes(tmp_path: Path):
    answered_whole(tmp_path, [SHORT, LONGER, LONG])


def test_breaking_in_lowers_the_voice_at_once_and_stops_it_and_what_was_heard_is_kept(tmp_path: Path):
    onset = 0.0

    async def does(candidate: Candidate) -> AsyncGenerator[Key | Typed]:
        nonlocal onset
        await candidate.until(lambda: len(candidate.of("interviewer")) == 2)
        onset = candidate.room.now()
        await candidate.say(speech(BREAKS_IN))
        await candidate.until_asked(2)
        for key in ():
            yield key

    held = in_a_room(tmp_path, does, word_s=WORD_S)
    assert first_below(held, 200, onset) <= 0.3
    assert first_below(held, 20, onset) <= 0.55
    (cut,) = held.events(InterviewerCutOff)
    assert turns(held)[0] == (Speaker.INTERVIEWER, cut.heard)
    assert held.actions(Say)[0].text.startswith(cut.heard)
    assert cut.heard.endswith("I'm")
    assert turns(held)[1] == (Speaker.CANDIDATE, BREAKS_IN)


def test_who_only_shows_that_they_listen_does_not_stop_the_interviewer(tmp_path: Path):
    async def does(candidate: Candidate) -> AsyncGenerator[Key | Typed]:
        for sentence in (2, 4):
            await candidate.until(lambda sentence=sentence: len(candidate.of("interviewer")) == sentence)
            await candidate.say(speech(LISTENS))
        await candidate.until_asked()
        for key in ():
            yield key

    held = in_a_room(tmp_path, does, Scripted(LISTENS, LISTENS), word_s=WORD_S)
    assert len(held.events(CandidateSaid)) == 2
    assert not held.actions(PauseSpeaking, StopSpeaking)
    assert not held.events(InterviewerCutOff)
    assert turns(held)[0] == (Speaker.INTERVIEWER, held.actions(Say)[0].text)


def test_a_noise_over_the_interviewer_is_followed_by_the_sentence_that_it_broke_off(tmp_path: Path):
    async def does(candidate: Candidate) -> AsyncGenerator[Key | Typed]:
        await candidate.until(lambda: len(candidate.of("interviewer")) == 2)
        await candidate.say(speech(BREAKS_IN))
        await candidate.until_asked()
        for key in ():
            yield key

    held = in_a_room(tmp_path, does, Scripted("", "", "", ""), word_s=WORD_S)
    assert held.actions(PauseSpeaking)
    assert held.actions(ResumeSpeaking)
    assert not held.events(InterviewerCutOff)
    assert turns(held) == [(Speaker.INTERVIEWER, held.actions(Say)[0].text)]


def test_the_key_silences_the_interviewer_at_once(tmp_path: Path):
    pressed = 0.0

    async def does(candidate: Candidate) -> AsyncGenerator[Key | Typed]:
        nonlocal pressed
        await candidate.until(lambda: len(candidate.of("interviewer")) == 2)
        pressed = candidate.room.now()
        yield Key.HAND_OVER
        await candidate.until_asked()
        await asyncio.sleep(0.5)

    held = in_a_room(tmp_path, does, word_s=WORD_S)
    assert first_below(held, 20, pressed) <= 0.05
    assert held.events(InterviewerCutOff)


def test_a_key_hands_over_in_mid_sentence_and_every_word_before_it_counts(tmp_path: Path):
    pressed = 0.0

    async def does(candidate: Candidate) -> AsyncGenerator[Key | Typed]:
        nonlocal pressed
        await candidate.until_asked()
        await candidate.say(
            speech("we keep the data in one region"), speech("we retrain the model every week")
        )
        pressed = candidate.room.now()
        yield Key.HAND_OVER
        yield Key.HAND_OVER
        await candidate.until_asked(2)

    held = in_a_room(tmp_path, does)
    assert turns(held)[1] == (
        Speaker.CANDIDATE,
        "we keep the data in one region we retrain the model every week",
    )
    answered = [
        entry.at for entry in held.entries if any(isinstance(action, Say) for action in entry.actions)
    ]
    assert answered[-1] - pressed < 0.2
    assert not held.events(InterviewerCutOff), "the second press is the same one, and breaks nothing off"


class Slow:
    """Somebody who needs two seconds for their words."""

    async def words(self, say, turns, report) -> AsyncGenerator[InterviewerWorded]:
        await asyncio.sleep(2.0)
        yield InterviewerWorded(say.text, say.move, ())


def test_who_goes_on_while_the_reply_is_being_made_does_not_hear_it(tmp_path: Path):
    async def does(candidate: Candidate) -> AsyncGenerator[Input]:
        await candidate.until_asked()
        await candidate.say(speech("we keep the data in one region"))
        await candidate.until_state(State.THINKING)
        yield Key.HAND_OVER  # is one too late, and breaks nothing off
        await candidate.say(speech("we retrain the model every week"))
        await candidate.until_state(State.THINKING)
        await candidate.until_asked(2)

    held = in_a_room(tmp_path, does, wording=Slow())
    (cut,) = held.events(InterviewerCutOff)
    assert cut.heard == ""
    assert len(held.candidate.of("interviewer")) > 1
    said = [text for speaker, text in turns(held) if speaker is Speaker.CANDIDATE]
    assert " ".join(said) == "we keep the data in one region we retrain the model every week"


def test_a_turn_is_shown_above_the_phase_behind_it(tmp_path: Path):
    async def does(candidate: Candidate) -> AsyncGenerator[Input]:
        number = 1
        while len(candidate.of("heading")) < 2:
            await candidate.until_asked(number)
            number += 1
            yield Typed(f"Number {number} of the things that I do not know.")
        await candidate.until_asked(number)

    held = in_a_room(tmp_path, does)
    kinds = [kind for kind, _ in held.candidate.shown]
    assert kinds[kinds.index("heading", kinds.index("heading") + 1) - 1] == "candidate"


def test_what_is_said_into_the_end_is_kept(tmp_path: Path):
    async def does(candidate: Candidate) -> AsyncGenerator[Key | Typed]:
        await candidate.until_asked()
        await candidate.say(speech("we keep the data in one region"))
        for key in ():
            yield key

    held = in_a_room(tmp_path, does)
    assert turns(held)[-1] == (Speaker.CANDIDATE, "we keep the data in one region")
