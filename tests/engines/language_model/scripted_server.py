"""A local OpenAI-compatible server whose behaviour each test scripts, call by call."""

from __future__ import annotations

import asyncio
import json
import threading
from collections import deque
from collections.abc import Awaitable, Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from aiohttp import web

from tests.skipped_time import skip_waits

Body = dict[str, Any]
Behaviour = Callable[[web.Request, Body], Awaitable[web.StreamResponse]]
"""What the server does with one request, given its JSON body (form fields of an upload)."""


@dataclass(frozen=True)
class Asked:
    """One request as it came in."""

    path: str
    headers: Mapping[str, str]
    body: Body

    @property
    def prompt(self) -> str:
        """All messages in one."""
        return "\n".join(message["content"] for message in self.body["messages"])


class ScriptedServer:
    """Takes the next behaviour of `script` for each request, and `otherwise` when there is none left."""

    def __init__(self, otherwise: Behaviour, script: Sequence[Behaviour] = ()) -> None:
        self.script = deque(script)
        self.otherwise = otherwise
        self.asked: list[Asked] = []
        self._runner: web.AppRunner | None = None
        self._port = 0

    @property
    def url(self) -> str:
        """What a client takes for its `api_base`; the same after a restart."""
        return f"http://127.0.0.1:{self._port}/v1"

    async def start(self) -> None:
        app = web.Application(client_max_size=2**26)
        app.router.add_post("/v1/{rest:.*}", self._answer)
        self._runner = web.AppRunner(app, handler_cancellation=True, shutdown_timeout=0.01, access_log=None)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", self._port, reuse_address=True)
        await site.start()
        self._port = self._runner.addresses[0][1]

    async def stop(self) -> None:
        """Go down at once: calls under way are cut."""
        if self._runner is not None:
            runner, self._runner = self._runner, None
            await runner.cleanup()

    async def __aenter__(self) -> ScriptedServer:
        await self.start()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.stop()

    @contextmanager
    def in_thread(self) -> Iterator[ScriptedServer]:
        """Serve from a loop of its own, for clients that run theirs to its end."""
        loop = asyncio.new_event_loop()
        thread = threading.Thread(target=loop.run_forever, name="scripted server")
        thread.start()
        try:
            asyncio.run_coroutine_threadsafe(self.start(), loop).result()
            yield self
            asyncio.run_coroutine_threadsafe(self.stop(), loop).result()
        finally:
            loop.call_soon_threadsafe(loop.stop)
            thread.join()
            loop.close()

    async def _answer(self, request: web.Request) -> web.StreamResponse:
        if request.content_type == "application/json":
            body = await request.json()
        else:
            body = {name: _content(field) for name, field in (await request.post()).items()}
        self.asked.append(Asked(request.path, dict(request.headers), body))
        behaviour = self.script.popleft() if self.script else self.otherwise
        return await behaviour(request, body)


def _content(field: str | bytes | bytearray | web.FileField) -> str | bytes | bytearray:
    if not isinstance(field, web.FileField):
        return field
    with field.file as file:
        return file.read()


# Good replies

Text = str | Callable[[Body], str]


def says(text: Text, *, pieces: int = 7) -> Behaviour:
    """Answer with `text`, in pieces of that many characters where a stream was asked for."""

    async def behave(request: web.Request, body: Body) -> web.StreamResponse:
        words = text(body) if callable(text) else text
        if not body.get("stream"):
            return web.json_response(_whole(body, words))
        response = await _begin_stream(request)
        for start in range(0, len(words), pieces):
            await response.write(_piece(body, words[start : start + pieces]))
        await _end_stream(response, body, words)
        return response

    return behave


def says_when(released: asyncio.Event, text: str) -> Behaviour:
    """Answer only when the test lets it."""

    async def behave(request: web.Request, body: Body) -> web.StreamResponse:
        skip_waits()
        await released.wait()
        return await says(text)(request, body)

    return behave


def transcribes(text: str) -> Behaviour:
    """Answer an uploaded sound with these words."""

    async def behave(request: web.Request, body: Body) -> web.StreamResponse:
        return web.json_response({"text": text})

    return behave


# Bad ones


def fails(status: int, text: str = "", headers: Mapping[str, str] | None = None) -> Behaviour:
    """Refuse with a status, as a provider does: an error object that repeats what it was sent."""

    async def behave(request: web.Request, body: Body) -> web.StreamResponse:
        skip_waits()  # what comes next is a wait before another try
        told = f"{text} key: {request.headers.get('Authorization')}"
        error = {"error": {"message": told, "type": "error", "code": str(status)}}
        return web.json_response(error, status=status, headers=headers)

    return behave


def stalls(text: str = "", stalled: asyncio.Event | None = None) -> Behaviour:
    """Begin well, then say nothing more and keep the connection open until the client leaves."""

    async def behave(request: web.Request, body: Body) -> web.StreamResponse:
        if body.get("stream"):
            response = await _begin_stream(request)
            if text:
                await response.write(_piece(body, text))
        if stalled is not None:
            stalled.set()
        skip_waits()
        return await asyncio.Future()

    return behave


def trickles(text: str, every_s: float = 1.0) -> Behaviour:
    """Send `text` a character at a time, then comments that keep the connection alive, without end."""

    async def behave(request: web.Request, body: Body) -> web.StreamResponse:
        skip_waits()
        response = await _begin_stream(request)
        for character in text:
            await response.write(_piece(body, character))
            await asyncio.sleep(every_s)
        while True:
            await response.write(b": still here\n\n")
            await asyncio.sleep(every_s)

    return behave


def cuts(text: str) -> Behaviour:
    """Begin well, then cut the connection."""

    async def behave(request: web.Request, body: Body) -> web.StreamResponse:
        response = await _begin_stream(request)
        await response.write(_piece(body, text))
        assert request.transport is not None
        request.transport.abort()
        return response

    return behave


def sends(raw: bytes, content_type: str = "application/json") -> Behaviour:
    """Send bytes that need not be what the protocol says."""

    async def behave(request: web.Request, body: Body) -> web.StreamResponse:
        return web.Response(body=raw, content_type=content_type)

    return behave


async def _begin_stream(request: web.Request) -> web.StreamResponse:
    response = web.StreamResponse(headers={"Content-Type": "text/event-stream"})
    await response.prepare(request)
    return response


async def _end_stream(response: web.StreamResponse, body: Body, text: str) -> None:
    await response.write(_event(_chunk(body, {}, finish_reason="stop")))
    if (body.get("stream_options") or {}).get("include_usage"):
        await response.write(_event({**_chunk(body, {}), "choices": [], "usage": _usage(body, text)}))
    await response.write(b"data: [DONE]\n\n")
    await response.write_eof()


def _piece(body: Body, text: str) -> bytes:
    return _event(_chunk(body, {"role": "assistant", "content": text}))


def _event(document: Body) -> bytes:
    return b"data: " + json.dumps(document).encode() + b"\n\n"


def _chunk(body: Body, delta: Body, finish_reason: str | None = None) -> Body:
    choice = {"index": 0, "delta": delta, "finish_reason": finish_reason}
    return {
        "id": "1", "object": "chat.completion.chunk", "created": 1, "model": body["model"], "choices": [choice],
    }  # fmt: skip


def _whole(body: Body, text: str) -> Body:
    message = {"role": "assistant", "content": text}
    choice = {"index": 0, "message": message, "finish_reason": "stop"}
    return {
        "id": "1", "object": "chat.completion", "created": 1, "model": body["model"], "choices": [choice],
        "usage": _usage(body, text),
    }  # fmt: skip


def _usage(body: Body, text: str) -> Body:
    """A token a word, so that tests can count."""
    asked = sum(len(message["content"].split()) for message in body["messages"])
    said = len(text.split())
    return {"prompt_tokens": asked, "completion_tokens": said, "total_tokens": asked + said}
