"""The options of grading with a language model, and what they open."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from math import isfinite
from typing import TYPE_CHECKING

from simulator.cli.settings import setting
from simulator.cli.shared_options import OptionError

if TYPE_CHECKING:
    from simulator.engines.litellm.spending import Spending
    from simulator.run_judge import JudgeBench, Progress


def add_judge(parser: argparse.ArgumentParser) -> None:
    """Add `--judge NAME`; given before or behind the command's name it means the same."""
    parser.add_argument(
        "--judge",
        metavar="NAME",
        default=argparse.SUPPRESS,
        help="grade with a language model too, such as ollama_chat/qwen3 (else $SIMULATE_JUDGE)",
    )


def add_budget(parser: argparse.ArgumentParser) -> None:
    """Add `--budget USD`, likewise."""
    parser.add_argument(
        "--budget",
        metavar="USD",
        default=argparse.SUPPRESS,
        help="stop calling language models before this is spent (else no limit)",
    )


@dataclass(frozen=True)
class ChosenJudge:
    """The model that is to judge, or that none is."""

    name: str | None
    spending: Spending

    @contextmanager
    def bench(self, *, bar: bool = True) -> Iterator[JudgeBench | None]:
        """Open the judge, or none; a bar on the terminal shows how far it is."""
        if self.name is None:
            yield None
            return
        with _bar(hidden=not bar) as progress, self.named_bench(self.name, progress) as bench:
            yield bench

    def named_bench(self, name: str, progress: Progress) -> JudgeBench:
        """Return the judge of that name; `progress` hears how far it is with a transcript."""
        from simulator.engines.language_model.litellm_model import LitellmModel
        from simulator.run_judge import JudgeBench

        return JudgeBench(LitellmModel(name, self.spending), progress)


def judge_of(arguments: argparse.Namespace, spending: Spending | None = None) -> ChosenJudge:
    """Return the judge that was chosen; its calls go on `spending`. Raises OptionError."""
    name = setting("judge", getattr(arguments, "judge", None), "SIMULATE_JUDGE")
    return ChosenJudge(name, spending or spending_of(arguments))


def spending_of(arguments: argparse.Namespace) -> Spending:
    """Return the account of this session's calls. Raises OptionError where the budget is no sum of money."""
    from simulator.engines.litellm.spending import Spending

    given = setting("budget", getattr(arguments, "budget", None), "SIMULATE_BUDGET")
    if given is None:
        return Spending()
    try:
        budget = float(given.removeprefix("$"))
    except ValueError:
        budget = -1.0
    if not (budget >= 0 and isfinite(budget)):
        raise OptionError(f"a budget is a sum in dollars, such as 0.50, not {given!r}")
    return Spending(budget)


@contextmanager
def _bar(*, hidden: bool) -> Iterator[Progress]:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn
    from rich.progress import Progress as Bar

    console = Console(stderr=True)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    above = sys.stdout.isatty()
    with Bar(
        *columns,
        console=console,
        transient=True,
        disable=hidden or not console.is_terminal,
        redirect_stdout=above,
    ) as bar:
        task = bar.add_task("asking the judge", total=None)

        def progress(done: int, known: int) -> None:
            bar.update(task, completed=done, total=known)

        yield progress
