"""Sound in, words out: nothing said is lost, nothing is told as complete before it is, and no failure is silent."""

import queue
import threading
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from simulator.engines.failure import EngineError, UnavailableError
from simulator.engines.voice_activity import FRAME
from simulator.engines.voice_activity.silero import Silero
from simulator.front_ends.voice import hearing as module
from simulator.front_ends.voice.echo import Headphones
from simulator.front_ends.voice.hearing import (
    Hearing,
    NothingMadeOut,
    PartialWords,
    Paused,
    SpeechStarted,
    Words,
)
from simulator.front_ends.voice.player import Clip
from simulator.front_ends.voice.segmenting import HandedOver, SpokeOn
from simulator.front_ends.voice.sink import SilentSink
from simulator.front_ends.voice.source import FileSource, MicrophoneLost, SourceEnded
from simulator.interview.events import Engine, EngineFailed, EngineRecovered, FailureKind
from simulator.recording.tracks import Tracks, read_track
from simulator.sound import BLOCK, RATE, Samples
from simulator.transcript import Speaker
from tests.spoken import Scripted, as_fast_as_it_goes, micro_whisper, spoken, write_wav

WITHIN_S = 30.0


class Loud:
    """A detector that takes whatever is loud for speech: the tests then know where speech is."""

    def probability(self, frame: Samples) -> float:
        return 0.95 if np.abs(frame).mean() > 500 else 0.02


class Listened:
    """A hearing that runs, and what it has reported."""

    def __init__(self, source, speech_to_text, *, detector=None, tracks=None, sink=None) -> None:
        self.reports: queue.SimpleQueue[object] = queue.SimpleQueue()
        self.source = source
        self.sink = sink or SilentSink()
        self.hearing = Hearing(
            source,
            self.sink,
            speech_to_text,
            detector or Loud(),
            self.reports.put,
            echo=Headphones(),
            tracks=tracks,
        )

    def __enter__(self):
        self.sink.start(self.source)
        self.hearing.start()
        return self

    def __exit__(self, *_):
        self.hearing.close()
        assert not {"hearing-sound", "hearing-words"} & {thread.name for thread in threading.enumerate()}

    def until(self, *wanted: type) -> list[object]:
        """Return the reports up to the next of a wanted kind, without partial words and amounts of voice."""
        reports: list[object] = []
        while not (reports and isinstance(reports[-1], wanted)):
            report = self.reports.get(timeout=WITHIN_S)
            if not isinstance(report, PartialWords | SpokeOn) or type(report) in wanted:
                reports.append(report)
        return reports


def talk(*seconds: float) -> Samples:
    """Return noise that is loud and silent by turns, for so many seconds each."""
    parts = [
        np.full(round(length * RATE), 4000 * (1 - index % 2), np.int16)
        for index, length in enumerate(seconds)
    ]
    return np.concatenate(parts)


def given(folder: Path, samples: Samples, pace=as_fast_as_it_goes) -> FileSource:
    source = FileSource([write_wav(folder / "answer.wav", samples)], pace, ahead_s=0.5)
    source.release()
    return source


def held_until(gates: dict[float, Callable[[], object]]):
    """Return a pace that calls the gate at each of these seconds before it lets the sound go on."""
    left = sorted(gates.items())

    def pace(samples: int) -> None:
        while left and samples >= left[0][0] * RATE:
            left.pop(0)[1]()

    return pace


def test_a_real_answer_is_heard_word_for_word(tmp_path):
    said = [
        "i would define the success metric first",
        "the latency budget is two hundred milliseconds p ninety five",
        "our fallback is a rules engine with human review",
        "we deploy to ten percent of requests as a canary",
        "we roll back if the error rate goes up",
    ]
    pauses = [0.2, 0.9, 0.3, 2.5, 0.1]
    source = given(tmp_path, spoken(*(part for pair in zip(said, pauses, strict=True) for part in pair)))
    with Listened(source, micro_whisper(), detector=Silero()) as listened:
        reports = listened.until(SourceEnded)

    assert (
        " ".join(report.text for report in reports if isinstance(report, Words)).split()
        == " ".join(said).split()
    )
    assert isinstance(reports[-1], SourceEnded)
    starts = [report.start_s for report in reports if isinstance(report, SpeechStarted)]
    ends = [report.end_s for report in reports if isinstance(report, Words)]
    assert len(starts) == len(ends) == sum(isinstance(report, Paused) for report in reports)
    assert all(start < end for start, end in zip(starts, ends, strict=True))


def test_each_stretch_is_told_in_order_and_ends_as_words_or_as_nothing(tmp_path):
    source = given(tmp_path, talk(1.0, 1.0, 1.0, 1.0, 1.0, 1.0))
    with Listened(source, Scripted("first", "", "third")) as listened:
        reports = listened.until(SourceEnded)
    outcomes = [report for report in reports if isinstance(report, (Words, NothingMadeOut))]
    assert [getattr(report, "text", None) for report in outcomes] == ["first", None, "third"]
    assert [round(report.start_s) for report in outcomes] == [0, 2, 4]
    for kind in (SpeechStarted, Paused):
        assert sum(isinstance(report, kind) for report in reports) == 3


def test_a_stretch_that_goes_on_shows_its_words_so_far_and_drops_a_wrong_guess(tmp_path):
    shown = threading.Event()
    recogniser = Scripted("we cache", "we cache the answers")
    source = given(tmp_path, talk(1.0, 0.3, 1.0, 1.0), held_until({1.8: lambda: shown.wait(WITHIN_S)}))
    with Listened(source, recogniser) as listened:
        first = listened.until(PartialWords)
        shown.set()
        rest = listened.until(SourceEnded)
    assert first[-1] == PartialWords("we cache")
    assert [report.text for report in rest if isinstance(report, Words)] == ["we cache the answers"]


def test_pieces_of_a_long_stretch_are_decoded_while_it_goes_on(tmp_path):
    recogniser = Scripted("one", "two", "three")
    shown = threading.Event()
    source = given(
        tmp_path, talk(7.0, 0.3, 7.0, 0.3, 1.0, 1.0), held_until({8.5: lambda: shown.wait(WITHIN_S)})
    )
    with Listened(source, recogniser) as listened:
        assert listened.until(PartialWords)[-1] == PartialWords("one")
        shown.set()
        reports = listened.until(SourceEnded)
    assert [report.text for report in reports if isinstance(report, Words)] == ["one two three"]
    lengths = [len(samples) / RATE for samples in recogniser.heard]
    assert sum(lengths) == pytest.approx(15.8, abs=0.5)
    assert lengths[-1] < 2.0  # only the tail is left at the end


def test_the_key_closes_what_is_being_said_and_its_words_follow(tmp_path):
    decode = threading.Event()

    def slowly() -> str:
        decode.wait(WITHIN_S)
        return "that is my answer"

    there, go_on = threading.Event(), threading.Event()
    gates = {2.5: lambda: there.set() or go_on.wait(WITHIN_S)}
    with Listened(given(tmp_path, talk(3.0, 3.0), held_until(gates)), Scripted(slowly, "")) as listened:
        listened.until(SpeechStarted)
        assert there.wait(WITHIN_S)
        listened.hearing.hand_over()
        go_on.set()
        closed = listened.until(HandedOver)
        assert [type(report) for report in closed] == [Paused, HandedOver]
        decode.set()
        words = listened.until(Words)[-1]
        assert words.text == "that is my answer"
        assert words.end_s == pytest.approx(2.65, abs=0.1)


def test_the_key_in_silence_is_told_at_once(tmp_path):
    with Listened(given(tmp_path, talk(0.0, 5.0)), Scripted()) as listened:
        listened.hearing.hand_over()
        assert [type(report) for report in listened.until(HandedOver)][-1] is HandedOver


class Unsteady(Scripted):
    """A recogniser that fails as long as it is told to."""

    fault: Exception | None = None

    def words(self, samples: Samples) -> str:
        if self.fault is not None:
            raise self.fault
        return "it works"


def test_a_recogniser_that_fails_is_told_once_and_its_return_too(tmp_path):
    recogniser = Unsteady()
    crash = EngineError(Engine.SPEECH_TO_TEXT, FailureKind.CRASHED)
    reports: list[object] = []
    settled = threading.Semaphore(0)

    def gate(fault: Exception | None) -> Callable[[], None]:
        def wait() -> None:
            settled.acquire(timeout=WITHIN_S)
            recogniser.fault = fault

        return wait

    # One stretch every two seconds, from 0.5 on; each is settled before the next begins.
    gates = {0.1: gate(crash), 2.4: gate(crash), 4.4: gate(None), 6.4: gate(crash)}
    settled.release()
    with Listened(given(tmp_path, talk(*[1.0] * 8), held_until(gates)), recogniser) as listened:
        for _ in range(3):
            reports += listened.until(Words, NothingMadeOut)
            settled.release()
        reports += listened.until(SourceEnded)
    crashed, back = EngineFailed(Engine.SPEECH_TO_TEXT, crash.kind), EngineRecovered(Engine.SPEECH_TO_TEXT)
    told = [
        type(report) if isinstance(report, (Words, NothingMadeOut)) else report
        for report in reports
        if not isinstance(report, (SpeechStarted, Paused, SourceEnded))
    ]
    assert told == [NothingMadeOut, crashed, NothingMadeOut, back, Words, NothingMadeOut, crashed]


def test_a_fault_of_any_kind_does_not_end_the_thread(tmp_path):
    recogniser = Unsteady()
    recogniser.fault = ZeroDivisionError()
    with Listened(given(tmp_path, talk(1.0, 1.0)), recogniser) as listened:
        reports = listened.until(SourceEnded)
    assert EngineFailed(Engine.SPEECH_TO_TEXT, FailureKind.CRASHED) in reports
    assert any(isinstance(report, NothingMadeOut) for report in reports)


def test_a_recogniser_that_hangs_is_given_up_and_comes_back(tmp_path, monkeypatch):
    monkeypatch.setattr(module, "HANGS_S", 0.05)
    wake = threading.Event()

    def hang() -> str:
        wake.wait(WITHIN_S)
        return "too late"

    class Patient:
        def wait(self) -> None:
            threading.Event().wait(0.06)  # longer than what counts as hanging

    gates = {1.9: Patient().wait, 4.4: wake.set}
    with Listened(
        given(tmp_path, talk(1.0, 1.0, 1.0, 6.0), held_until(gates)), Scripted(hang, "back")
    ) as listened:
        reports = listened.until(SourceEnded)
    assert EngineFailed(Engine.SPEECH_TO_TEXT, FailureKind.TIMED_OUT) in reports
    assert not any(isinstance(report, Words) and report.text == "too late" for report in reports)
    assert sum(isinstance(report, (Words, NothingMadeOut)) for report in reports) == 2


def test_a_model_that_is_missing_is_told_and_the_clock_goes_on(tmp_path):
    def missing() -> None:
        raise UnavailableError("no model")

    with Listened(given(tmp_path, talk(1.0, 1.0)), Scripted(load=missing)) as listened:
        reports = listened.until(SourceEnded)
        assert listened.hearing.ready.is_set()
    assert EngineFailed(Engine.SPEECH_TO_TEXT, FailureKind.MISSING) in reports
    assert any(isinstance(report, NothingMadeOut) for report in reports)


def test_speech_while_the_model_loads_is_heard(tmp_path):
    loaded = threading.Event()
    source = given(tmp_path, talk(1.0, 1.0), held_until({2.9: loaded.set}))
    with Listened(source, Scripted("early", load=lambda: loaded.wait(WITHIN_S))) as listened:
        reports = listened.until(SourceEnded)
    assert [report.text for report in reports if isinstance(report, Words)] == ["early"]


def test_an_unplugged_microphone_is_told(tmp_path):
    class Unplugged(FileSource):
        def blocks(self):
            yield MicrophoneLost()
            yield from super().blocks()

    source = Unplugged([write_wav(tmp_path / "a.wav", talk(1.0))], as_fast_as_it_goes)
    with Listened(source, Scripted("x")) as listened:
        assert listened.until(EngineFailed) == [EngineFailed(Engine.MICROPHONE, FailureKind.LOST)]


def test_both_sides_are_kept_on_one_clock(tmp_path):
    tracks = Tracks(tmp_path, lambda error: pytest.fail(str(error)))
    source = given(tmp_path, talk(1.0, 1.0))
    sink = SilentSink()
    sink.player.play(Clip(np.full(RATE, 2000, np.int16), lambda: None))
    with Listened(source, Scripted("x"), tracks=tracks, sink=sink) as listened:
        listened.until(SourceEnded)
    tracks.close()
    you, them = read_track(tmp_path, Speaker.CANDIDATE), read_track(tmp_path, Speaker.INTERVIEWER)
    assert abs(int(np.flatnonzero(you)[0]) - 0.54 * RATE) <= 2 * BLOCK
    assert np.flatnonzero(them)[0] == 0
    assert np.count_nonzero(them) == np.count_nonzero(you) == RATE


def test_sound_is_kept_and_heard_to_the_sample(tmp_path):
    rng = np.random.default_rng(0)
    answer = (rng.normal(size=3 * RATE) * 3000).astype(np.int16)
    recogniser = Scripted("x")
    with Listened(
        given(tmp_path, np.concatenate([answer, np.zeros(RATE, np.int16)])), recogniser
    ) as listened:
        listened.until(SourceEnded)
    (heard,) = recogniser.heard
    sounding = np.flatnonzero(heard)
    assert np.array_equal(
        heard[sounding[0] : sounding[0] + len(answer)][: 3 * RATE - FRAME], answer[: 3 * RATE - FRAME]
    )
