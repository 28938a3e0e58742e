"""The models chosen by a name of litellm's: where it leads, whether the key is set, whether they answer."""

from __future__ import annotations

import asyncio
import time
from dataclasses import replace

from simulator.cli.checks import Examination, Figures, Finding, Standing
from simulator.engines.language_model.language_model import Message, ModelError, Request, Role
from simulator.engines.litellm.spending import Spending
from simulator.engines.speech_to_text.litellm_transcription import LitellmTranscription

ONLINE_DEADLINE_S = 30.0
"""A model on one's own machine may have to be loaded first."""
TINY = 200
"""Tokens: a word is asked for, and some models think before it."""


def language_model(examination: Examination) -> Finding:
    """Find where the interviewer's model is, and whether it answers."""
    if examination.language_model is None:
        return Finding("model", Standing.READY, "none: the script's own words (--model NAME chooses one)")
    return _found("model", examination.language_model, examination)


def judge(examination: Examination) -> Finding:
    """Find where the judge is, and whether it answers."""
    if examination.judge is None:
        return Finding("judge", Standing.READY, "none: graded by rules (--judge NAME adds one)")
    return _found("judge", examination.judge, examination)


def speech_to_text(examination: Examination) -> Finding | None:
    """Find the model that makes out the words, where that is not a Whisper; tried by what is recorded."""
    if examination.stt is None:
        return None
    found = _reached("speech model", examination.stt)
    if found.standing is not Standing.READY:
        return replace(found, standing=Standing.MISSING)
    if not examination.online:
        return _untried(found)
    examination.model = LitellmTranscription(examination.stt, Spending())
    return found


def text_to_speech(examination: Examination) -> Finding | None:
    """Find the model that speaks, where that is not a voice of this machine; tried as the voice."""
    if examination.tts is None:
        return None
    found = _reached("voice model", examination.tts)
    return found if examination.online or found.standing is not Standing.READY else _untried(found)


def whereabouts(name: str) -> str:
    """Return where calls to a model go, in words."""
    from simulator.engines.litellm.providers import destination, is_on_this_machine, provider_of

    provider, _, _ = provider_of(name)
    address = destination(name)
    if is_on_this_machine(address):
        return f"{address}, on this machine"
    return f"{provider}, at {address or 'its own address'}"


def _reached(part: str, name: str) -> Finding:
    """Find where calls to a model go, and whether the key for it is there."""
    from simulator.engines.litellm.providers import missing_keys, provider_of

    provider, needs_no_key, _ = provider_of(name)
    if provider is None:
        fix = "put the provider before it, such as openai/gpt-4o-mini or ollama_chat/qwen3"
        return Finding(part, Standing.LESS, f"{name}: no provider is known by this name", fix)
    figures: Figures = {"provider": provider, "address": whereabouts(name)}
    missing = () if needs_no_key else missing_keys(name)
    if missing:
        told = f"{name} goes to {whereabouts(name)}; not set: {', '.join(missing)}"
        return Finding(part, Standing.LESS, told, f"export {missing[0]}=... in your shell", figures)
    told = f"{name} goes to {whereabouts(name)}; {'no key needed' if needs_no_key else 'its key is set'}"
    return Finding(part, Standing.READY, told, figures=figures)


def _untried(found: Finding) -> Finding:
    return replace(found, told=f"{found.told} (not tried; --online makes one tiny call)")


def _found(part: str, name: str, examination: Examination) -> Finding:
    found = _reached(part, name)
    if found.standing is not Standing.READY:
        return found
    if not examination.online:
        return _untried(found)
    began = time.perf_counter()
    try:
        cost_usd = asyncio.run(_call(name))
    except ModelError as error:
        fix = "the script's words are used instead"
        return replace(found, standing=Standing.LESS, told=f"{found.told}; {error}", fix=fix)
    took_s = time.perf_counter() - began
    cost = "" if not cost_usd else f" for ${cost_usd:.5f}"
    told = f"{found.told}; it answered in {took_s:.1f} s{cost}"
    return replace(found, told=told, figures=found.figures | {"reply_s": round(took_s, 2)})


async def _call(name: str) -> float | None:
    """Make one tiny call; return what it cost. ModelError."""
    from simulator.engines.language_model.litellm_model import LitellmModel

    model = LitellmModel(name, Spending())
    try:
        asked = [Message(Role.USER, "Reply with the word ready.")]
        reply = await model.complete(Request("doctor", asked, ONLINE_DEADLINE_S, TINY))
    finally:
        await model.close()
    return reply.usage.cost_usd
