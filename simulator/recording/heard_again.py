"""The candidate's answers as a second hearing made them out; kept beside the journal, never in it."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from pathlib import Path

from simulator.recording.codec import Codec, MalformedError
from simulator.recording.errors import RecordingError, told
from simulator.recording.folder import write_result
from simulator.recording.layout import HEARD_AGAIN
from simulator.transcript import Transcript


@dataclass(frozen=True, slots=True)
class HeardWord:
    """A word and when it was said."""

    text: str
    start: float
    """Seconds from the start of the interview."""
    end: float
    """Seconds from the start of the interview."""


@dataclass(frozen=True, slots=True)
class HeardAnswer:
    """What was made out of one answer."""

    turn: int
    """Its index in the recording's transcript."""
    words: tuple[HeardWord, ...]

    @property
    def text(self) -> str:
        """All of it."""
        return " ".join(word.text for word in self.words)


@dataclass(frozen=True, slots=True)
class HeardAgain:
    """What was made out of all answers that were spoken."""

    model: str
    """Who listened."""
    answers: tuple[HeardAnswer, ...]
    """In order; one in which nothing was made out, because it was typed, is missing."""

    def instead(self, transcript: Transcript) -> Transcript:
        """Return the recording's transcript with these words in place of those that the interviewer heard."""
        turns = list(transcript.turns)
        for answer in self.answers:
            if answer.turn < len(turns):
                turns[answer.turn] = replace(turns[answer.turn], text=answer.text)
        return Transcript(tuple(turns))


_CODEC = Codec(HeardAgain)


def keep_heard_again(folder: Path, heard: HeardAgain) -> None:
    """Put it into a recording's folder, in place of an older one; RecordingError where that fails."""
    write_result(folder, HEARD_AGAIN, json.dumps(_CODEC.encode(heard), ensure_ascii=False) + "\n")


def heard_again(folder: Path) -> HeardAgain | None:
    """Return what a recording holds, or None; RecordingError where it cannot be read."""
    path = folder / HEARD_AGAIN
    with told(path, "cannot be read"):
        try:
            return _CODEC.decode(path.read_bytes())
        except FileNotFoundError:
            return None
        except MalformedError as fault:
            raise RecordingError(f"{path}: {fault}") from None
