"""The options of an interviewer with a language model, and what they open."""

from __future__ import annotations

import argparse
from dataclasses import dataclass
from math import isfinite
from typing import TYPE_CHECKING, Any

from simulator.cli.settings import setting
from simulator.cli.shared_options import OptionError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from simulator.content.persona import Persona
    from simulator.content.scenario import Scenario
    from simulator.engines.litellm.spending import Spending
    from simulator.interview.interview import Interview
    from simulator.recording.entry import Entry
    from simulator.wording import ModelWording

REPLY_DEADLINE_S = 4.0
"""About as long as people wait in a conversation before they wonder."""
_SHORTEST_S, _LONGEST_S = 0.1, 120.0
_MODEL, _DEADLINE = "model", "reply-deadline-s"
"""Names in a recording's header."""


def add_model(parser: argparse.ArgumentParser) -> None:
    """Add `--model NAME`; given before or behind the command's name it means the same."""
    parser.add_argument(
        "--model",
        metavar="NAME",
        default=argparse.SUPPRESS,
        help="let a language model word the questions, such as ollama_chat/qwen3 (else $SIMULATE_MODEL)",
    )


def add_reply_deadline(parser: argparse.ArgumentParser) -> None:
    """Add `--reply-deadline SECONDS`, likewise."""
    parser.add_argument(
        "--reply-deadline",
        metavar="SECONDS",
        default=argparse.SUPPRESS,
        help=f"how long the model may take before the script's words are used (else {REPLY_DEADLINE_S:g})",
    )


@dataclass(frozen=True)
class ChosenModel:
    """The model that is to word what the interviewer says, or that none is."""

    name: str | None
    reply_deadline_s: float
    spending: Spending

    @property
    def settings(self) -> dict[str, str | float]:
        """What the recording's header says of it."""
        return {} if self.name is None else {_MODEL: self.name, _DEADLINE: self.reply_deadline_s}

    def check_time(self, *, fast: bool) -> None:
        """Raise OptionError where a `fast` interview would leave it no time to answer."""
        if fast and self.name is not None:
            raise OptionError(
                f"--fast leaves {self.name} no time to answer; leave one of them out (--model '')"
            )

    def wording(self, interview: Interview, scenario: Scenario, persona: Persona) -> ModelWording | None:
        """Return who words the moves; None where it is the script."""
        if self.name is None:
            return None
        from simulator.engines.language_model.litellm_model import LitellmModel
        from simulator.wording import ModelWording

        return ModelWording(
            LitellmModel(self.name, self.spending),
            interview,
            scenario,
            persona,
            reply_deadline_s=self.reply_deadline_s,
        )


def model_of(arguments: argparse.Namespace, spending: Spending) -> ChosenModel:
    """Return the model chosen by option, environment or config file. Raises OptionError."""
    name = setting("model", getattr(arguments, "model", None), "SIMULATE_MODEL")
    return ChosenModel(name, _deadline(arguments), spending)


def model_again(
    arguments: argparse.Namespace,
    settings: Mapping[str, Any],
    entries: Iterable[Entry],
    spending: Spending,
) -> ChosenModel:
    """Return the model of an interview that goes on: its own, unless an option names another.

    What its calls had cost until then counts. Raises OptionError.
    """
    from simulator.interview.events import ModelCalled

    costs = (e.event.cost_usd or 0.0 for e in entries if isinstance(e.event, ModelCalled))
    spending.spent_before_usd = sum(costs)
    name = getattr(arguments, "model", settings.get(_MODEL)) or None
    deadline_s = settings.get(_DEADLINE, REPLY_DEADLINE_S)
    if hasattr(arguments, "reply_deadline"):
        deadline_s = _deadline(arguments)
    return ChosenModel(name, deadline_s, spending)


def _deadline(arguments: argparse.Namespace) -> float:
    given = setting("reply-deadline", getattr(arguments, "reply_deadline", None), "SIMULATE_REPLY_DEADLINE")
    if given is None:
        return REPLY_DEADLINE_S
    try:
        seconds = float(given)
    except ValueError:
        seconds = 0.0
    if not isfinite(seconds) or not _SHORTEST_S <= seconds <= _LONGEST_S:
        raise OptionError(f"a reply deadline is {_SHORTEST_S:g} to {_LONGEST_S:g} seconds, not {given!r}")
    return seconds
