"""What `simulate doctor` says of the loudspeaker in the microphone."""

from __future__ import annotations

import numpy as np
import pytest

from simulator.cli.checks import Standing
from simulator.cli.checks.sound import CANCELLED_DB, told_of_echo
from simulator.sound import RATE, Samples, silence

ROOM = 10.0
"""Amplitude of the noise in a quiet room."""


def noise(decibels: float) -> Samples:
    """Return a second of noise, so much louder than the room."""
    drawn = np.random.default_rng(1).standard_normal(RATE)
    return (ROOM * 10 ** (decibels / 20) * drawn).astype(np.int16)


@pytest.mark.parametrize(
    ("spoken", "cleaned", "standing", "told"),
    [
        (1, 1, Standing.READY, "nothing of the loudspeaker"),
        (30, None, Standing.LESS, "only Enter breaks in"),
        (30, CANCELLED_DB - 2, Standing.READY, "once cancelled"),
        (30, CANCELLED_DB + 2, Standing.LESS, "once cancelled"),
    ],
)
def test_the_echo_is_told_by_what_is_left_of_it(
    spoken: float, cleaned: float | None, standing: Standing, told: str
) -> None:
    finding = told_of_echo(noise(0), noise(spoken), None if cleaned is None else noise(cleaned))
    assert finding.standing is standing
    assert told in finding.told
    assert bool(finding.fix) is (standing is Standing.LESS)


def test_a_microphone_that_falls_silent_is_no_quiet_room() -> None:
    assert told_of_echo(noise(0), silence(0), None).standing is Standing.LESS
