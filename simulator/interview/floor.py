"""Who has the right to speak, until when the other side waits, and what speech over the other's means."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from enum import StrEnum

from simulator.evidence.backchannels import is_backchannel
from simulator.evidence.observation import Ending
from simulator.interview.actions import Action, Duck, PauseSpeaking, ResumeSpeaking, StopSpeaking
from simulator.interview.patience import Patience

DUCK_AFTER_S = 0.25
PAUSE_AFTER_S = 0.5
"""So much voice over the interviewer is an interruption until its words say otherwise."""

CUT_OFF_S = 2.0
"""Who goes on so soon after the interviewer took the floor had only paused."""
SHORTEST_PAUSE_S = 0.2
"""Less silence is within a sentence, or none: a stretch cut for its length."""


class Holder(StrEnum):
    """Who has the floor."""

    INTERVIEWER = "interviewer"
    CANDIDATE = "candidate"
    NOBODY = "nobody"
    """The interviewer is done and the candidate has not begun."""


class Due(StrEnum):
    """What the floor asks for when its time has come."""

    BREAK_SILENCE = "break-silence"
    """The candidate has not begun."""
    TAKE_TURN = "take-turn"
    """The candidate is done."""
    NUDGE = "nudge"
    """The candidate is stuck in mid-sentence."""


@dataclass(slots=True)
class _Stretch:
    """Speech of the candidate's, from its beginning until its words are there."""

    over: bool
    """It began while the interviewer spoke, and has not outlasted them."""
    pause_s: float | None = None
    """The pause before it, where it goes on with a turn."""
    voice_s: float = 0.0
    """How much voice it has had over the interviewer."""
    listened_s: float = 0.0
    """How much of that only showed that the candidate listens."""
    is_stale: bool = False
    """The interviewer has taken the floor since: it answers nothing that comes now."""


class Floor:
    """The floor of one interview, with the candidate's speech as far as it matters for it."""

    NUDGES_PER_SILENCE = 2
    """A third silence is taken as no answer: two offers of help are kind, more is nagging."""

    def __init__(self, silence_s: float, patience: Patience) -> None:
        """Wait `silence_s` for the candidate to begin, and at a pause as long as `patience` says."""
        self._silence_s = silence_s
        self._patience = patience
        self.holder = Holder.NOBODY
        self.since = 0.0
        """When the holder got it, in seconds from the start of the interview."""
        self.silences = 0
        """Silences broken by the interviewer since the candidate last spoke."""
        self.is_delivering = False
        """The interviewer's last utterance has not ended yet, though they may have lost the floor."""
        self.is_handed_over = False
        """The candidate has said that they are done; words may still be to come."""
        self._until: float | None = None
        self._stretch: _Stretch | None = None
        self._wordless: deque[_Stretch] = deque()
        self._silent_since = 0.0
        self._ending: Ending | None = None
        """How the candidate's turn so far ends; None where there is none."""
        self._taken_after: Ending | None = None
        """How the turn ended that the interviewer took at a pause; None where it was handed over."""
        self._nudges = 0
        self._is_ducked = False
        self._is_paused = False

    @property
    def awaits_words(self) -> bool:
        """There is speech that is over and whose words are not there yet."""
        return bool(self._wordless)

    @property
    def stretches(self) -> int:
        """How many stretches of the candidate's have no words yet, with the one that goes on."""
        return len(self._wordless) + (self._stretch is not None)

    @property
    def is_clear(self) -> bool:
        """Nobody speaks, and all that was said has its words."""
        return not (self.is_delivering or self.stretches)

    @property
    def due(self) -> tuple[float, Due] | None:
        """What comes next if nothing else happens, and when."""
        if self.holder is Holder.INTERVIEWER:
            return None
        if not self.is_clear:
            return None
        if self.holder is Holder.NOBODY:
            return None if self._until is None else (self._until, Due.BREAK_SILENCE)
        if self._ending is None:
            return None
        pause_s = self._patience.after(self._ending)
        if pause_s is not None:
            return self._silent_since + pause_s, Due.TAKE_TURN
        nudge_s = self._patience.nudge_after(self._nudges)
        return None if nudge_s is None else (self._silent_since + nudge_s, Due.NUDGE)

    # The interviewer

    def to_interviewer(self, now: float) -> None:
        """Take the floor for an utterance; it is given back when the utterance has been delivered."""
        self.holder, self.since, self.is_delivering = Holder.INTERVIEWER, now, True
        self._is_ducked = self._is_paused = False
        for stretch in (*self._wordless, *filter(None, [self._stretch])):
            stretch.is_stale = True

    def turn_taken(self) -> None:
        """Count what the candidate has said as answered."""
        self._taken_after = None if self.is_handed_over else self._ending
        self._ending = None
        self.is_handed_over = False
        self._nudges = 0

    def nudged(self) -> None:
        """Count a nudge into the candidate's silence; their turn goes on behind it."""
        self._nudges += 1

    def delivered(self, now: float, stretch: float = 1) -> None:
        """Give the floor on, as the utterance has ended; where the candidate has not begun, offer it."""
        had_it, self.is_delivering = self.holder is Holder.INTERVIEWER, False
        if self._stretch:
            self._stretch.over = self._stretch.is_stale = False
        if self.stretches or self._ending is not None:
            if had_it:
                self.holder, self.since = Holder.CANDIDATE, now
        else:
            self.offered(now, stretch)

    def offered(self, now: float, stretch: float = 1) -> None:
        """Offer it to the candidate; each silence in a row is given longer, and all of it `stretch` times."""
        self.holder, self.since = Holder.NOBODY, now
        self._until = now + self._silence_s * (1 + self.silences) * stretch

    def silence_broken(self) -> int:
        """Count a silence that ran out; return how many there have been in a row."""
        self.silences += 1
        return self.silences

    # The candidate

    def started(self, now: float) -> None:
        """Take in that the candidate has begun a stretch; nobody hurries them."""
        is_over = self.holder is Holder.INTERVIEWER
        if is_over:
            goes_on = self._taken_after is not None and now - self.since <= CUT_OFF_S
        else:
            goes_on = (self._ending is not None or bool(self._wordless)) and self._stretch is None
        pause_s = now - self._silent_since
        self._stretch = _Stretch(is_over, pause_s if goes_on and pause_s >= SHORTEST_PAUSE_S else None)
        if not is_over:
            self._to_candidate(now)

    def paused(self, now: float, silence_s: float) -> list[Action]:
        """Take in that a stretch is over, `silence_s` ago; its words come later."""
        stretch = self._stretch or _Stretch(self.holder is Holder.INTERVIEWER)
        self._stretch = None
        self._wordless.append(stretch)
        self._silent_since = now - silence_s
        if self.holder is Holder.NOBODY:
            self._to_candidate(now)
        return self._resume() if self._is_ducked and not self._is_paused else []

    def words(self, now: float, text: str, ending: Ending, *, yields: bool) -> tuple[bool, list[Action]]:
        """Take in the words of the earliest stretch; return whether they belong to the candidate's turn."""
        stretch = self._end_of_stretch(now) or _Stretch(self.holder is Holder.INTERVIEWER)
        if not yields and (stretch.is_stale or (stretch.over and is_backchannel(text))):
            return False, self.settled(now)
        if stretch.pause_s is not None:
            self._patience.learn(stretch.pause_s, self._ending or self._taken_after)
        actions = self.broken_into(now)
        self._to_candidate(now)
        self._ending, self._nudges = ending, 0
        self.is_handed_over = self.is_handed_over or yields
        return True, actions

    def no_words(self, now: float) -> list[Action]:
        """Take in that the earliest stretch has no words."""
        self._end_of_stretch(now)
        return self.settled(now)

    def no_more_words(self, now: float) -> list[Action]:
        """Take in that no stretch up to now will get its words."""
        self._wordless.clear()
        self._stretch = None
        return self.settled(now)

    def handed_over(self, now: float) -> list[Action]:
        """Take in that the candidate is done, where they have begun."""
        self.is_handed_over = self._ending is not None or self.stretches > 0
        return self.broken_into(now) if self._ending is not None else []

    def spoke_on(self, voice_s: float) -> list[Action]:
        """Take in how much voice there is over the interviewer: lower theirs, then let it fall silent."""
        stretch = self._stretch
        if self.holder is not Holder.INTERVIEWER or stretch is None or stretch.is_stale or self._is_paused:
            return []
        stretch.voice_s = voice_s
        if voice_s - stretch.listened_s >= PAUSE_AFTER_S:
            self._is_ducked = self._is_paused = True
            return [PauseSpeaking()]
        if voice_s - stretch.listened_s >= DUCK_AFTER_S and not self._is_ducked:
            self._is_ducked = True
            return [Duck()]
        return []

    def first_words(self, now: float, words: str) -> list[Action]:
        """Take in the first words over the interviewer, or none for a key, and whether they interrupt."""
        only_listens = is_backchannel(words)
        if self._stretch and only_listens:
            self._stretch.listened_s = self._stretch.voice_s
        is_stale = self._stretch is not None and self._stretch.is_stale and words
        return [] if only_listens or is_stale else self.broken_into(now)

    def broken_into(self, now: float) -> list[Action]:
        """Give the candidate the interviewer's floor, where they have it."""
        if self.holder is not Holder.INTERVIEWER:
            return []
        self._to_candidate(now)
        return [StopSpeaking()]

    def settled(self, now: float) -> list[Action]:
        """Give the floor back where what the candidate began came to nothing."""
        if self.stretches:
            return []
        self.is_handed_over = self.is_handed_over and self._ending is not None
        if self.holder is Holder.INTERVIEWER:
            return self._resume() if self._is_paused or self._is_ducked else []
        if self.holder is Holder.CANDIDATE and self._ending is None and not self.is_delivering:
            self.offered(now)
        return []

    def _end_of_stretch(self, now: float) -> _Stretch | None:
        if self._wordless:
            return self._wordless.popleft()
        stretch, self._stretch = self._stretch, None
        self._silent_since = now
        return stretch

    def _to_candidate(self, now: float) -> None:
        if self.holder is not Holder.CANDIDATE:
            self.holder, self.since = Holder.CANDIDATE, now
        self._until = None
        self.silences = 0

    def _resume(self) -> list[Action]:
        self._is_ducked = self._is_paused = False
        return [ResumeSpeaking()]
