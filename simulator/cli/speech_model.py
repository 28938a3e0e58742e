"""The speech model, brought to this machine where it is not there yet."""

from __future__ import annotations

import sys


def fetch_model(model: str) -> None:
    """Download a speech model that is not on this machine, with its progress on standard error.

    Raises UnavailableError where it cannot be had.
    """
    from simulator.engines.speech_to_text.whisper import fetch, find

    if find(model) is None:
        sys.stderr.write(f"The speech model {model} is fetched, once.\n")
        fetch(model, _show_progress if sys.stderr.isatty() else _show_nothing)


def _show_progress(done: int, total: int) -> None:
    end = "\n" if done >= total else ""
    sys.stderr.write(f"\r  {done / 1e6:,.0f} of {total / 1e6:,.0f} MB {end}")
    sys.stderr.flush()


def _show_nothing(done: int, total: int) -> None:
    pass
