"""From the microphone's sound to the candidate's words: every stretch of speech ends as words or as nothing.

One thread takes the sound as it comes, another decodes it; neither waits for the event loop. For each
stretch `SpeechStarted` is reported, then `Paused`, then `Words` or `NothingMadeOut`. The last come in the
order of the stretches, and perhaps only after the next one has started.
"""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from threading import Condition, Event, Thread
from typing import TYPE_CHECKING

import numpy as np

from simulator.engines.failure import EngineError, UnavailableError
from simulator.engines.voice_activity import FRAME, FRAME_S, VoiceActivity
from simulator.front_ends.voice.echo import ROOM_S
from simulator.front_ends.voice.segmenting import (
    LEAD_FRAMES,
    ONSET_FRAMES,
    ONSET_OVER_FRAMES,
    STRETCH_ENDS_FRAMES,
    Began,
    Ended,
    Finding,
    Guess,
    GuessedWrong,
    HandedOver,
    Piece,
    Segmenter,
    SpokeOn,
)
from simulator.front_ends.voice.source import AnswerEnded, MicrophoneLost, Notice, SoundLost, SourceEnded
from simulator.interview.events import Engine, EngineFailed, EngineRecovered, FailureKind
from simulator.sound import RATE, Samples, level_dbfs, silence
from simulator.transcript import Speaker

if TYPE_CHECKING:
    from simulator.engines.speech_to_text import SpeechToText
    from simulator.front_ends.voice.echo import Echo
    from simulator.front_ends.voice.sink import Sink
    from simulator.front_ends.voice.source import Source
    from simulator.recording.tracks import Tracks

HANGS_S = 30.0
"""A piece that takes so long to decode is given up: the slowest machine that is of use needs 5 s."""
_RING_FRAMES = round(ROOM_S / FRAME_S)
"""So long after the interviewer's voice there is still something of it in the room."""
TRIES = 2
"""How often a piece is decoded before the engine counts as failing."""


@dataclass(frozen=True, slots=True)
class SpeechStarted:
    """Somebody began to speak."""

    start_s: float


@dataclass(frozen=True, slots=True)
class Paused:
    """The stretch ended."""

    silence_s: float
    """The silence so far: 0 where the stretch was parted for its length alone and goes on as the next."""


@dataclass(frozen=True, slots=True)
class Words:
    """What was said in a stretch."""

    text: str
    start_s: float
    end_s: float


@dataclass(frozen=True, slots=True)
class NothingMadeOut:
    """There were no words in a stretch."""

    start_s: float
    end_s: float


@dataclass(frozen=True, slots=True)
class PartialWords:
    """What has been made out so far of the stretch that goes on; it replaces what was before."""

    text: str


Report = (
    SpeechStarted
    | SpokeOn
    | Paused
    | Words
    | NothingMadeOut
    | PartialWords
    | HandedOver
    | EngineFailed
    | EngineRecovered
    | SoundLost
    | AnswerEnded
    | SourceEnded
)


@dataclass(slots=True, eq=False)
class _Stretch:
    start_s: float
    end_s: float | None = None
    """None while it goes on."""
    pieces: list[_Job] = field(default_factory=list)
    guess: _Job | None = None

    @property
    def is_settled(self) -> bool:
        return self.end_s is not None and all(piece.text is not None for piece in self.pieces)

    @property
    def text(self) -> str:
        parts = [*self.pieces, *filter(None, [self.guess])]
        return " ".join(part.text for part in parts if part.text)

    def holds(self, job: _Job) -> bool:
        return job is self.guess or job in self.pieces


@dataclass(slots=True, eq=False)
class _Job:
    """A piece to decode."""

    stretch: _Stretch
    samples: Samples
    text: str | None = None
    """None until decoded."""
    has_failed: bool = False


class Hearing:
    """Listens to a source until closed; its threads call `report`, one at a time, which must not block."""

    def __init__(
        self,
        source: Source,
        sink: Sink,
        speech_to_text: SpeechToText,
        voice_activity: VoiceActivity,
        report: Callable[[Report], None],
        *,
        echo: Echo,
        tracks: Tracks | None = None,
        level: Callable[[float], None] | None = None,
    ) -> None:
        """Listen to `source` while `sink` plays, once started. `level` is told the loudness of each block."""
        self.ready = Event()
        """The engine is loaded, or has failed to."""
        self._source = source
        self._sink = sink
        self._speech_to_text = speech_to_text
        self._voice_activity = voice_activity
        self._report = report
        self._echo = echo
        self._tracks = tracks
        self._level = level
        self._changed = Condition()
        """Guards all below; `report` is called with it held, so that reports keep their order."""
        self._stretches: deque[_Stretch] = deque()
        self._jobs: deque[_Job] = deque()
        self._decoding_since: float | None = None
        """Monotonic time."""
        self._hangs = False
        """The engine does not come back from a piece."""
        self._is_failing = False
        self._is_closed = False
        self._keys = 0
        """Hand-overs that the sound has not come to yet."""
        self._end: AnswerEnded | SourceEnded | None = None
        """What the source has said to be over; told when all of it has its words."""
        self._frames_to_the_end = 0
        """Frames until all of it has been heard for certain."""
        self._threads = (
            Thread(target=self._listen, name="hearing-sound", daemon=True),
            # Left behind where it hangs in the engine's own code, which nothing can interrupt.
            Thread(target=self._decode, name="hearing-words", daemon=True),
        )

    def start(self) -> None:
        """Begin to listen, and to load the engine."""
        for thread in self._threads:
            thread.start()

    def close(self) -> None:
        """Stop listening; nothing is reported afterwards. Words that are not made out by now never are."""
        with self._changed:
            self._is_closed = True
            self._changed.notify_all()
        self._source.close()
        for thread in self._threads:
            if thread.ident is not None:
                thread.join(timeout=2.0)

    def hand_over(self) -> None:
        """Take what is being said as ended: `HandedOver` is reported within 0.15 s, its words follow."""
        with self._changed:
            self._keys += 1

    # The thread of the sound.

    def _listen(self) -> None:
        segmenter = Segmenter()
        frames = _Frames(self._source.samples)
        rings = 0
        for block in self._source.blocks():
            if not isinstance(block, np.ndarray):
                self._notice(block)
                continue
            for at, played in self._sink.played():
                self._echo.far(played)
                self._keep(Speaker.INTERVIEWER, at, played)
            heard = self._echo.near(block)
            self._keep(Speaker.CANDIDATE, self._source.samples - len(block), heard)
            if self._level is not None:
                self._level(level_dbfs(heard))
            for frame in frames.add(heard):
                likelihood = self._voice_activity.probability(frame)
                with self._changed:
                    if self._is_closed:
                        return
                    if self._keys:
                        self._keys = 0
                        self._follow(segmenter.hand_over(), frames)
                    if self._sink.player.is_sounding:
                        rings = _RING_FRAMES
                    self._follow(segmenter.hear(likelihood, over=rings > 0), frames)
                    rings -= 1
                    self._give_up_what_hangs()
                    self._settle()
                    self._come_to_the_end()
                if not segmenter.is_speaking:
                    frames.forget()

    def _keep(self, speaker: Speaker, at: int, samples: Samples) -> None:
        if self._tracks is not None:
            self._tracks.write(speaker, at, samples)

    def _notice(self, notice: Notice) -> None:
        with self._changed:
            match notice:
                case SoundLost():
                    self._tell(notice)
                case MicrophoneLost():
                    self._tell(EngineFailed(Engine.MICROPHONE, FailureKind.LOST))
                case AnswerEnded() | SourceEnded():
                    self._end = notice
                    self._frames_to_the_end = STRETCH_ENDS_FRAMES + ONSET_FRAMES

    def _follow(self, findings: list[Finding], frames: _Frames) -> None:
        for finding in findings:
            match finding:
                case Began(first):
                    self._stretches.append(_Stretch(frames.time(first)))
                    self._tell(SpeechStarted(frames.time(first)))
                case HandedOver() | SpokeOn():
                    self._tell(finding)
                case Guess(first, last):
                    self._stretches[-1].guess = self._job(frames.between(first, last))
                case GuessedWrong():
                    void, self._stretches[-1].guess = self._stretches[-1].guess, None
                    if void is not None and void in self._jobs:
                        self._jobs.remove(void)
                case Piece(first, last):
                    self._stretches[-1].pieces.append(self._job(frames.between(first, last)))
                case Ended(last, silent_frames):
                    stretch = self._stretches[-1]
                    if stretch.guess is not None:
                        stretch.pieces.append(stretch.guess)
                        if stretch.guess.has_failed:
                            self._add(stretch.guess)
                        stretch.guess = None
                    stretch.end_s = frames.time(last - silent_frames)
                    self._tell(Paused(silent_frames * FRAME_S))

    def _job(self, samples: Samples) -> _Job:
        job = _Job(self._stretches[-1], samples)
        self._add(job)
        return job

    def _add(self, job: _Job) -> None:
        if self._hangs:
            job.text = ""
        else:
            self._jobs.append(job)
            self._changed.notify_all()

    def _come_to_the_end(self) -> None:
        if self._frames_to_the_end:
            self._frames_to_the_end -= 1
        elif self._end is not None and not self._stretches:
            over, self._end = self._end, None
            self._tell(over)

    def _give_up_what_hangs(self) -> None:
        if self._decoding_since is not None and time.monotonic() - self._decoding_since > HANGS_S:
            self._hangs = True
            self._fail(FailureKind.TIMED_OUT)

    # The thread of the words.

    def _decode(self) -> None:
        is_loaded = self._loaded()
        self.ready.set()
        while (job := self._next_job()) is not None:
            try:
                text = self._text(job.samples) if is_loaded else ""
            except EngineError as error:
                with self._changed:
                    self._decoding_since = None
                    self._hangs = False
                    if job is job.stretch.guess:
                        job.has_failed = True  # a guess may not be needed; if it is, it is tried again
                    else:
                        self._fail(error.kind)
                continue
            with self._changed:
                self._decoding_since = None
                self._hangs = False
                if is_loaded and self._is_failing:
                    self._is_failing = False
                    self._tell(EngineRecovered(Engine.SPEECH_TO_TEXT))
                if job.text is None:  # else it was given up
                    job.text = text
                    if text and job.stretch.holds(job) and job.stretch.end_s is None:
                        self._tell(PartialWords(job.stretch.text))
                    self._settle()

    def _loaded(self) -> bool:
        kind = FailureKind.MISSING
        try:
            self._speech_to_text.load()
        except UnavailableError:
            pass
        except EngineError as error:
            kind = error.kind
        else:
            return True
        with self._changed:
            self._fail(kind)
        return False

    def _next_job(self) -> _Job | None:
        with self._changed:
            self._changed.wait_for(lambda: self._jobs or self._is_closed)
            if self._is_closed:
                return None
            self._decoding_since = time.monotonic()
            return self._jobs.popleft()

    def _text(self, samples: Samples) -> str:
        kind = FailureKind.CRASHED
        for _ in range(TRIES):
            try:
                return self._speech_to_text.words(samples)
            except EngineError as error:
                kind = error.kind
            except Exception:  # a fault of ours or of a library's must not end this thread
                kind = FailureKind.CRASHED
        raise EngineError(Engine.SPEECH_TO_TEXT, kind)

    # With the lock held.

    def _tell(self, report: Report) -> None:
        if not self._is_closed:
            self._report(report)

    def _fail(self, kind: FailureKind) -> None:
        """Let every stretch so far end without the words that it still lacks, and say so once."""
        self._jobs.clear()
        for stretch in self._stretches:
            for job in (*stretch.pieces, *filter(None, [stretch.guess])):
                job.text = job.text or ""
                job.has_failed = False
        self._settle()
        if not self._is_failing:
            self._is_failing = True
            self._tell(EngineFailed(Engine.SPEECH_TO_TEXT, kind))

    def _settle(self) -> None:
        """Report the stretches that have their words, in their order."""
        while self._stretches and self._stretches[0].is_settled:
            stretch = self._stretches.popleft()
            assert stretch.end_s is not None
            if stretch.text:
                self._tell(Words(stretch.text, stretch.start_s, stretch.end_s))
            else:
                self._tell(NothingMadeOut(stretch.start_s, stretch.end_s))


class _Frames:
    """The sound in frames as the detector takes them, kept as long as a stretch may need them."""

    def __init__(self, start: int) -> None:
        """Begin frame 0 at the session's sample `start`."""
        self._start = start
        self._rest = silence(0)
        self._kept: deque[Samples] = deque()
        self._first = 0
        """Number of the first frame kept."""

    def add(self, samples: Samples) -> Iterator[Samples]:
        """Yield the frames that are now complete, each when the one before has been dealt with."""
        self._rest = np.concatenate([self._rest, samples])
        while len(self._rest) >= FRAME:
            frame, self._rest = self._rest[:FRAME], self._rest[FRAME:]
            self._kept.append(frame)
            yield frame

    def forget(self) -> None:
        """Keep no more than a stretch that begins with the next frame has in front of it."""
        while len(self._kept) > LEAD_FRAMES + ONSET_OVER_FRAMES:
            self._kept.popleft()
            self._first += 1

    def between(self, first: int, last: int) -> Samples:
        """Return the samples from one frame to before another."""
        return np.concatenate(list(self._kept)[first - self._first : last - self._first])

    def time(self, frame: int) -> float:
        """Return the session's time in seconds at which a frame begins."""
        return (self._start + frame * FRAME) / RATE
