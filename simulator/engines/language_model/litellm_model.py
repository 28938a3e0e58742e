"""Any model that litellm reaches, to converse with."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Callable
from contextlib import aclosing, suppress
from typing import Any

from simulator.engines.language_model.language_model import (
    ModelError,
    Reply,
    Request,
    Usage,
)
from simulator.engines.litellm.library import close_clients, is_loaded, library, load, without_its_retries
from simulator.engines.litellm.providers import destination, is_ollama, is_on_this_machine
from simulator.engines.litellm.retrying import with_retries
from simulator.engines.litellm.spending import Call, Spending
from simulator.interview.events import FailureKind

_CHARACTERS_PER_TOKEN = 4
"""Of English text, about; used where a provider does not count."""


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
        if not is_loaded():
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
            response = await library().acompletion(**self._arguments(request, stream))
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
            if not is_loaded():
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
            **without_its_retries(self._api_base),
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
        if is_local and is_ollama(self._name):
            return 0.0  # asking litellm would ask the server
        try:
            costs = library().cost_per_token(self._name, input_tokens, output_tokens, usage_object=theirs)
        except Exception:  # litellm raises what it likes for a model it has no price of
            return 0.0 if is_local else None
        return float(sum(costs))
