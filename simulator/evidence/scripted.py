"""Which criterion an interviewer's line is about, where the line comes from a script."""

from __future__ import annotations

import re
from collections.abc import Iterable

from simulator.content.scenario import Probe

_SENTENCE_END = re.compile(r"(?<=[.!?])\s+")
_WORD = re.compile(r"[^\W_]+")


class ScriptedLines:
    """Knows the sentences of a scenario's probes, whatever stands before or behind them in a turn."""

    def __init__(self, probes: Iterable[Probe]) -> None:
        self._about: dict[str, str] = {}
        for probe in probes:
            for line in (*probe.question, *probe.if_vague, *probe.if_deferred, *probe.if_number):
                for sentence in _SENTENCE_END.split(line):
                    if "{" not in sentence:
                        self._about.setdefault(_key(sentence), probe.criterion)

    def asked(self, turn: str) -> frozenset[str]:
        """Return the criteria that the scripted sentences of a turn are about; none where it has none."""
        keys = map(_key, _SENTENCE_END.split(turn))
        return frozenset(self._about[key] for key in keys if key in self._about)


def _key(sentence: str) -> str:
    return " ".join(_WORD.findall(sentence.lower()))
