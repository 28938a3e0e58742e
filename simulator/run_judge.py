"""Asks a judge about transcripts, a few questions at a time, and keeps its answers."""

from __future__ import annotations

import asyncio
import hashlib
import json
from collections.abc import Callable, Sequence
from dataclasses import replace

from simulator.content.rubric import Rubric
from simulator.content.scenario import Probe
from simulator.engines.language_model.language_model import (
    FOR_GOOD,
    LanguageModel,
    Message,
    ModelError,
    Request,
    Role,
)
from simulator.grading.judge_prompts import Prompt
from simulator.grading.judging import Outcome, Unanswered, judging
from simulator.grading.scorecard import Judge, Scorecard
from simulator.interview.events import FailureKind
from simulator.recording.judge_answers import JudgeAnswer, JudgeAnswers, Used
from simulator.transcript import Transcript

AT_ONCE = 4
"""Calls under way at the same time: providers refuse many, and a model on one's own machine takes one."""
DEADLINE_S = 180.0
"""For one call: a model without a GPU reads an hour's transcript in a minute or two."""
LONGEST_REPLY = 4000
"""Tokens: several times what the answers take, for models that think first."""
PURPOSE = "judging"

Progress = Callable[[int, int], None]
"""Told how many questions are answered, and of how many that are known so far."""


class JudgeRun:
    """Asks one model about one transcript; `run` tells repeated runs of the same question apart."""

    def __init__(
        self, model: LanguageModel, answers: JudgeAnswers, progress: Progress | None = None, run: int = 0
    ) -> None:
        self._model = model
        self._answers = answers
        self._progress = progress
        self._run = run
        self._used: list[Used] = []
        self._asked = self._done = 0
        self.hopeless: FailureKind | None = None
        """Why no more calls are made, where that is so."""

    async def scorecard(
        self, transcript: Transcript, rubric: Rubric, rules: Scorecard, probes: tuple[Probe, ...] = ()
    ) -> Scorecard | Unanswered:
        """Return the scorecard of judge and rules, or why the judge gave no usable answer at all."""
        rounds = judging(transcript, rubric, rules, self._model.name, probes)
        outcomes: Sequence[Outcome] | None = None
        turn = asyncio.Semaphore(AT_ONCE)
        while True:
            try:
                prompts = next(rounds) if outcomes is None else rounds.send(outcomes)
            except StopIteration as finished:
                card: Scorecard | Unanswered = finished.value
                if isinstance(card, Scorecard) and self._asked:
                    return replace(card, judge=self._judge())
                return card
            self._asked += len(prompts)
            self._tell()
            outcomes = await asyncio.gather(*(self._outcome(prompt, turn) for prompt in prompts))

    async def _outcome(self, prompt: Prompt, turn: asyncio.Semaphore) -> Outcome:
        async with turn:
            outcome = await self._ask(prompt)
        self._done += 1
        self._tell()
        return outcome

    async def _ask(self, prompt: Prompt) -> Outcome:
        key = _key(self._model.name, prompt, self._run)
        known = self._answers.get(key)
        if known is None:
            try:
                known = await self._answer(key, prompt)
            except ModelError as error:
                return Unanswered(f"{error} ({error.kind})")
        self._used.append(known.used)
        return known.reply

    async def _answer(self, key: str, prompt: Prompt) -> JudgeAnswer:
        if self.hopeless is not None:
            raise ModelError(self.hopeless)
        try:
            reply = await self._model.complete(_request(prompt))
        except ModelError as error:
            if error.kind in FOR_GOOD:
                self.hopeless = error.kind
            raise
        usage = reply.usage
        used = Used(usage.input_tokens, usage.output_tokens, usage.cost_usd, usage.is_estimate)
        answer = JudgeAnswer(key, self._model.name, prompt.system, prompt.turns, reply.text, used)
        self._answers.add(answer)
        return answer

    def _judge(self) -> Judge:
        costs = [used.cost_usd for used in self._used]
        known = [cost for cost in costs if cost is not None]
        return Judge(
            model=self._model.name,
            calls=len(self._used),
            input_tokens=sum(used.input_tokens for used in self._used),
            output_tokens=sum(used.output_tokens for used in self._used),
            cost_usd=round(sum(known), 6) if len(known) == len(costs) else None,
        )

    def _tell(self) -> None:
        if self._progress is not None:
            self._progress(self._done, self._asked)


class JudgeBench:
    """A model that judges transcripts one after the other, for callers without an event loop.

    It is a context, at whose end the connections are closed.
    """

    def __init__(self, model: LanguageModel, progress: Progress | None = None) -> None:
        self.model = model
        self._progress = progress
        self._runner = asyncio.Runner()
        self.hopeless: FailureKind | None = None
        """Why the last transcript got no more calls, where that is so."""

    def __enter__(self) -> JudgeBench:
        return self

    def __exit__(self, *_: object) -> None:
        try:
            self._runner.run(self.model.close())
        finally:
            self._runner.close()

    def scorecard(
        self,
        transcript: Transcript,
        rubric: Rubric,
        rules: Scorecard,
        probes: tuple[Probe, ...],
        answers: JudgeAnswers,
        run: int = 0,
    ) -> Scorecard | Unanswered:
        """Return the scorecard of judge and rules, or why the judge gave no usable answer at all.

        `run` tells repeated runs of the same questions apart.
        """
        asked = JudgeRun(self.model, answers, self._progress, run)
        card = self._runner.run(asked.scorecard(transcript, rubric, rules, probes))
        self.hopeless = asked.hopeless
        return card


def _request(prompt: Prompt) -> Request:
    roles = (Role.USER, Role.ASSISTANT)
    messages = [Message(Role.SYSTEM, prompt.system)]
    messages += [Message(roles[place % 2], text) for place, text in enumerate(prompt.turns)]
    return Request(PURPOSE, messages, DEADLINE_S, LONGEST_REPLY, prompt.schema, temperature=0.0)


def _key(model: str, prompt: Prompt, run: int) -> str:
    asked = [model, prompt.system, prompt.turns, prompt.schema, run]
    return hashlib.sha256(json.dumps(asked, sort_keys=True).encode()).hexdigest()
