"""Has a language model say the interviewer's moves, and the script whenever the model does not do it well."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Callable, Sequence
from contextlib import aclosing, suppress

from simulator.content.persona import Persona
from simulator.content.scenario import Scenario
from simulator.engines.language_model.language_model import (
    FOR_GOOD,
    LanguageModel,
    Message,
    ModelError,
    Request,
    Role,
)
from simulator.evidence.sentences import sentences
from simulator.interview.acceptance import Broken, Draft, Fault, UnfitError
from simulator.interview.actions import Move, Say
from simulator.interview.events import (
    Engine,
    EngineFailed,
    EngineNotice,
    EngineRecovered,
    FailureKind,
    InterviewerWorded,
)
from simulator.interview.interview import Interview
from simulator.interview.prompts import WORDED, order_prompt, reply_schema, system_prompt
from simulator.interview.replies import ReplyReader
from simulator.transcript import Turn

PURPOSE = "wording"

_ATTEMPTS = 2
_SENTENCES_WAITED_FOR = 3
"""A whole reply may take as many deadlines as it has sentences at most."""
_MAX_TOKENS = 1000
"""Five times an utterance: some models think before they speak, and are cut off in it otherwise."""


class ModelWording:
    """Words moves by `model`, within `reply_deadline_s` to the first words and from sentence to sentence.

    While that fails the script speaks at once, and a call in the background finds out whether it is back.
    """

    def __init__(
        self,
        model: LanguageModel,
        interview: Interview,
        scenario: Scenario,
        persona: Persona,
        *,
        reply_deadline_s: float,
    ) -> None:
        self._model = model
        self._interview = interview
        self._scenario = scenario
        self._system = Message(Role.SYSTEM, system_prompt(scenario, persona))
        self._acknowledgements = frozenset(persona.acknowledgements)
        self._deadline_s = reply_deadline_s
        self._failure: FailureKind | None = None
        """Why the script speaks for now."""
        self._report: Callable[[EngineNotice], None] = lambda notice: None
        self._preparing: asyncio.Task[None] | None = None
        self._trial: asyncio.Task[None] | None = None

    async def words(
        self, say: Say, turns: Sequence[Turn], report: Callable[[EngineNotice], None]
    ) -> AsyncGenerator[InterviewerWorded]:
        """Yield the utterance part by part, each fit to be said; at worst it is the script's text."""
        self._report = report
        if self._preparing is None:
            self._preparing = asyncio.create_task(self._model.prepare())
        if say.move not in WORDED:
            yield _scripted(say)
        elif self._failure is not None:
            self._try_again(say, turns)
            yield _scripted(say)
        else:
            async with aclosing(self._by_model(say, turns)) as worded:
                async for part in worded:
                    yield part

    async def close(self) -> None:
        """Abandon what is under way and close the model; to be awaited before the event loop ends."""
        for task in filter(None, (self._trial, self._preparing)):
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task
        await self._model.close()

    # A turn with the model

    async def _by_model(self, say: Say, turns: Sequence[Turn]) -> AsyncGenerator[InterviewerWorded]:
        loop = asyncio.get_running_loop()
        first_by = loop.time() + self._deadline_s
        assert self._preparing is not None
        await asyncio.wait({self._preparing}, timeout=self._deadline_s)
        wrong: tuple[Broken, ...] = ()
        released = False
        is_whole = False
        for _ in range(_ATTEMPTS if self._preparing.done() else 0):
            try:
                async with aclosing(self._attempt(say, turns, wrong, first_by)) as parts:
                    async for part in parts:
                        released = True
                        yield part
                is_whole = True
            except UnfitError as error:
                wrong = error.broken
            except ModelError as error:
                wrong = ()
                if error.kind is not FailureKind.UNUSABLE:
                    self._fail(error.kind)
                    break
            if released or loop.time() >= first_by:
                break
        if not is_whole:
            yield self._completion(say) if released else _scripted(say)

    async def _attempt(
        self, say: Say, turns: Sequence[Turn], wrong: Sequence[Broken], first_by: float
    ) -> AsyncGenerator[InterviewerWorded]:
        """Yield what may be spoken of one reply; UnfitError or ModelError where that is not all of it."""
        reader = ReplyReader()
        async with aclosing(self._model.stream(self._request(say, turns, wrong))) as pieces:
            # The draft is made while the model thinks: reading a long transcript for its numbers takes time.
            coming = asyncio.ensure_future(anext(pieces, None))
            await asyncio.sleep(0)
            draft = Draft(say, self._scenario, turns, self._interview.broken_by)
            by = first_by
            try:
                while not (draft.is_over or reader.is_over):
                    piece = await _until(by, coming)
                    if piece is None:
                        break
                    coming = asyncio.ensure_future(anext(pieces, None))
                    for sentence in reader.feed(piece):
                        for released in _fit(draft, reader, say, sentence):
                            yield self._worded(released, reader, say)
                            by = asyncio.get_running_loop().time() + self._deadline_s
                for sentence in reader.end():
                    for released in _fit(draft, reader, say, sentence):
                        yield self._worded(released, reader, say)
            except ModelError as error:
                if not draft.is_whole:
                    raise
                self._fail(error.kind)  # all that was to be said had come
            finally:
                coming.cancel()
                with suppress(asyncio.CancelledError, ModelError):
                    await coming
        for released in draft.end():
            yield self._worded(released, reader, say)

    def _request(self, say: Say, turns: Sequence[Turn], wrong: Sequence[Broken] = ()) -> Request:
        order = order_prompt(say, self._scenario, turns, self._interview.revealed, wrong)
        return Request(
            PURPOSE,
            [self._system, Message(Role.USER, order)],
            deadline_s=self._deadline_s * _SENTENCES_WAITED_FOR,
            max_tokens=_MAX_TOKENS,
            schema=reply_schema(say, self._scenario),
        )

    def _worded(self, text: str, reader: ReplyReader, say: Say) -> InterviewerWorded:
        known = {criterion.id for criterion in self._scenario.rubric.criteria}
        addressed = tuple(criterion for criterion in reader.addressed if criterion in known)
        return InterviewerWorded(text, _move(reader, say) or say.move, addressed)

    def _completion(self, say: Say) -> InterviewerWorded:
        """Return the script's words for who has heard a beginning: without a second acknowledgement."""
        first, *rest = sentences(say.text)
        text = " ".join(rest) if rest and first in self._acknowledgements else say.text
        return InterviewerWorded(text, say.move, ())

    # When it fails

    def _fail(self, kind: FailureKind) -> None:
        self._failure = kind
        self._report(EngineFailed(Engine.LANGUAGE_MODEL, kind))

    def _try_again(self, say: Say, turns: Sequence[Turn]) -> None:
        """Find out in the background whether the model answers in time; what it says is dropped."""
        if self._failure in FOR_GOOD or (self._trial is not None and not self._trial.done()):
            return
        self._trial = asyncio.create_task(self._begin(self._request(say, turns)))

    async def _begin(self, request: Request) -> None:
        pieces = self._model.stream(request)
        try:
            async with asyncio.timeout(self._deadline_s), aclosing(pieces):
                await anext(pieces)
        except (ModelError, TimeoutError, StopAsyncIteration) as error:
            if isinstance(error, ModelError) and error.kind in FOR_GOOD:
                self._fail(error.kind)
            return
        self._failure = None
        self._report(EngineRecovered(Engine.LANGUAGE_MODEL))


async def _until(by: float, coming: asyncio.Future[str | None]) -> str | None:
    """Return what comes until the event loop's time `by`; ModelError where nothing does."""
    left_s = by - asyncio.get_running_loop().time()
    await asyncio.wait({coming}, timeout=max(0.0, left_s))
    if not coming.done():
        raise ModelError(FailureKind.TIMED_OUT)
    return coming.result()


def _scripted(say: Say) -> InterviewerWorded:
    return InterviewerWorded(say.text, say.move, ())


def _move(reader: ReplyReader, say: Say) -> Move | None:
    """Return the move that the model made, its own where it named none; None where it is not on offer."""
    return next((move for move in say.offers if reader.move in (move, None)), None)


def _fit(draft: Draft, reader: ReplyReader, say: Say, sentence: str) -> list[str]:
    if _move(reader, say) is None:
        raise UnfitError([Fault.MOVE_NOT_OFFERED])
    return draft.add(sentence)
