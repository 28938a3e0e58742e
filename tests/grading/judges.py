"""Scripted judges: each answers any prompt of the judging, well or badly."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping, Sequence

from simulator.grading.judge_prompts import Prompt
from simulator.grading.judging import Outcome, Rounds, Unanswered
from simulator.grading.scorecard import Scorecard

Reply = Callable[[Prompt], Outcome]


def criteria_of(prompt: Prompt) -> list[str]:
    """The criteria that a prompt asks about; for a second look there is one."""
    answers = prompt.schema["properties"]["answers"]["items"]["properties"]
    if "criterion" in answers:
        return answers["criterion"]["enum"]
    return re.findall(r"^criterion: (\S+)$", prompt.turns[0], re.MULTILINE)


def is_second_look(prompt: Prompt) -> bool:
    return "passage" in prompt.schema["properties"]["answers"]["items"]["properties"]


def transcript_in(prompt: Prompt) -> list[dict]:
    """What the judge sees of the transcript."""
    fence = prompt.turns[0].partition("<transcript>\n")[2].partition("\n</transcript>")[0]
    return [json.loads(line) for line in fence.splitlines()]


def passages_in(prompt: Prompt) -> dict[str, str]:
    fence = prompt.turns[0].partition("<passages>\n")[2].partition("\n</passages>")[0]
    return {line["passage"]: line["text"] for line in map(json.loads, fence.splitlines()[1:])}


def reply(*entries: Mapping[str, object]) -> str:
    return json.dumps({"answers": entries})


def entry(criterion: str, status: str, turn: int | None = None, quote: str = "", why: str = "") -> dict:
    return {
        "criterion": criterion,
        "turn": turn,
        "quote": quote,
        "why": why or f"It is {status}.",
        "status": status,
    }


class Judge:
    """Answers each criterion by `answers`, else `missing`; in second looks only what `holds` lists is met."""

    def __init__(self, answers: Mapping[str, Sequence[dict] | dict], holds: Sequence[str] = ()) -> None:
        self.answers = {c: list(a) if isinstance(a, (list, tuple)) else [a] for c, a in answers.items()}
        self.holds = holds
        self.asked: list[Prompt] = []

    def __call__(self, prompt: Prompt) -> Outcome:
        self.asked.append(prompt)
        if is_second_look(prompt):
            return reply(
                *(
                    {
                        "passage": name,
                        "why": "",
                        "status": "met" if any(h in text for h in self.holds) else "missing",
                    }
                    for name, text in passages_in(prompt).items()
                )
            )
        entries = []
        for criterion in criteria_of(prompt):
            turns = self.answers.get(criterion, [entry(criterion, "missing")])
            entries.append(turns.pop(0) if len(turns) > 1 else turns[0])
        return reply(*entries)


class AllMet:
    """Calls everything met and quotes for it whatever `quotes` gives for the criterion."""

    def __init__(self, quotes: Callable[[str, list[dict]], tuple[int, str]]) -> None:
        self.quotes = quotes

    def __call__(self, prompt: Prompt) -> Outcome:
        if is_second_look(prompt):
            return reply(*({"passage": name, "why": "", "status": "met"} for name in passages_in(prompt)))
        return reply(
            *(
                entry(criterion, "met", *self.quotes(criterion, transcript_in(prompt)))
                for criterion in criteria_of(prompt)
            )
        )


def hold(rounds: Rounds, judge: Reply) -> Scorecard | Unanswered:
    """Ask `judge` round by round, to the end."""
    outcomes: list[Outcome] | None = None
    while True:
        try:
            prompts = next(rounds) if outcomes is None else rounds.send(outcomes)
        except StopIteration as done:
            return done.value
        outcomes = [judge(prompt) for prompt in prompts]
