"""How long a pause may last before the interviewer speaks, by how the words before it end."""

from __future__ import annotations

from simulator.evidence.observation import Ending

_AFTER_S = {Ending.CLOSING: 0.5, Ending.QUESTION: 0.7, Ending.COMPLETE: 1.2}
_UNCLEAR_S = 2.5
_UNCLEAR_RANGE_S = (1.2, 6.0)
_OWN_PAUSES = 1.5
"""An unclear ending is given this many times the pause that nine of the candidate's ten are shorter than."""
_NUDGES_S = ((9.0, (8.0, 10.0)), (25.0, (20.0, 50.0)))
"""Into a silence after words that are not finished, each with its range; they take no turn."""
_PERSONA_S = 40.0
"""The `patience_s` of a persona with whom the times above are as they stand."""


class Patience:
    """One interviewer's patience with one candidate; it grows with the candidate's own pauses."""

    def __init__(self, persona_s: float, factor: float = 1.0) -> None:
        """Take a persona's `patience_s` and how many times as patient as that they are to be."""
        self._scale = factor * persona_s / _PERSONA_S
        self._pauses: list[float] = []

    def learn(self, pause_s: float) -> None:
        """Take note of a pause after which the candidate went on with their turn."""
        self._pauses.append(pause_s)

    def after(self, ending: Ending) -> float | None:
        """Return the seconds of silence after which the turn is the interviewer's; None means never."""
        if ending is Ending.INCOMPLETE:
            return None
        if ending is Ending.UNCLEAR:
            return _within(_UNCLEAR_RANGE_S, max(_UNCLEAR_S, _OWN_PAUSES * self._usual()) * self._scale)
        return _AFTER_S[ending] * self._scale

    def nudge_after(self, nudges: int) -> float | None:
        """Return the seconds of silence after which to help, having done so `nudges` times in it, or None."""
        if nudges >= len(_NUDGES_S):
            return None
        due, bounds = _NUDGES_S[nudges]
        return _within(bounds, due * self._scale)

    def _usual(self) -> float:
        """Return the pause that nine of ten are shorter than."""
        return sorted(self._pauses)[len(self._pauses) * 9 // 10] if self._pauses else 0.0


def _within(bounds: tuple[float, float], seconds: float) -> float:
    low, high = bounds
    return min(high, max(low, seconds))
