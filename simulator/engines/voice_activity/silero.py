"""Voice activity in a stream by Silero: the model that faster-whisper carries, without that library."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

import numpy as np
import onnxruntime

from simulator.engines.failure import UnavailableError
from simulator.engines.voice_activity import FRAME
from simulator.sound import Samples, as_floats

CONTEXT = 64
"""Samples of the frame before that the model wants in front of each frame."""
QUIET = 0.35
"""Likelihood below which there is no speech."""
FORGETS_FRAMES = 94
"""Frames without speech, 3 s, after which what was before is forgotten.

Left alone the model grows deaf: after ten seconds of silence a voice sets in with half the likelihood, and a
soft first word is not recognised.
"""
_STATE = (1, 1, 128)
_MODEL = "silero_vad_v6.onnx"


def model_path() -> Path:
    """Return where faster-whisper keeps the model, not importing it; UnavailableError where it does not."""
    spec = find_spec("faster_whisper")
    for folder in (spec and spec.submodule_search_locations) or ():
        path = Path(folder) / "assets" / _MODEL
        if path.is_file():
            return path
    raise UnavailableError("the voice detector is missing", "pip install 'faster-whisper>=1.2,<2'")


class Silero:
    """One stream; the state is carried from frame to frame while there is speech. About 0.1 ms a frame."""

    def __init__(self) -> None:
        options = onnxruntime.SessionOptions()
        options.inter_op_num_threads = options.intra_op_num_threads = 1
        options.log_severity_level = 4
        self._session = onnxruntime.InferenceSession(
            model_path(), sess_options=options, providers=["CPUExecutionProvider"]
        )
        self._input = np.zeros((1, CONTEXT + FRAME), np.float32)
        self._forget()

    def _forget(self) -> None:
        self._hidden = np.zeros(_STATE, np.float32)
        self._cell = np.zeros(_STATE, np.float32)
        self._quiet_frames = 0

    def probability(self, frame: Samples) -> float:
        """Return how likely, from 0 to 1, it is that the next `FRAME` samples are somebody's speech."""
        self._input[0, :CONTEXT] = self._input[0, -CONTEXT:]
        self._input[0, CONTEXT:] = as_floats(frame)
        output, self._hidden, self._cell = self._session.run(
            None, {"input": self._input, "h": self._hidden, "c": self._cell}
        )
        likelihood = float(output.flat[0])
        self._quiet_frames = self._quiet_frames + 1 if likelihood < QUIET else 0
        if self._quiet_frames == FORGETS_FRAMES:
            self._forget()
        return likelihood
