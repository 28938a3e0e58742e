"""How long a pause may last before the interviewer speaks, by how the words before it end."""

from __future__ import annotations

from simulator.evidence.observation import Ending

_AFTER_S = {Ending.CLOSING: 0.5, Ending.QUESTION: 0.7}
_UNCLEAR_S = 2.5
_UNCLEAR_RANGE_S = (1.2, 6.0)
_COMPLETE_RANGE_S = (1.2, 2.5)
"""Speech to text puts a full stop behind half a thought too: at most it counts like an unclear ending."""
_OWN_PAUSES = 1.5
"""These two are given this many times the pause that nine of the candidate's ten are shorter than; a complete
one that of those behind complete endings."""
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
        self._complete_pauses: list[float] = []

    def learn(self, pause_s: float, before: Ending | None) -> None:
        """Take note of a pause after which the candidate went on, and of the ending `before` it, if known."""
        self._pauses.append(pause_s)
        if before is Ending.COMPLETE:
            self._complete_pauses.append(pause_s)

    def after(self, ending: Ending) -> float | None:
        """Return the seconds of silence after which the turn is the interviewer's; None means never."""
        if ending is Ending.INCOMPLETE:
            return None
        if ending is Ending.UNCLEAR:
            pause_s = max(_UNCLEAR_S, _OWN_PAUSES * _usual(self._pauses))
            return _within(_UNCLEAR_RANGE_S, pause_s * self._scale)
        if ending is Ending.COMPLETE:
            return _within(_COMPLETE_RANGE_S, _OWN_PAUSES * _usual(self._complete_pauses)) * self._scale
        return _AFTER_S[ending] * self._scale

    def nudge_after(self, nudges: int) -> float | None:
        """Return the seconds of silence after which to help, having done so `nudges` times in it, or None."""
        if nudges >= len(_NUDGES_S):
            return None
        due, bounds = _NUDGES_S[nudges]
        return _within(bounds, due * self._scale)


def _usual(pauses: list[float]) -> float:
    """Return the pause that nine of ten are shorter than."""
    return sorted(pauses)[len(pauses) * 9 // 10] if pauses else 0.0


def _within(bounds: tuple[float, float], seconds: float) -> float:
    low, high = bounds
    return min(high, max(low, seconds))
