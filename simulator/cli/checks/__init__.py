"""What `simulate doctor` looks at: each check is a function that finds one thing, filed by subject."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from simulator.engines.speech_to_text import SpeechToText
    from simulator.sound import Samples


class Standing(StrEnum):
    """How a part of the program is on this machine."""

    READY = "ready"
    LESS = "less"
    """It works, less well than it could, or it is not needed."""
    MISSING = "missing"
    """A spoken interview is not possible."""


Figures = dict[str, float | str | list[str]]


@dataclass(frozen=True, slots=True)
class Finding:
    """What a check found."""

    part: str
    standing: Standing
    told: str
    """In one line."""
    fix: str = ""
    """What helps, such as a command."""
    figures: Figures = field(default_factory=dict)
    """What was measured, for programs; units in the names."""


@dataclass(slots=True)
class Examination:
    """What the checks are given, and what earlier ones leave for later ones."""

    whisper: str
    input_device: int | str | None
    output_device: int | str | None
    recordings: Path
    tell: Callable[[str], None]
    """Shows what the person is to do now."""
    level: Callable[[float], None]
    """Shows how loud it is now, in dBFS."""
    language_model: str | None = None
    """The interviewer's, by name."""
    judge: str | None = None
    stt: str | None = None
    """Who makes out the words instead of a Whisper, by name."""
    tts: str | None = None
    """Who speaks before the voices of this machine, by name."""
    online: bool = False
    """A tiny call to each model is allowed."""
    heard: Samples | None = None
    """The two seconds recorded."""
    model: SpeechToText | None = None
    """Loaded, and allowed to be used."""
    line: Samples | None = None
    """What the voice said to try it."""


Check = Callable[[Examination], Finding | None]
"""Returns None where it cannot be made because an earlier one found its part missing."""
