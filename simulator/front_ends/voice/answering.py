"""Which of the candidate's words count when: each as it is made out, or all together when they hand over."""

from __future__ import annotations

from collections.abc import Callable

from simulator.evidence.backchannels import is_backchannel
from simulator.interview.events import (
    CandidateBrokeIn,
    CandidatePaused,
    CandidateSpokeOn,
    CandidateStarted,
    CandidateStopped,
    CandidateTookBack,
    CandidateYielded,
)
from simulator.run_interview import Report, Uttered


class Answering:
    """Every stretch counts as soon as it has its words; the interview itself finds the end of the turn."""

    def __init__(self, put: Callable[[Report], None]) -> None:
        """Let the interview know by `put`."""
        self._put = put
        self._shown: list[str] = []
        self._has_draft = False
        """What is being typed stands for a stretch."""
        self.stretches = 0
        """How many there are without their words, with the one that goes on."""

    @property
    def words(self) -> str:
        """The turn so far."""
        return " ".join(self._shown)

    @property
    def is_confirming(self) -> bool:
        """The candidate looks at their words before they count."""
        return False

    @property
    def unsent(self) -> str:
        """What was said and has not been handed over."""
        return ""

    def begin(self, left: str) -> None:
        """Let the words count that a process that died had `left`."""
        if left:
            self._shown.append(left)
            self._put(Uttered(left, yields=False))

    def take(self) -> str:
        """Return the turn, as it is over; the next words belong to another."""
        taken, self._shown = self.words, []
        return taken

    def started(self, *, over: bool) -> None:
        """Take in that a stretch begins, `over` the interviewer's voice or not."""
        self.stretches += 1
        self._put(CandidateStarted())

    def paused(self, silence_s: float) -> None:
        """Take in that the stretch is over, `silence_s` ago."""
        self._put(CandidatePaused(silence_s))

    def spoke_on(self, voice_s: float) -> None:
        """Take in that there is so much voice over the interviewer's."""
        self._put(CandidateSpokeOn(voice_s))

    def broke_in(self, words: str) -> None:
        """Take in the first words over the interviewer."""
        self._put(CandidateBrokeIn(words))

    def said(self, words: str, *, over: bool) -> None:
        """Take in the words of the earliest stretch without."""
        self.stretches -= 1
        if not (over and is_backchannel(words)):
            self._shown.append(words)
        self._put(Uttered(words, yields=False))

    def said_nothing(self) -> None:
        """Take in that the earliest stretch has no words."""
        self.stretches -= 1
        self._put(CandidateStopped())

    def drafting(self, *, goes_on: bool) -> None:
        """Take in that an answer is being typed, or was cleared: nobody hurries who types."""
        if goes_on and not self.stretches:
            self._has_draft = True
            self._put(CandidateStarted())
        elif self._has_draft and not goes_on:
            self._has_draft = False
            self._put(CandidateStopped())

    def typed(self, text: str) -> None:
        """Take in what was typed instead of spoken, when every stretch has its words."""
        self._has_draft = False
        self._shown.append(text)
        self._put(Uttered(text))

    def drop(self) -> None:
        """Let nothing count of what is held back."""

    def interviewer_done(self) -> None:
        """Take in that the interviewer has stopped speaking."""

    def hand_over(self) -> None:
        """Take in the key: words may still be to come."""
        self._put(CandidateYielded())


class HeldBack(Answering):
    """Nothing counts before the candidate hands over; to the interview all of it is one stretch."""

    def __init__(self, put: Callable[[Report], None], *, confirm: bool) -> None:
        """With `confirm` handing over shows the words first, and only the second key sends them."""
        super().__init__(put)
        self._confirm = confirm
        self._held: list[str] = []
        self._has_begun = False
        """The interview knows that the candidate speaks."""
        self._is_handing_over = False
        self._is_confirming = False

    @property
    def words(self) -> str:
        """The turn so far, whether it counts already or not."""
        return " ".join([*self._shown, *self._held])

    @property
    def is_confirming(self) -> bool:
        """The candidate looks at their words before they count."""
        return self._is_confirming

    @property
    def unsent(self) -> str:
        """What was said and has not been handed over."""
        return " ".join(self._held)

    def begin(self, left: str) -> None:
        """Hold back what a process that died had `left`."""
        if left:
            self._held.append(left)
            self._begin()

    def take(self) -> str:
        """Return what was sent; what is held back belongs to the turn after it."""
        taken, self._shown = " ".join(self._shown), []
        return taken

    def started(self, *, over: bool) -> None:
        """Take in that a stretch begins; over the interviewer only its words tell whether it matters."""
        self.stretches += 1
        self._is_confirming = False
        if not over:
            self._begin()

    def paused(self, silence_s: float) -> None:
        """Do nothing: a pause never hands over."""

    def spoke_on(self, voice_s: float) -> None:
        """Do nothing: only words tell whether it matters."""

    def broke_in(self, words: str) -> None:
        """Stop the interviewer, unless the candidate only shows that they listen."""
        if not is_backchannel(words):
            self._begin()
            super().broke_in(words)

    def said(self, words: str, *, over: bool) -> None:
        """Hold the words back."""
        self.stretches -= 1
        if over and not self._has_begun and is_backchannel(words):
            self._put(CandidateTookBack(words))
        else:
            if over:
                self.broke_in(words)
            self._held.append(words)
        self._settle()

    def said_nothing(self) -> None:
        """Where there is nothing else, the candidate has not begun after all."""
        self.stretches -= 1
        self._settle()

    def drafting(self, *, goes_on: bool) -> None:
        """Take in that an answer is being typed, or was cleared."""
        if goes_on:
            self._begin()
        else:
            self._settle()

    def typed(self, text: str) -> None:
        """Send it with what is held back: a line that was typed has been looked at."""
        self._held.append(text)
        self.send()

    def interviewer_done(self) -> None:
        """Let the interview know of who began while the interviewer spoke."""
        if self.stretches or self._held:
            self._begin()

    def hand_over(self) -> None:
        """Send the words, or show them first, once all are there."""
        self._is_handing_over = True
        self._settle()

    def send(self) -> None:
        """Let the words count."""
        self._is_confirming = self._is_handing_over = self._has_begun = False
        self._shown, self._held, text = [*self._shown, *self._held], [], self.unsent
        self._put(Uttered(text))

    def drop(self) -> None:
        """Let nothing count of what is held back."""
        if self._held:
            self.correct(self.unsent, "")

    def correct(self, before: str, after: str) -> None:
        """Put `after` in place of the words `before`, which are the first that are held back."""
        if after == before:
            return
        self._put(CandidateTookBack(before))
        later = self.unsent.removeprefix(before).strip()
        self._held = [words for words in (after, later) if words]
        if not self._held:
            self._is_confirming = False
            self._settle()

    def _begin(self) -> None:
        if not self._has_begun:
            self._has_begun = True
            self._put(CandidateStarted())

    def _settle(self) -> None:
        if self.stretches:
            return
        if not self._held:
            self._is_handing_over = False
            if self._has_begun:
                self._has_begun = False
                self._put(CandidateStopped())
        elif self._is_handing_over:
            self._is_handing_over = False
            if self._confirm:
                self._is_confirming = True
            else:
                self.send()
