"""What a recogniser makes up where nobody speaks, or where it gets stuck: told by its doubts and habits."""

from __future__ import annotations

import re
import zlib
from dataclasses import dataclass
from enum import StrEnum

NO_SPEECH = 0.6
LOG_PROBABILITY = -1.0
COMPRESSION = 2.4
"""The three limits are OpenAI's, of the paper on Whisper (section 4.5)."""
REPEATS = 5
"""So many times in a row nobody says the same few words, and a stuck decoder does."""
LONGEST_REPEATED = 8
"""Words of a phrase that is looked for repeated."""
NEAR_SILENCE_DBFS = -50.0
"""Speech into the quietest of usual microphones is louder, the noise of a room is not."""
SOME_DOUBT = 0.35
"""Probability of no speech from which a phrase that is often made up is not believed."""


class Reason(StrEnum):
    """Why words do not count as heard."""

    NO_SPEECH = "no-speech"
    REPETITION = "repetition"
    MADE_UP = "made-up"


@dataclass(frozen=True, slots=True)
class Decoded:
    """What the recogniser brought out for a piece of sound, and how sure it was."""

    text: str
    no_speech: float
    """Probability that nobody speaks."""
    log_probability: float
    """Of a token, on average."""
    level_dbfs: float
    """Loudness of the sound."""


_OFTEN = frozenset(
    phrase.strip()
    for phrase in """
    thank you|thanks|thank you very much|thank you so much|thanks so much|thank you for your time
    you|bye|bye bye|goodbye|okay|ok|so|oh|hmm|i'm sorry|i don't know|see you|see you next time
    good night|the end|yeah|right|all right|hello|hi|um|uh
    """.replace("\n", "|").split("|")
    if phrase.strip()
)
"""Said by people too, so they are dropped only where the sound gives no ground for them."""
_ALWAYS = re.compile(
    r"thank(?:s| you)(?: (?:all|so much|very much))? for (?:watching|listening to|viewing)"
    r"|(?:please |don't forget to )*(?:like|subscribe)"
    r"(?:,? (?:and|to|like|subscribe|share|my|our|the|channel|comment))+\W*$"
    r"|see you (?:in the|next) (?:next )?video|subtitles? (?:by|made|created)|captions? by"
    r"|transcri(?:bed|ption) by|amara\.org|otter\.ai|www\.|copyright|all rights reserved",
    re.IGNORECASE,
)
"""The ends of the videos that Whisper was trained on; no answer in an interview begins so."""
_ASIDE = re.compile(r"\[[^\]]*\]|\([^)]*\)|\*[^*]*\*|♪[^♪]*♪?")


def spoken(text: str) -> str:
    """Return the words alone: "[music]", "(coughs)" and the like are descriptions, not words."""
    return " ".join(_ASIDE.sub(" ", text).split())


def reason_to_drop(decoded: Decoded) -> Reason | None:
    """Return why these words were most likely not said, or None where they count."""
    if decoded.no_speech > NO_SPEECH and decoded.log_probability < LOG_PROBABILITY:
        return Reason.NO_SPEECH
    if is_stuck(decoded.text):
        return Reason.REPETITION
    words = " ".join(re.findall(r"[\w']+", decoded.text.lower().replace("’", "'")))
    if not words or _ALWAYS.match(decoded.text.strip()):
        return Reason.MADE_UP
    gives_no_ground = decoded.level_dbfs < NEAR_SILENCE_DBFS or (
        decoded.no_speech > SOME_DOUBT and decoded.log_probability < LOG_PROBABILITY / 2
    )
    return Reason.MADE_UP if words in _OFTEN and gives_no_ground else None


def is_stuck(text: str) -> bool:
    """Tell whether a text goes round in circles."""
    raw = text.encode()
    if len(raw) > 60 and len(raw) / len(zlib.compress(raw)) > COMPRESSION:
        return True
    words = re.findall(r"[\w']+", text.lower())
    for length in range(1, LONGEST_REPEATED + 1):
        run = 0
        for index in range(length, len(words)):
            run = run + 1 if words[index] == words[index - length] else 0
            if run >= length * (REPEATS - 1):
                return True
    return False
