"""What every authored type shares: frozen, no unknown keys, and the shapes of ids and text."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

ID_PATTERN = r"[a-z0-9][a-z0-9-]*"
"""An id names a file or an entry; it has no separator or dot, so it cannot leave its folder."""

Id = Annotated[str, StringConstraints(pattern=f"^{ID_PATTERN}$", max_length=64)]
Line = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=2000)]
"""One utterance or one sentence of explanation."""
Lines = Annotated[tuple[Line, ...], Field(min_length=1)]
"""Alternative wordings of the same thing; the interviewer uses each at most once in an interview."""


class Authored(BaseModel):
    """A part of a file that a person wrote."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)
