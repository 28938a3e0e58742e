"""Any model that litellm reaches; the only file that imports litellm, and it does so when first needed."""

from __future__ import annotations

import asyncio
import logging
import os
import random
import time
from collections.abc import AsyncGenerator, Awaitable, Callable, Mapping
from contextlib import aclosing, suppress
from datetime import UTC, datetime
from functools import cache
from inspect import iscoroutinefunction
from queue import Empty, SimpleQueue
from threading import Lock, Thread
from types import ModuleType
from typing import Any, TypeVar
from urllib.parse import urlsplit

from simulator.engines.language_model.language_model import (
    ModelError,
    Reply,
    Request,
    Usage,
)
from simulator.engines.language_model.provider_errors import Diagnosis, diagnose
from simulator.engines.language_model.retrying import seconds_asked_for, wait_before_retry
from simulator.engines.language_model.spending import Call, Spending
from simulator.interview.events import FailureKind

T = TypeVar("T")

_CHARACTERS_PER_TOKEN = 4
"""Of English text, about; used where a provider does not count."""
_SPOKEN_CHARACTERS_A_SECOND = 12
"""Of English, spoken rather slowly, so that a price by the second is not too low."""
TRANSCRIBING, SPEAKING = "speech to text", "text to speech"
"""What calls with sound are for, as the journal and the report name it."""
_CLIENT_TIMEOUT_S = 600.0
"""litellm's own, per read: never the one that acts, and always the same, since a client is kept for each."""
_AT_LOOPBACK = ("localhost", "127.0.0.1", "::1")
_OLLAMA_PROVIDERS = ("ollama", "ollama_chat")
_OLLAMA = "http://localhost:11434"


_loading = Lock()


@cache
def _litellm() -> ModuleType:
    """Import litellm, quiet and without anything from the network; takes seconds."""
    os.environ["LITELLM_LOCAL_MODEL_COST_MAP"] = "True"  # else it fetches prices from GitHub
    os.environ["LITELLM_MODE"] = "PRODUCTION"  # else it reads a .env file
    import litellm  # noqa: PLC0415
    import openai.resources  # noqa: F401, PLC0415  # else the first call does it

    litellm.suppress_debug_info = True
    litellm.drop_params = True  # a provider that has no response_format or temperature gets none
    litellm.turn_off_message_logging = True
    for name in ("LiteLLM", "LiteLLM Proxy", "LiteLLM Router"):
        logging.getLogger(name).disabled = True  # they print to stderr what a provider answers
    with suppress(Exception):  # a call to nobody imports what the first real one would
        for _ in litellm.completion(
            model="openai/any", messages=[{"role": "user", "content": "-"}], stream=True, mock_response="-"
        ):
            pass
    return litellm


def load() -> None:
    """Do all the importing that a first call would wait for; it blocks for seconds, so do it in a thread."""
    with _loading:
        _litellm()


def _is_loaded() -> bool:
    return bool(_litellm.cache_info().currsize)


async def close_clients() -> None:
    """Close the connections that litellm keeps open for the running event loop."""
    if not _is_loaded():
        return
    from litellm.litellm_core_utils.logging_worker import GLOBAL_LOGGING_WORKER  # noqa: PLC0415

    with suppress(Exception):
        await GLOBAL_LOGGING_WORKER.clear_queue()  # type: ignore[no-untyped-call]
        await GLOBAL_LOGGING_WORKER.stop()
    kept = _litellm().in_memory_llm_clients_cache
    for key, client in list(kept.cache_dict.items()):
        if not key.endswith(f"-{id(asyncio.get_running_loop())}"):
            continue
        kept.delete_cache(key)
        # An OpenAI client has one of the two, and litellm's own clean-up looks for the other.
        close = getattr(client, "close", None) or getattr(client, "aclose", None)
        if iscoroutinefunction(close):
            with suppress(Exception):
                await close()


class LitellmModel:
    """The model that litellm knows as `name`; calls are entered in `spending`."""

    def __init__(self, name: str, spending: Spending, *, api_base: str | None = None) -> None:
        self._name = name
        self._spending = spending
        self._api_base = api_base
        self._under_way: set[asyncio.Task[None]] = set()

    @property
    def name(self) -> str:
        """The model as the user named it."""
        return self._name

    async def prepare(self) -> None:
        """Import litellm, in a thread."""
        if not _is_loaded():
            with suppress(Exception):  # the first call tells what is wrong
                await asyncio.to_thread(load)

    async def complete(self, request: Request) -> Reply:
        """Return the whole reply; ModelError."""
        pieces: list[str] = []
        usage: list[Usage] = []
        async with aclosing(self._pieces(request, stream=False, used=usage.append)) as incoming:
            async for piece in incoming:
                pieces.append(piece)
        return Reply("".join(pieces), usage[0])

    def stream(self, request: Request) -> AsyncGenerator[str]:
        """Yield the reply as it arrives; ModelError."""
        return self._pieces(request, stream=True, used=lambda usage: None)

    async def close(self) -> None:
        """Abandon what is under way and close connections."""
        for task in self._under_way:
            task.cancel()
        if self._under_way:
            await asyncio.wait(self._under_way, timeout=1.0)
        await close_clients()

    async def _pieces(
        self, request: Request, *, stream: bool, used: Callable[[Usage], None]
    ) -> AsyncGenerator[str]:
        """Yield what a task of its own receives, until the deadline; it is cancelled when nobody listens."""
        loop = asyncio.get_running_loop()
        deadline = loop.time() + request.deadline_s
        received: asyncio.Queue[str | ModelError | None] = asyncio.Queue()
        call = asyncio.create_task(self._call(request, stream, deadline, received.put_nowait, used))
        self._under_way.add(call)
        call.add_done_callback(self._under_way.discard)
        try:
            while True:
                try:
                    async with asyncio.timeout_at(deadline):
                        piece = await received.get()
                except TimeoutError:
                    raise ModelError(FailureKind.TIMED_OUT) from None
                if piece is None:
                    return
                if isinstance(piece, ModelError):
                    raise piece
                yield piece
        finally:
            call.cancel()

    async def _call(
        self,
        request: Request,
        stream: bool,
        deadline: float,
        put: Callable[[str | ModelError | None], None],
        used: Callable[[Usage], None],
    ) -> None:
        """Make the call and put its pieces, then None or the ModelError it ended in."""
        text = ""
        usage: Usage | None = None
        sent = False

        async def attempt() -> None:
            nonlocal text, usage, sent
            sent = True
            response = await _litellm().acompletion(**self._arguments(request, stream))
            if not stream:
                text = response.choices[0].message.content or ""
                put(text)
                usage = self._usage(getattr(response, "usage", None))
                return
            try:
                async for chunk in response:
                    piece = (chunk.choices[0].delta.content or "") if chunk.choices else ""
                    if piece:
                        text += piece
                        put(piece)
                    usage = self._usage(getattr(chunk, "usage", None)) or usage
            finally:
                await response.aclose()

        reserved = 0.0
        outcome: ModelError | None = None
        try:
            await self.prepare()
            if not _is_loaded():
                raise ModelError(FailureKind.MISSING)
            reserved = self._spending.reserve(self._at_most_usd(request))
            await with_retries(attempt, deadline, may_repeat=lambda: not text)
            if not text.strip():
                raise ModelError(FailureKind.UNUSABLE)
        except ModelError as error:
            outcome = error
            sent = sent and (bool(text) or error.kind in (FailureKind.UNUSABLE, FailureKind.TIMED_OUT))
        finally:
            self._spending.release(reserved)
            if sent:
                usage = usage or self._estimated(request, text)
                used(usage)
                self._spending.add(Call(self._name, request.purpose, usage))
            put(outcome)

    def _arguments(self, request: Request, stream: bool) -> dict[str, Any]:
        arguments: dict[str, Any] = {
            "model": self._name,
            "messages": [{"role": m.role.value, "content": m.text} for m in request.messages],
            "max_tokens": request.max_tokens,
            **_without_their_retries(self._api_base),
        }
        if request.temperature is not None:
            arguments["temperature"] = request.temperature
        if request.schema is not None:
            arguments["response_format"] = {
                "type": "json_schema",
                "json_schema": {"name": "reply", "schema": dict(request.schema), "strict": True},
            }
        if stream:
            arguments |= {"stream": True, "stream_options": {"include_usage": True}}
        return arguments

    # What it costs

    def _usage(self, theirs: Any) -> Usage | None:
        """Return the usage that a provider reports, or None where it reports none."""
        if theirs is None or not theirs.prompt_tokens:
            return None
        tokens = theirs.prompt_tokens, theirs.completion_tokens or 0
        return Usage(*tokens, self._cost_usd(*tokens, theirs))

    def _estimated(self, request: Request, text: str) -> Usage:
        characters = sum(len(message.text) for message in request.messages)
        tokens = characters // _CHARACTERS_PER_TOKEN, -(-len(text) // _CHARACTERS_PER_TOKEN)
        return Usage(*tokens, self._cost_usd(*tokens), is_estimate=True)

    def _at_most_usd(self, request: Request) -> float | None:
        # No text in any language has more tokens than bytes; half of that is still twice too many of English.
        bytes_sent = sum(len(message.text.encode(errors="replace")) for message in request.messages)
        return self._cost_usd(bytes_sent // 2, request.max_tokens)

    def _cost_usd(self, input_tokens: int, output_tokens: int, theirs: Any = None) -> float | None:
        """Return the price of a call, nothing for a model on this machine; None where it is not known."""
        is_local = is_on_this_machine(destination(self._name, self._api_base))
        if is_local and provider_of(self._name)[0] in _OLLAMA_PROVIDERS:
            return 0.0  # asking litellm would ask the server
        try:
            costs = _litellm().cost_per_token(self._name, input_tokens, output_tokens, usage_object=theirs)
        except Exception:  # litellm raises what it likes for a model it has no price of
            return 0.0 if is_local else None
        return float(sum(costs))


async def with_retries(
    attempt: Callable[[], Awaitable[T]], deadline: float, may_repeat: Callable[[], bool] = lambda: True
) -> T:
    """Return what `attempt` returns, made again after a failure that may pass; ModelError.

    `deadline` is the event loop's time after which no other attempt begins.
    """
    retries = 0
    while True:
        try:
            return await attempt()
        except ModelError:
            raise
        except Exception as error:
            diagnosis = diagnose(error)
        # Outside of the handler, so that what is raised here is not chained to a provider's text.
        wait_s = _wait_s(diagnosis, retries)
        loop = asyncio.get_running_loop()
        if wait_s is None or not may_repeat() or loop.time() + wait_s >= deadline:
            raise ModelError(diagnosis.kind)
        await asyncio.sleep(wait_s)
        retries += 1


# Speech


def transcribed(
    name: str, sound: bytes, seconds: float, prompt: str, spending: Spending, deadline_s: float
) -> str:
    """Return what is said in a WAV file of so many seconds by the model `name`; blocks; ModelError."""

    def call() -> str:
        response = _litellm().transcription(
            model=name, file=("speech.wav", sound), prompt=prompt or None, language="en",
            **_without_their_retries(None, deadline_s),
        )  # fmt: skip
        return response.text or ""

    price = {"input_cost_per_second": seconds}
    return _blocking(call, name, TRANSCRIBING, price, spending, deadline_s)


def spoken(name: str, text: str, voice: str, spending: Spending, deadline_s: float) -> bytes:
    """Return how a text sounds, as a sound file, in a voice of the model `name`; blocks; ModelError."""

    def call() -> bytes:
        response = _litellm().speech(
            model=name,
            input=text,
            voice=voice,
            response_format="wav",
            **_without_their_retries(None, deadline_s),
        )
        sound: bytes = response.content
        return sound

    price = {
        "input_cost_per_character": len(text),
        "output_cost_per_second": len(text) / _SPOKEN_CHARACTERS_A_SECOND,
    }
    return _blocking(call, name, SPEAKING, price, spending, deadline_s)


def _blocking(
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
    deadline = time.monotonic() + deadline_s

    def attempts() -> None:
        retries = 0
        while True:
            try:
                result = call()
            except Exception as error:
                diagnosis = diagnose(error)
            else:
                spending.add(Call(name, purpose, Usage(0, 0, cost_usd)))
                return outcome.put(result)
            wait_s = _wait_s(diagnosis, retries)
            if wait_s is None or time.monotonic() + wait_s >= deadline:
                return outcome.put(ModelError(diagnosis.kind))
            time.sleep(wait_s)
            retries += 1

    Thread(target=attempts, daemon=True, name="litellm speech").start()
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
        prices = _litellm().get_model_info(name)
    except Exception:  # litellm raises what it likes for a model it does not know
        prices = {}
    for unit, amount in amounts.items():
        if prices.get(unit) is not None:
            return float(prices[unit] * amount)
    return 0.0 if is_on_this_machine(destination(name)) else None


def _wait_s(diagnosis: Diagnosis, retries: int) -> float | None:
    asked_s = seconds_asked_for(diagnosis.retry_after, datetime.now(UTC))
    return wait_before_retry(retries, diagnosis.status, asked_s, random.random())  # noqa: S311


def _without_their_retries(api_base: str | None, timeout_s: float = _CLIENT_TIMEOUT_S) -> Mapping[str, Any]:
    own = {"timeout": timeout_s, "max_retries": 0, "num_retries": 0}
    return own if api_base is None else own | {"api_base": api_base}


# Where a model's name leads


def destination(name: str, api_base: str | None = None) -> str | None:
    """Return the address that calls to the model of that name go to; None: its provider's own."""
    if api_base is not None:
        return api_base
    provider, _, known = provider_of(name)
    if provider is None:
        return None
    variables = (f"{provider.upper()}_API_BASE", f"{provider.upper()}_BASE_URL")
    if provider in _OLLAMA_PROVIDERS:
        variables = ("OLLAMA_API_BASE", "OLLAMA_API_BASE")
        known = known or _OLLAMA
    return next((os.environ[v] for v in reversed(variables) if os.environ.get(v)), known)


def provider_of(name: str) -> tuple[str | None, bool, str | None]:
    """Return a model's provider, or None; whether it needs no key; and the address litellm has for it."""
    try:
        _, provider, given_key, api_base = _litellm().get_llm_provider(name)
    except Exception:
        return None, False, None
    return provider, given_key == "fake-api-key" or provider in _OLLAMA_PROVIDERS, api_base


def missing_keys(name: str) -> tuple[str, ...]:
    """Return the environment variables that the model's provider needs and that are not set."""
    try:
        found = _litellm().validate_environment(name)
    except Exception:
        return ()
    return () if found["keys_in_environment"] else tuple(found["missing_keys"])


def is_on_this_machine(address: str | None) -> bool:
    """Return whether an address is this machine's own."""
    return address is not None and urlsplit(address).hostname in _AT_LOOPBACK
