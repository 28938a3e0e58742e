"""How Hypothesis runs here (busy machines are slow, and that is no finding), and what all tests may share."""

import os

from hypothesis import HealthCheck, settings

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # as the command does, before anything imports NumPy

from tests.virtual_sound_card import no_sound_card, sound_card

__all__ = ["no_sound_card", "sound_card"]

settings.register_profile("suite", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("suite")
