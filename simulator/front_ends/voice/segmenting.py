"""Where speech begins, pauses and ends, from the likelihood of voice frame by frame; and what to decode when.

A stretch of speech lasts until a pause of `STRETCH_ENDS_FRAMES`. It is decoded in pieces, so that little is
left at its end: a piece is final at a short pause once it is long enough to be understood well. A shorter one
is decoded at the onset of a pause on the guess that nothing more comes.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass

from simulator.engines.voice_activity import FRAME_S

SPEECH = 0.5
"""Likelihood from which a frame is speech, when silent."""
SPEECH_OVER = 0.7
"""The same over the interviewer's voice: what cancelling leaves of its echo came to 0.66 in ten minutes, and
a voice over it to 0.8 in its third frame."""
SILENCE = 0.35
"""Likelihood below which a frame is silence, when speaking: Silero's own distance from the other."""
ONSET_FRAMES = 3
"""Frames of speech that make a beginning, about 0.1 s: a click of a key is shorter."""
ONSET_OVER_FRAMES = 4
"""The same over the interviewer's voice."""
LEAD_FRAMES = 6
"""Frames in front of the beginning that belong to it: soft first sounds are not recognised as speech."""
GUESS_FRAMES = 5
"""Silence, 0.16 s, after which the words so far are decoded: between words it is shorter."""
STRETCH_ENDS_FRAMES = 15
"""Silence, 0.48 s, that ends a stretch: the least that any patience waits for is 0.5 s."""
PIECE_S = 6.0
"""Length from which a piece is final at a short pause. Shorter ones lack the words around that help."""
LONGEST_PIECE_S = 9.5
"""Every recogniser takes as much at once, and decodes it in the time that one waits after handing over."""
_LONGEST_PIECE_FRAMES = int(LONGEST_PIECE_S / FRAME_S)
SEARCHED_S = 3.0
"""At the end of a piece that is too long: where the least speech-like moment is looked for."""
LONGEST_STRETCH_S = 30.0
"""Words of a longer one are settled without a pause: the journal is not to wait for them."""
OVER_ENDS_FRAMES = 8
"""Silence, 0.26 s, that ends one over the interviewer's voice, which is low until the words are known."""
VOICE_FRAMES = 8
"""So often, about every 0.25 s of voice, it is told how much of it a stretch has."""
HAND_OVER_FRAMES = 3
"""How long, 0.1 s, a sound may go on after the key that hands over; whoever presses it has finished."""


@dataclass(frozen=True, slots=True)
class Began:
    """A stretch of speech has begun."""

    first: int
    """Its first frame."""


@dataclass(frozen=True, slots=True)
class Guess:
    """Decode these frames: perhaps nothing more comes."""

    first: int
    last: int
    """The first frame that does not belong to it."""


@dataclass(frozen=True, slots=True)
class GuessedWrong:
    """More came: the guess is void."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Decode these frames, a part of the stretch, for good."""

    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Ended:
    """The stretch has ended; the `Piece` before, or the `Guess` that was not void, is its last."""

    last: int
    silent_frames: int


@dataclass(frozen=True, slots=True)
class SpokeOn:
    """The stretch has so much voice by now."""

    voice_s: float


@dataclass(frozen=True, slots=True)
class HandedOver:
    """All that was said before the key has ended."""


Finding = Began | SpokeOn | Guess | GuessedWrong | Piece | Ended | HandedOver


class Segmenter:
    """Follows one stream of likelihoods from frame 0 on."""

    def __init__(self) -> None:
        self._now = 0
        """Frames heard."""
        self._free = 0
        """The first frame that belongs to no stretch yet."""
        self._run = 0
        """While silent: how many frames of speech there were in a row. While speaking: of silence."""
        self._stretch: int | None = None
        """First frame of the stretch that is going on."""
        self._piece = 0
        """First frame that no piece holds yet."""
        self._spoke = False
        """There was speech since then."""
        self._voice = 0
        """Frames of speech in the stretch."""
        self._is_guessed = False
        self._recent: deque[float] = deque(maxlen=int(SEARCHED_S / FRAME_S))
        self._handing_over: int | None = None
        """Frames until the key counts even if there is sound."""

    @property
    def is_speaking(self) -> bool:
        """A stretch is going on."""
        return self._stretch is not None

    def hand_over(self) -> list[Finding]:
        """End the stretch as soon as there is a gap, at the latest in 0.1 s."""
        if self._sounds:
            self._handing_over = HAND_OVER_FRAMES
            return []
        return self._hand_over()

    def hear(self, likelihood: float, *, over: bool = False) -> list[Finding]:
        """Return what follows from the next frame.

        `over` the interviewer's voice it takes more to begin a stretch, and less to end it.
        """
        self._now += 1
        self._recent.append(likelihood)
        found = self._silent(likelihood, over) if self._stretch is None else self._speaking(likelihood, over)
        if self._handing_over is not None:
            self._handing_over -= 1
            if not self._sounds or self._handing_over <= 0:
                found += self._hand_over()
        return found

    def end(self) -> list[Finding]:
        """Return what follows from the end of the stream."""
        return self._end() if self._stretch is not None else []

    @property
    def _sounds(self) -> bool:
        """The last frame was speech."""
        return self._run > 0 if self._stretch is None else self._run == 0

    def _hand_over(self) -> list[Finding]:
        self._handing_over = None
        return [*self.end(), HandedOver()]

    def _silent(self, likelihood: float, over: bool) -> list[Finding]:
        self._run = self._run + 1 if likelihood >= (SPEECH_OVER if over else SPEECH) else 0
        if self._run < (ONSET_OVER_FRAMES if over else ONSET_FRAMES):
            return []
        voice, self._run = self._run, 0
        self._stretch = self._piece = max(self._free, self._now - voice - LEAD_FRAMES)
        # One more: in the frame in which it sets in a voice is not recognised, least of all over another one.
        self._voice = voice + 1
        self._spoke = True
        return [Began(self._stretch)]

    def _speaking(self, likelihood: float, over: bool) -> list[Finding]:
        found: list[Finding] = []
        if likelihood >= SILENCE:
            if not self._spoke:
                found += self._settle_long_stretch()
            self._run = 0
            self._spoke = True
            self._voice += 1
            if self._voice % VOICE_FRAMES == 0:
                found.append(SpokeOn(self._voice * FRAME_S))
            if self._is_guessed:
                self._is_guessed = False
                found.append(GuessedWrong())
        else:
            self._run += 1
        length = self._now - self._piece
        if self._run >= (OVER_ENDS_FRAMES if over else STRETCH_ENDS_FRAMES):
            found += self._end()
        elif self._run == GUESS_FRAMES and self._spoke:
            if length * FRAME_S >= PIECE_S:
                found += self._cut(self._now - 2)
            else:
                self._is_guessed = True
                found.append(Guess(self._piece, self._now))
        elif length >= _LONGEST_PIECE_FRAMES:
            found += self._cut(self._quietest())
        return found

    def _quietest(self) -> int:
        """Return the frame behind which to cut: the one least like speech of the last seconds."""
        recent = list(self._recent)[-max(1, self._now - self._piece - 1) :]
        return self._now - len(recent) + 1 + min(range(len(recent)), key=recent.__getitem__)

    def _cut(self, at: int) -> list[Finding]:
        found: list[Finding] = []
        if self._is_guessed:
            self._is_guessed = False
            found.append(GuessedWrong())
        found.append(Piece(self._piece, at))
        self._piece = at
        self._spoke = self._run < self._now - at
        return found + (self._settle_long_stretch() if self._spoke else [])

    def _settle_long_stretch(self) -> list[Finding]:
        """Part a stretch that has gone on for long where its last piece ends."""
        at = self._piece
        if self._stretch is None or (at - self._stretch) * FRAME_S < LONGEST_STRETCH_S:
            return []
        self._stretch = at
        return [Ended(at, 0), Began(at)]

    def _end(self) -> list[Finding]:
        found: list[Finding] = []
        if self._spoke and not self._is_guessed:
            found.append(Piece(self._piece, self._now))
        found.append(Ended(self._now, self._run))
        self._stretch = None
        self._free = self._now
        self._run = 0
        self._is_guessed = self._spoke = False
        return found
