"""How the interviewer's voice is kept out of the microphone: cancelled, or shut out, or by headphones."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Protocol

import numpy as np

from simulator.engines.failure import UnavailableError
from simulator.sound import RATE, Samples, count, level_dbfs, silence

if TYPE_CHECKING:
    from livekit.rtc import AudioFrame

AUDIBLE_DBFS = -60.0
"""From this loudness on a voice that is played may come back by the microphone."""
ROOM_S = 0.3
"""How long a room and the sound card go on after the voice has ended."""
FRAME = count(0.01)
"""WebRTC's audio processing takes 10 ms at a time."""
CONVERGING_S = 2.0
"""Seconds of the interviewer's voice in which the canceller learns the room; until then echo passes."""


class Echo(Protocol):
    """Fed with what is played and what is recorded, in the order of their times."""

    @property
    def is_full_duplex(self) -> bool:
        """The candidate is heard while the interviewer speaks."""

    def far(self, played: Samples) -> None:
        """Note what the loudspeaker plays; a multiple of 10 ms."""

    def near(self, recorded: Samples) -> Samples:
        """Return what of the microphone's sound is the candidate's, as long; a multiple of 10 ms."""


class Headphones:
    """Nothing of what is played reaches the microphone."""

    is_full_duplex = True

    def far(self, played: Samples) -> None:
        """Do nothing."""

    def near(self, recorded: Samples) -> Samples:
        """Return it as it is."""
        return recorded


class HalfDuplex:
    """While the interviewer speaks, and as long as the room rings, the microphone counts as silent."""

    is_full_duplex = False

    def __init__(self) -> None:
        self._rings = 0

    def far(self, played: Samples) -> None:
        """Note what the loudspeaker plays."""
        if level_dbfs(played) > AUDIBLE_DBFS:
            self._rings = count(ROOM_S)

    def near(self, recorded: Samples) -> Samples:
        """Return silence while the interviewer speaks."""
        if not self._rings:
            return recorded
        self._rings = max(0, self._rings - len(recorded))
        return silence(len(recorded))


def _log_nothing() -> None:
    """Keep livekit's threads from logging through Python, where a line at its exit aborts the process."""
    from livekit.rtc import _ffi_client  # noqa: PLC0415

    with suppress(AttributeError):  # not a part of it that is documented
        library = _ffi_client.FfiClient.instance._ffi_lib
        library.livekit_ffi_initialize(_ffi_client.ffi_event_callback, False, b"python", b"")


class EchoCanceller:
    """WebRTC's, through the package livekit; no server is contacted. Deaf while it learns the room."""

    is_full_duplex = True

    def __init__(self) -> None:
        """Load it; UnavailableError where the package is not installed."""
        try:
            from livekit.rtc import AudioFrame  # noqa: PLC0415 - an optional extra
            from livekit.rtc.apm import AudioProcessingModule  # noqa: PLC0415
        except ImportError:
            raise UnavailableError(
                "echo cancellation is not installed", "pip install 'interview-simulator[echo]'"
            ) from None
        _log_nothing()
        self._frame: type[AudioFrame] = AudioFrame
        self._processing = AudioProcessingModule(echo_cancellation=True, high_pass_filter=True)
        self._until_learnt = HalfDuplex()
        self._to_learn = count(CONVERGING_S)

    def far(self, played: Samples) -> None:
        """Note what the loudspeaker plays."""
        for at in range(0, len(played), FRAME):
            self._processing.process_reverse_stream(self._framed(played[at : at + FRAME]))
        if self._to_learn > 0:
            self._until_learnt.far(played)
            if level_dbfs(played) > AUDIBLE_DBFS:
                self._to_learn -= len(played)

    def near(self, recorded: Samples) -> Samples:
        """Return what of the microphone's sound is not echo."""
        cleaned = np.empty_like(recorded)
        for at in range(0, len(recorded), FRAME):
            frame = self._framed(recorded[at : at + FRAME])
            self._processing.process_stream(frame)
            cleaned[at : at + FRAME] = np.frombuffer(frame.data, np.int16)
        return cleaned if self._to_learn <= 0 else self._until_learnt.near(cleaned)

    def _framed(self, samples: Samples) -> AudioFrame:
        return self._frame(samples.tobytes(), RATE, 1, len(samples))
