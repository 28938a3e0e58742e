"""Who has the right to speak, and until when the other side waits."""

from __future__ import annotations

from enum import StrEnum


class Holder(StrEnum):
    """Who has the floor."""

    INTERVIEWER = "interviewer"
    CANDIDATE = "candidate"
    NOBODY = "nobody"
    """The interviewer is done and the candidate has not begun."""


class Floor:
    """The floor of one interview. `until` is when silence becomes the interviewer's to break."""

    NUDGES_PER_SILENCE = 2
    """A third silence is taken as no answer: two offers of help are kind, more is nagging."""

    def __init__(self, patience_s: float) -> None:
        self._patience_s = patience_s
        self.holder = Holder.NOBODY
        self.since = 0.0
        """When the holder got it, in seconds from the start of the interview."""
        self.until: float | None = None
        self.silences = 0
        """Silences broken by the interviewer since the candidate last spoke."""

    def to_interviewer(self, now: float) -> None:
        """Take the floor for an utterance; it is given back when the utterance has been delivered."""
        self.holder, self.since, self.until = Holder.INTERVIEWER, now, None

    def offered(self, now: float, stretch: float = 1) -> None:
        """Offer it to the candidate; each silence in a row is given longer, and all of it `stretch` times."""
        self.holder, self.since = Holder.NOBODY, now
        self.until = now + self._patience_s * (1 + self.silences) * stretch

    def to_candidate(self, now: float) -> None:
        """The candidate has begun; nobody hurries them."""
        if self.holder is not Holder.CANDIDATE:
            self.holder, self.since = Holder.CANDIDATE, now
        self.until = None
        self.silences = 0

    def paused(self, now: float) -> None:
        """The candidate stopped without handing over; after their patience the interviewer may answer."""
        self.holder = Holder.CANDIDATE
        self.until = now + self._patience_s

    def silence_broken(self) -> int:
        """Count a silence that ran out; return how many there have been in a row."""
        self.silences += 1
        return self.silences
