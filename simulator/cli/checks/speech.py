"""The speech model, and what it makes of what was recorded."""

from __future__ import annotations

import time

from simulator.cli.checks import Examination, Figures, Finding, Standing
from simulator.cli.speech_model import fetch_model
from simulator.engines.failure import EngineError, UnavailableError
from simulator.engines.speech_to_text.whisper import Whisper, find
from simulator.sound import RATE

KEEPS_UP = 0.5
"""Seconds of work for a second of speech, at most, for words to be there when the candidate has finished."""


def speech_model(examination: Examination) -> Finding | None:
    """Find the model, fetch it where it is not here, and load it."""
    if examination.stt is not None:
        return None  # not needed
    name = examination.whisper
    try:
        fetch_model(name)
        folder = find(name)
        began = time.perf_counter()
        model = Whisper(name)
        model.load()
    except (UnavailableError, EngineError) as error:
        what, fix = (error.what, error.fix) if isinstance(error, UnavailableError) else (str(error), "")
        return Finding("speech model", Standing.MISSING, what, fix)
    examination.model = model
    size = sum(file.stat().st_size for file in folder.rglob("*") if file.is_file()) / 1e6 if folder else 0.0
    loading = time.perf_counter() - began
    told = f"{name}, {size:,.0f} MB, loaded in {loading:.1f} s"
    figures: Figures = {"megabytes": round(size), "load_s": round(loading, 2)}
    return Finding("speech model", Standing.READY, told, figures=figures)


def words(examination: Examination) -> Finding | None:
    """Find what is made out in the recording, and how long that takes."""
    if examination.model is None or examination.heard is None or not len(examination.heard):
        return None
    began = time.perf_counter()
    try:
        text = examination.model.words(examination.heard)
    except EngineError as error:
        return Finding("words", Standing.MISSING, str(error))
    share = (time.perf_counter() - began) / (len(examination.heard) / RATE)
    figures: Figures = {"text": text, "seconds_a_second": round(share, 2)}
    if not text:
        fix = "say a sentence while it records" + ("" if examination.stt else ", or try --whisper small.en")
        return Finding("words", Standing.LESS, "none made out", fix, figures)
    told = f'"{text}"'
    # Two seconds take as long as ten: the model always works through a whole window.
    if share * len(examination.heard) / RATE > KEEPS_UP * 10:
        fix = "" if examination.stt else "a smaller model is quicker: --whisper tiny.en"
        return Finding("words", Standing.LESS, f"{told}, slowly ({share:.1f} s a second)", fix, figures)
    return Finding("words", Standing.READY, told, figures=figures)
