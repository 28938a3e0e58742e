"""A small trained reader of answers: what words say beyond the patterns, with exact arithmetic in NumPy."""

from __future__ import annotations

from simulator.evidence.encoder.encoder import Encoder, Scores, shipped

__all__ = ["Encoder", "Scores", "shipped"]
