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
    leaving = (
        ("the sound of your answers", examination.stt),
        ("the interviewer's words, to be spoken,", examination.tts),
        ("the words said so far, with scenario and persona, each turn", examination.language_model),
        ("the words of the interview, with the rubric,", examination.judge),
    )
    told = "; ".join(f"{what} to {whereabouts(model)}" for what, model in leaving if model is not None)
    here = "what you say is made out, kept and graded here (the speech model is fetched once)"
    return Finding("what leaves", Standing.READY, told or f"nothing: {here}")
