"""Which criterion an interviewer's line is about, where the line comes from a script."""

from __future__ import annotations

from collections.abc import Iterable

from simulator.content.scenario import Probe
from simulator.evidence.sentences import key, sentences


class ScriptedLines:
    """Knows the sentences of a scenario's probes, whatever stands before or behind them in a turn."""

    def __init__(self, probes: Iterable[Probe]) -> None:
        self._about: dict[str, str] = {}
        for probe in probes:
            for line in (*probe.question, *probe.if_vague, *probe.if_deferred, *probe.if_number):
                for sentence in sentences(line):
                    if "{" not in sentence:
                        self._about.setdefault(key(sentence), probe.criterion)

    def asked(self, turn: str) -> frozenset[str]:
        """Return the criteria that the scripted sentences of a turn are about; none where it has none."""
        keys = map(key, sentences(turn))
        return frozenset(self._about[known] for known in keys if known in self._about)

    def unscripted(self, turn: str) -> str:
        """Return the rest of the turn: the sentences that stand in no probe."""
        return " ".join(sentence for sentence in sentences(turn) if key(sentence) not in self._about)
