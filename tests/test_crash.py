"""A few interviews killed at random moments; `benchmarks/crash.py` kills a thousand."""

from __future__ import annotations

import os

import pytest

from benchmarks import crash

ROUNDS = range(4)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="forks")
def test_a_kill_at_any_moment_loses_nothing_that_was_acknowledged() -> None:
    outcome = crash.run(ROUNDS, crash.answers())
    assert outcome.faults == []
    assert outcome.graded == len(ROUNDS)
    assert outcome.acknowledged > 0
    assert sum(outcome.kills.values()) >= 3 * len(ROUNDS), "while held, while graded again, while exported"
