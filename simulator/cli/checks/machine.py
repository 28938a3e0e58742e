"""Room on the disk, and what leaves the machine."""

from __future__ import annotations

import shutil

from simulator.cli.checks import Examination, Figures, Finding, Standing
from simulator.cli.checks.models import whereabouts
from simulator.sound import RATE

BYTES_A_MINUTE = 2 * 2 * RATE * 60
"""Two tracks of 16 bits."""
ENOUGH_MINUTES = 60


def disk(examination: Examination) -> Finding:
    """Find how many minutes of sound have room."""
    folder = examination.recordings
    while not folder.exists():
        folder = folder.parent
    minutes = shutil.disk_usage(folder).free / BYTES_A_MINUTE
    told = f"room for {minutes / 60:,.0f} hours of interviews in {examination.recordings}"
    figures: Figures = {"minutes": round(minutes)}
    if minutes < ENOUGH_MINUTES:
        told = f"room for {minutes:,.0f} minutes of interviews in {examination.recordings}"
        return Finding(
            "disk", Standing.LESS, told, "make room, or choose another folder: --recordings", figures
        )
    return Finding("disk", Standing.READY, told, figures=figures)


def what_leaves(examination: Examination) -> Finding:
    """Say what leaves the machine."""
    here = "what you say is made out, kept and graded here (the speech model is fetched once)"
    told = []
    if examination.language_model is not None:
        sent = "the words said so far, with scenario and persona"
        told.append(f"{sent}, each turn to {whereabouts(examination.language_model)}")
    if examination.judge is not None:
        told.append(f"the words of the interview, with the rubric, to {whereabouts(examination.judge)}")
    return Finding("what leaves", Standing.READY, "; ".join(told) if told else f"nothing: {here}")
