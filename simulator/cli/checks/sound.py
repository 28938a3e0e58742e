"""Microphone, loudspeaker, and what of the one is heard in the other."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from threading import Event

import numpy as np

from simulator.cli.checks import Examination, Figures, Finding, Standing
from simulator.content.persona import Voice
from simulator.engines.failure import EngineError, UnavailableError
from simulator.engines.litellm.spending import Spending
from simulator.engines.text_to_speech import TextToSpeech
from simulator.engines.text_to_speech.chain import installed_engines
from simulator.engines.text_to_speech.litellm_speech import LitellmSpeech
from simulator.front_ends.voice.devices import (
    AWAKE_S,
    Device,
    input_devices,
    native_messages_hidden,
    output_devices,
)
from simulator.front_ends.voice.echo import EchoCanceller
from simulator.front_ends.voice.player import Clip
from simulator.front_ends.voice.sink import SoundCardSink
from simulator.front_ends.voice.source import MicrophoneLost, SilentSource, SoundCardSource
from simulator.sound import RATE, Samples, count, level_dbfs, silence

RECORD_S = 2.0
MUTED_DBFS = -75.0
"""No room and no microphone is so quiet."""
FAINT_DBFS = -45.0
"""Speech this faint is understood badly."""
ROOM_S = 0.5
"""Of quiet before the line is spoken, to compare with."""
AUDIBLE_DB = 3.0
"""So much louder than the room is an echo."""
CANCELLED_DB = 10.0
"""What is left of an echo may be so loud; above, it begins to sound like somebody who speaks."""
LINE = "Good morning. Let's begin with the users."
VOICE = Voice(timbre="female", rate_wpm=165, pitch=50)


def microphone(examination: Examination) -> Finding:
    """Find which microphones there are."""
    return _devices("microphone", input_devices, "connect one; without one: simulate --text")


def loudspeaker(examination: Examination) -> Finding:
    """Find which loudspeakers there are."""
    found = _devices("loudspeaker", output_devices, "connect one; without one the screen shows the words")
    standing = Standing.LESS if found.standing is Standing.MISSING else found.standing
    return Finding(found.part, standing, found.told, found.fix, found.figures)


def _devices(part: str, listed: Callable[[], list[Device]], fix: str) -> Finding:
    try:
        devices = listed()
    except UnavailableError as error:
        return Finding(part, Standing.MISSING, error.what, error.fix)
    if not devices:
        return Finding(part, Standing.MISSING, "none found", fix)
    chosen = next((one.name for one in devices if one.is_default), devices[0].name)
    more = f" and {len(devices) - 1} more (simulate devices)" if len(devices) > 1 else ""
    return Finding(part, Standing.READY, f"{chosen}{more}", figures={"names": [one.name for one in devices]})


def recording(examination: Examination) -> Finding | None:
    """Record two seconds, and find how loud the person is."""
    try:
        with native_messages_hidden():
            source = SoundCardSource(examination.input_device)
            examination.tell(f"Say something, for {RECORD_S:g} seconds ...")
            examination.heard = _taken(source, RECORD_S, examination.level)
    except UnavailableError as error:
        if examination.input_device is None:
            return None  # told above
        return Finding("recording", Standing.MISSING, error.what, error.fix)
    if len(examination.heard) < RECORD_S * RATE:
        return Finding(
            "recording", Standing.MISSING, "the microphone gives no sound", "choose another: simulate devices"
        )
    loudest = max(level_dbfs(part) for part in np.array_split(examination.heard, 20))
    figures: Figures = {"loudest_dbfs": round(loudest, 1), "latency_ms": round(1000 * source.latency_s)}
    if loudest < MUTED_DBFS:
        examination.heard = None  # no words are looked for in it
        fix = "unmute it, or choose another: simulate devices"
        return Finding("recording", Standing.MISSING, "only silence came", fix, figures)
    if loudest < FAINT_DBFS:
        return Finding(
            "recording",
            Standing.LESS,
            f"faint, {loudest:.0f} dB at its loudest",
            "speak closer to it, or turn its gain up",
            figures,
        )
    return Finding("recording", Standing.READY, f"{loudest:.0f} dB at its loudest", figures=figures)


def voice(examination: Examination) -> Finding:
    """Find what speaks."""
    fix = "sudo apt install espeak-ng"
    engines: list[TextToSpeech] = installed_engines()
    if examination.tts is not None and examination.online:
        engines.insert(0, LitellmSpeech(examination.tts, Spending()))
    names = [engine.name for engine in engines]
    for engine in engines:
        with suppress(EngineError):
            examination.line = engine.render(LINE, VOICE)
            return Finding("voice", Standing.READY, engine.name, figures={"names": names})
    told = f"{', '.join(names)} can't speak" if names else "nothing to speak with"
    return Finding("voice", Standing.LESS, f"{told}, so the screen shows the words", fix, {"names": names})


def echo(examination: Examination) -> Finding | None:
    """Speak a line, and find how much of it the microphone hears."""
    if examination.line is None:
        return None
    with native_messages_hidden():
        try:
            sink = SoundCardSink(examination.output_device)
        except UnavailableError:
            return None  # told above
        try:
            source = SoundCardSource(examination.input_device)
        except UnavailableError:
            examination.tell("A line is spoken ...")
            _speak(sink, examination.line)
            return None  # told above
        examination.tell("Stay silent: a line is spoken ...")
        # Twice: the canceller learns by the first.
        line = np.concatenate([examination.line, silence(count(0.3)), examination.line])
        return told_of_echo(*_heard_back(source, sink, line))


def told_of_echo(room: Samples, spoken: Samples, cleaned: Samples | None) -> Finding:
    """Tell what the microphone had of the quiet room and of the line, and what of it is left once cancelled.

    `cleaned` is None where nothing here can cancel it.
    """
    if not len(spoken):
        return Finding(
            "echo", Standing.LESS, "the microphone fell silent", "choose another: simulate devices"
        )
    above = level_dbfs(spoken) - level_dbfs(room)
    figures: Figures = {"above_room_db": round(above, 1)}
    if above < AUDIBLE_DB:
        told = "nothing of the loudspeaker reaches the microphone"
        return Finding("echo", Standing.READY, told, figures=figures)
    told = f"the loudspeaker is {above:.0f} dB above the room in the microphone"
    if cleaned is None:
        fix = "pip install 'interview-simulator[echo]', or wear headphones"
        return Finding("echo", Standing.LESS, f"{told}, so only Enter breaks in", fix, figures)
    left = level_dbfs(cleaned) - level_dbfs(room)
    figures["above_room_cancelled_db"] = round(left, 1)
    told = f"{told}, {max(0.0, left):.0f} dB once cancelled"
    if left > CANCELLED_DB:
        fix = "turn the loudspeaker down, or wear headphones (--headphones): it may be taken for your voice"
        return Finding("echo", Standing.LESS, told, fix, figures)
    return Finding("echo", Standing.READY, told, figures=figures)


def _speak(sink: SoundCardSink, line: Samples) -> None:
    """Let a line be heard where no microphone listens."""
    is_over = Event()
    sink.start(SilentSource())
    # The device still holds some when it has been given the last: of silence.
    sink.player.play(Clip(np.concatenate([line, silence(count(ROOM_S))]), is_over.set))
    try:
        is_over.wait(len(line) / RATE + AWAKE_S)  # a device that does not wake up is not waited for
    finally:
        sink.close()


def _heard_back(
    source: SoundCardSource, sink: SoundCardSink, line: Samples
) -> tuple[Samples, Samples, Samples | None]:
    """Return the quiet room, then the microphone's sound of the line's second half as it is and cancelled."""
    try:
        canceller: EchoCanceller | None = EchoCanceller()
    except UnavailableError:
        canceller = None
    raw: list[Samples] = []
    cleaned: list[Samples] = []
    total = count(ROOM_S) + len(line) + count(ROOM_S)
    try:
        for block in _sound(source):
            if not raw:
                sink.start(source)
            if len(raw) * len(block) == count(ROOM_S):
                sink.player.play(Clip(line, lambda: None))
            for _, played in sink.played():
                if canceller:
                    canceller.far(played)
            raw.append(block)
            cleaned.append(canceller.near(block) if canceller else block)
            if len(raw) * len(block) >= total:
                break
    finally:
        source.close()
        sink.close()
    heard, left = (np.concatenate([silence(0), *blocks]) for blocks in (raw, cleaned))
    second_half = slice(count(ROOM_S) + len(line) // 2, total)
    return heard[count(0.1) : count(ROOM_S)], heard[second_half], left[second_half] if canceller else None


def _taken(source: SoundCardSource, seconds: float, level: Callable[[float], None]) -> Samples:
    blocks: list[Samples] = []
    try:
        for block in _sound(source):
            level(level_dbfs(block))
            blocks.append(block)
            if len(blocks) * len(block) >= seconds * RATE:
                break
    finally:
        source.close()
    return np.concatenate(blocks) if blocks else silence(0)


def _sound(source: SoundCardSource) -> Iterator[Samples]:
    """Yield the blocks until the microphone fails."""
    for block in source.blocks():
        if isinstance(block, MicrophoneLost):
            return
        if isinstance(block, np.ndarray):
            yield block
