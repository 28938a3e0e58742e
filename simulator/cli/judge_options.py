"""The options of grading with a language model, and what they open."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from math import isfinite
from typing import TYPE_CHECKING

from simulator.cli.settings import setting
from simulator.cli.shared_options import OptionError

if TYPE_CHECKING:
    from simulator.engines.language_model.spending import Spending
    from simulator.run_judge import JudgeBench


def add_judge(parser: argparse.ArgumentParser) -> None:
    """Add `--judge NAME`."""
    parser.add_argument(
        "--judge",
        metavar="NAME",
        help="grade with a language model too, such as ollama_chat/qwen3 (else $SIMULATE_JUDGE)",
    )


def add_budget(parser: argparse.ArgumentParser) -> None:
    """Add `--budget USD`."""
    parser.add_argument(
        "--budget", metavar="USD", help="stop calling language models before this is spent (else no limit)"
    )


def judge_name(arguments: argparse.Namespace) -> str | None:
    """Return the model that is to judge, or None. Raises OptionError."""
    return setting("judge", arguments.judge, "SIMULATE_JUDGE")


def spending_of(arguments: argparse.Namespace) -> Spending:
    """Return the account of this session's calls. Raises OptionError where the budget is no sum of money."""
    from simulator.engines.language_model.spending import Spending

    given = setting("budget", arguments.budget, "SIMULATE_BUDGET")
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
def judge_bench(name: str | None, spending: Spending, *, bar: bool = True) -> Iterator[JudgeBench | None]:
    """Open the judge of that name, or none; a bar on the terminal shows how far it is."""
    if name is None:
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    from simulator.engines.language_model.litellm_model import LitellmModel
    from simulator.run_judge import JudgeBench

    console = Console(stderr=True)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    hidden = not (bar and console.is_terminal)
    with Progress(
        *columns, console=console, transient=True, disable=hidden, redirect_stdout=sys.stdout.isatty()
    ) as shown:
        task = shown.add_task("asking the judge", total=None)

        def progress(done: int, known: int) -> None:
            shown.update(task, completed=done, total=known)

        with JudgeBench(LitellmModel(name, spending), progress) as bench:
            yield bench
