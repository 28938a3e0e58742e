"""The same answers before two interviewers, told as text: where the questions would have differed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from simulator.interview.actions import Action, EndInterview, Say
from simulator.recording.other_interviewer import Exchange
from simulator.reporting.findings import clock, readable

LONGEST_ANSWER = 160
"""Characters shown of an answer: enough to know it again."""


def as_lines(exchanges: Sequence[Exchange], recorded: str, other: str) -> Iterator[str]:
    """Yield every exchange; `recorded` and `other` are the interviewers' names."""
    indent = " " * 7
    for exchange in exchanges:
        said = f"You: {_shortened(readable(exchange.said))}" if exchange.said else "The opening"
        yield f"{clock(exchange.at)}  {said}"
        if exchange.differs:
            yield from (f"{indent}{recorded}{line}" for line in _told(exchange.recorded, " was silent"))
            yield from (f"{indent}{other}{line}" for line in _told(exchange.other, " would have been silent"))
        else:
            yield from (f"{indent}the same{line}" for line in _meant(exchange.recorded))
    differing = sum(exchange.differs for exchange in exchanges)
    yield ""
    yield f"{differing} of {len(exchanges)} replies of {other} would have been about something else."


def _told(actions: Sequence[Action], silent: str) -> list[str]:
    told = [f"{meant} {readable(text)}".rstrip() for meant, text in _all(actions)]
    return told or [silent]


def _meant(actions: Sequence[Action]) -> list[str]:
    return [meant.removesuffix(":") for meant, _ in _all(actions)] or [": nothing"]


def _all(actions: Sequence[Action]) -> list[tuple[str, str]]:
    told = []
    for action in actions:
        match action:
            case Say(text, move, subject):
                told.append((f" ({', '.join(filter(None, (move, subject)))}):", text))
            case EndInterview(reason):
                told.append((f" ends the interview ({reason})", ""))
    return told


def _shortened(text: str) -> str:
    return text if len(text) <= LONGEST_ANSWER else f"{text[: LONGEST_ANSWER - 1].rstrip()}…"
