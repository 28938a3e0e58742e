"""`simulate calibrate`: how far a judge agrees with labelled transcripts, beside the rules grader."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from simulator.cli.judge_options import add_budget, add_judge, judge_of
from simulator.cli.shared_options import OK, Commands, OptionError

if TYPE_CHECKING:
    from simulator.run_calibration import Calibration, Figures
    from simulator.run_judge import Progress

MOST_RUNS = 20


def add_command(commands: Commands[argparse.ArgumentParser]) -> None:
    """Add the command with its options."""
    parser = commands.add_parser(
        "calibrate",
        help="see how far a judge can be trusted",
        epilog="Each transcript takes about a dozen calls a run. What was answered is kept: stopped with"
        " Ctrl-C or by a budget, the same command goes on from there.",
    )
    parser.add_argument("names", nargs="*", metavar="TRANSCRIPT", help="only these (else all of the folder)")
    add_judge(parser)
    add_budget(parser)
    parser.add_argument("--runs", type=_runs, default=2, metavar="N", help="times each is judged (else 2)")
    parser.add_argument(
        "--corpus", metavar="FOLDER", help="your own labelled transcripts (else those that come with it)"
    )
    parser.set_defaults(run=_run)


def _run(arguments: argparse.Namespace) -> int:
    from simulator.content import library
    from simulator.recording.labelled import SHIPPED_CORPUS, read_labelled
    from simulator.run_calibration import CalibrationError, calibrate
    from simulator.run_grading import GENERAL, cached_answers

    judge = judge_of(arguments)
    if judge.name is None:
        raise OptionError("which model? --judge NAME, such as ollama_chat/qwen3")
    folder = Path(arguments.corpus) if arguments.corpus else SHIPPED_CORPUS
    labelled = read_labelled(folder, arguments.names)
    rubric = library.scenario(GENERAL).rubric
    with (
        _bar(len(labelled) * arguments.runs) as (begins, progress),
        judge.named_bench(judge.name, progress) as bench,
    ):
        try:
            result = calibrate(labelled, rubric, bench, arguments.runs, cached_answers, begins)
        except CalibrationError as error:
            raise OptionError(str(error)) from None
    _show(result, judge.name, cross_validated=any(one.held for one in labelled))
    return OK


@contextmanager
def _bar(total: int) -> Iterator[tuple[Callable[[str], None], Progress]]:
    """Show which transcript is being judged; yield what hears of the next one, and of the calls about it."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn
    from rich.progress import Progress as Bar

    console = Console(stderr=True)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Bar(*columns, console=console, transient=True, disable=not console.is_terminal) as bar:
        task = bar.add_task("", total=total)
        begun: list[str] = []

        def begins(name: str) -> None:
            begun.append(name)
            bar.update(task, completed=len(begun) - 1, description=name)

        def progress(done: int, known: int) -> None:
            bar.update(task, description=f"{begun[-1]}: {done} of {known} calls")

        yield begins, progress


def _show(result: Calibration, name: str, *, cross_validated: bool) -> None:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    console = Console()
    graders = (result.rules, result.alone, result.together)
    heads = ("rules", "judge alone", "judge with rules")
    measures = Table(f"{result.transcripts} transcripts", *heads, box=None, padding=(0, 3, 0, 0))
    for label, value in MEASURES:
        measures.add_row(label, *(_told(value(figures)) for figures in graders))
    measures.add_row("Verdict the same in every run", "", "", _told(result.verdicts_stable))
    console.print(measures)
    criteria = Table("F1 of met by criterion", *heads, box=None, padding=(0, 3, 0, 0))
    for criterion in result.rules.statuses.criteria if result.rules.statuses else ():
        found = (f.statuses.criteria[criterion] if f.statuses else None for f in graders)
        criteria.add_row(criterion, *map(_told, found))
    console.print()
    console.print(criteria)
    cost = "price not known" if result.cost_usd is None else f"${result.cost_usd:.2f}"
    tokens = f"{result.input_tokens:,} tokens in, {result.output_tokens:,} out"
    lines = [
        "",
        f"{name} gave another status than the rules {result.changes} times: {result.taken} were taken"
        f" ({result.taken_as_labelled} as labelled), {result.refused} were not ({result.refused_as_labelled}"
        " as labelled).",
        f"{result.calls} calls, {tokens}, {cost}.",
    ]
    if cross_validated:
        lines.append(
            "The rules' figures are cross-validated: what they hold of a transcript was not learned from it."
        )
    for line in lines:
        console.print(Text(line))


def _of_statuses(name: str) -> Callable[[Figures], float | None]:
    def value(figures: Figures) -> float | None:
        return None if figures.statuses is None else getattr(figures.statuses, name)

    return value


MEASURES: tuple[tuple[str, Callable[[Figures], float | None]], ...] = (
    ("Kappa over the four statuses", _of_statuses("kappa")),
    ("Precision of met", _of_statuses("precision")),
    ("Recall of met", _of_statuses("recall")),
    ("F1 of met", _of_statuses("f1")),
    ("Macro-F1 of met", _of_statuses("macro_f1")),
    ("Met but missed, an interview", _of_statuses("accusations")),
    ("Share assessed", _of_statuses("assessed")),
    ("Verdict, quadratic kappa", lambda figures: figures.verdict_kappa),
    ("Verdict as labelled", lambda figures: figures.verdicts_agree),
    ("Status the same in every run", lambda figures: figures.stable),
)


def _told(value: float | None) -> str:
    return "" if value is None else f"{value:.2f}"


def _runs(text: str) -> int:
    if not text.isascii() or not text.isdecimal() or not 1 <= int(text) <= MOST_RUNS:
        raise argparse.ArgumentTypeError(f"{text!r}: a number from 1 to {MOST_RUNS}")
    return int(text)
