"""What a foreign file says was said, before it is known who of its speakers is the candidate."""

from __future__ import annotations

import re
from dataclasses import dataclass

from simulator.content.authoring_error import shown

LONGEST_S = 86_400
"""A day; more is a wall-clock time."""

CLOCK = r"(?:(?P<hours>\d{1,2}):)?(?P<minutes>\d{1,2}):(?P<seconds>\d{2}(?:[.,]\d{1,6})?)"
"""A moment as meeting tools write it: "0:03", "00:12:09.430", "00:12:09,430"."""

_WORD = r"(?:[^\W_][\w.'’&-]*|\([^\W_][\w .'’&-]*\))"
NAME = rf"(?P<name>[^\W\d_][\w.'’&-]*(?: {_WORD}){{0,4}})"
"""What may be a speaker's name: at most five words, the last perhaps in brackets. "Ben Ode (Acme)"."""
_LONGEST_NAME = 60
_PARTICLES = re.compile("al|bin|d[aeiu]|de[lnr]|dos|el?|ibn|l[ae]|ter|v[ao]n|y|zu")
_ROLES = ("candidate", "guest", "host", "interviewee", "interviewer", "me", "speaker")


class FaultError(Exception):
    """What is wrong with a file, without its name."""


@dataclass(frozen=True, slots=True)
class Utterance:
    """A stretch of words under one name."""

    name: str
    text: str
    start: float
    """Seconds from the start of the interview."""
    end: float
    """Seconds; the same as `start` where the file does not tell."""


def seconds(match: re.Match[str], line: int) -> float:
    """Return the moment that CLOCK found in `line`, in seconds; FaultError where it is none."""
    minutes, in_minute = int(match["minutes"]), float(match["seconds"].replace(",", "."))
    if in_minute >= 60 or (match["hours"] is not None and minutes >= 60):
        raise FaultError(f"line {line}: {shown(match[0].strip())} is no time")
    return int(match["hours"] or 0) * 3600 + minutes * 60 + in_minute


def is_name(text: str) -> bool:
    """Tell a speaker's name or role from the beginning of a sentence: "Anna de Vries", "So the point is"."""
    first, *others = re.sub(r"\(.*", "", text).split()
    return (
        len(text) <= _LONGEST_NAME
        and (first[0].isupper() or first in _ROLES)
        and all(word[0].isupper() or word[0].isdigit() or _PARTICLES.fullmatch(word) for word in others)
    )
