"""Calls with sound: speech to text, and text to speech."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from queue import Empty, SimpleQueue
from threading import Thread
from typing import TypeVar

from simulator.engines.language_model.language_model import ModelError, Usage
from simulator.engines.litellm.library import library, load, without_its_retries
from simulator.engines.litellm.providers import destination, is_on_this_machine
from simulator.engines.litellm.retrying import with_retries
from simulator.engines.litellm.spending import Call, Spending
from simulator.interview.events import FailureKind

T = TypeVar("T")

TRANSCRIBING, SPEAKING = "speech to text", "text to speech"
"""What the calls are for, as the journal and the report name it."""
_SPOKEN_CHARACTERS_A_SECOND = 12
"""Of English, spoken rather slowly, so that a price by the second is not too low."""


def transcribed(
    name: str, sound: bytes, seconds: float, prompt: str, spending: Spending, deadline_s: float
) -> str:
    """Return what is said in a WAV file of so many seconds by the model `name`; blocks; ModelError."""

    def call() -> str:
        response = library().transcription(
            model=name, file=("speech.wav", sound), prompt=prompt or None, language="en",
            **without_its_retries(None, deadline_s),
        )  # fmt: skip
        return response.text or ""

    return _called(call, name, TRANSCRIBING, {"input_cost_per_second": seconds}, spending, deadline_s)


def spoken(name: str, text: str, voice: str, spending: Spending, deadline_s: float) -> bytes:
    """Return how a text sounds, as a sound file, in a voice of the model `name`; blocks; ModelError."""

    def call() -> bytes:
        response = library().speech(
            model=name,
            input=text,
            voice=voice,
            response_format="wav",
            **without_its_retries(None, deadline_s),
        )
        sound: bytes = response.content
        return sound

    price = {
        "input_cost_per_character": len(text),
        "output_cost_per_second": len(text) / _SPOKEN_CHARACTERS_A_SECOND,
    }
    return _called(call, name, SPEAKING, price, spending, deadline_s)


def _called(
    call: Callable[[], T],
    name: str,
    purpose: str,
    price: Mapping[str, float],
    spending: Spending,
    deadline_s: float,
) -> T:
    """Return what a blocking call returns, tried again as others are; ModelError.

    A thread cannot be cancelled: one past its deadline is left behind, and what it still brings is dropped.
    """
    load()
    cost_usd = _price_usd(name, price)
    reserved = spending.reserve(cost_usd)
    outcome: SimpleQueue[T | ModelError] = SimpleQueue()

    async def attempt() -> T:
        return call()

    async def attempts() -> T:
        return await with_retries(attempt, asyncio.get_running_loop().time() + deadline_s)

    def run() -> None:
        try:
            result = asyncio.run(attempts())
        except ModelError as error:
            outcome.put(error)
        else:
            spending.add(Call(name, purpose, Usage(0, 0, cost_usd)))
            outcome.put(result)

    Thread(target=run, daemon=True, name="litellm sound").start()
    try:
        result = outcome.get(timeout=deadline_s)
    except Empty:
        raise ModelError(FailureKind.TIMED_OUT) from None
    finally:
        spending.release(reserved)
    if isinstance(result, ModelError):
        raise result
    return result


def _price_usd(name: str, amounts: Mapping[str, float]) -> float | None:
    """Return the price of the first of these amounts that litellm has one of; None where it has none.

    Nothing for a model on this machine. Providers do not tell what a call with sound has cost.
    """
    try:
        prices = library().get_model_info(name)
    except Exception:  # litellm raises what it likes for a model it does not know
        prices = {}
    for unit, amount in amounts.items():
        if prices.get(unit) is not None:
            return float(prices[unit] * amount)
    return 0.0 if is_on_this_machine(destination(name)) else None
