"""`simulate regrade`: recordings graded again by today's grader, and what that changes."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from simulator.cli.judge_options import add_budget, add_judge, judge_of
from simulator.cli.shared_options import BAD_INPUT, OK, Commands, OptionError, add_recordings, recordings_of

if TYPE_CHECKING:
    from pathlib import Path

    from simulator.run_grading import Regraded, Submit

FEWEST_FOR_CORES = 8
"""Recordings from which on starting a process for each core pays."""
PATIENCE_S = 10
"""How long a cluster may take to answer."""


def add_command(commands: Commands[argparse.ArgumentParser]) -> None:
    """Add the command with its options."""
    parser = commands.add_parser("regrade", help="grade recordings again, keeping the scorecards they have")
    parser.add_argument("names", nargs="*", metavar="RECORDING", help="their names or folders")
    parser.add_argument("--all", action="store_true", help="every recording there is")
    parser.add_argument(
        "--cluster", metavar="ADDRESS", help="grade on a Dask cluster, such as tcp://10.0.0.1:8786"
    )
    add_judge(parser)
    add_budget(parser)
    add_recordings(parser)
    parser.set_defaults(run=_run)


def _run(arguments: argparse.Namespace) -> int:
    from simulator.run_grading import regrade

    chosen_judge = judge_of(arguments)
    folders, unknown = _chosen(arguments)
    with (
        chosen_judge.bench(bar=len(folders) == 1) as judge,
        _graders(len(folders), arguments.cluster) as submit,
    ):
        results = list(_shown(regrade(folders, submit, judge), len(folders)))
    failed = sum(bool(result.fault) for result in results)
    if len(results) > 1:
        same = sum(not result.fault and result.is_same for result in results)
        counts = {"as before": same, "new or changed": len(results) - same - failed, "failed": failed}
        told = ", ".join(f"{count} {standing}" for standing, count in counts.items() if count)
        sys.stdout.write(f"{len(results)} recordings: {told}\n")
    return BAD_INPUT if failed or unknown else OK


def _chosen(arguments: argparse.Namespace) -> tuple[list[Path], int]:
    """Return the recordings meant, and how many names are of none: the others are graded all the same."""
    from simulator.recording.errors import RecordingError
    from simulator.recording.folder import recording_names
    from simulator.recording.samples import find_recording_or_sample, is_sample

    recordings = recordings_of(arguments)
    if arguments.all:
        if arguments.names:
            raise OptionError("--all grades every recording; give it or names, not both")
        return [recordings / name for name in recording_names(recordings)], 0
    if not arguments.names:
        raise OptionError("which recordings? give their names, or --all")
    folders: dict[Path, None] = {}
    failed = 0
    for name in arguments.names:
        try:
            folder = find_recording_or_sample(recordings, name)
            if is_sample(folder):
                raise RecordingError(
                    f"{name} comes with the program and keeps no scorecard; `simulate grade {name}` shows one"
                )
            folders[folder] = None
        except RecordingError as error:
            sys.stderr.write(f"simulate: {error}\n")
            failed += 1
    return list(folders), failed


def _shown(results: Iterator[Regraded], total: int) -> Iterator[Regraded]:
    """Print each result, below them a bar where there are many and standard error is a terminal."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TimeRemainingColumn

    columns = (BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    console = Console(stderr=True)
    hidden = total < 2 or not console.is_terminal
    # What is printed goes above the bar where both are on the terminal, and stays in its pipe where not.
    above = sys.stdout.isatty()
    with Progress(*columns, console=console, transient=True, disable=hidden, redirect_stdout=above) as bar:
        task = bar.add_task("", total=total)
        for result in results:
            _print(result)
            bar.advance(task)
            yield result


def _print(result: Regraded) -> None:
    from simulator.reporting import comparison

    name = result.folder.name
    if result.fault:
        sys.stderr.write(f"simulate: {result.fault}\n")
    if result.graded is not None:
        verdict, difference = result.graded.scorecard.verdict, result.difference
        standing = "" if difference is None else ", as before" if result.is_same else ", changed"
        lines = [f"{name}: {verdict}{standing}"]
        lines += [f"    {line}" for line in comparison.told(difference)] if difference else []
        sys.stdout.write("\n".join(lines) + "\n")
    for note in result.notes:
        sys.stderr.write(f"simulate: {name}: {note}\n")


@contextmanager
def _graders(recordings: int, cluster: str | None) -> Iterator[Submit]:
    """Open what grades: a cluster, a process for each core, or this one."""
    from simulator.run_grading import at_once

    if cluster is not None:
        with _cluster(cluster) as submit:
            yield submit
        return
    cores = _cores()
    if recordings < FEWEST_FOR_CORES or cores == 1:
        yield at_once
        return
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context

    # A forked process would share the journal's locks and the terminal with its parent; Windows has none.
    with ProcessPoolExecutor(min(cores, recordings), get_context("spawn")) as executor:
        yield executor.submit


@contextmanager
def _cluster(address: str) -> Iterator[Submit]:
    try:
        from distributed import Client
    except ImportError:
        raise OptionError(
            "--cluster needs the package distributed: pip install 'interview-simulator[cluster]'"
        ) from None
    # A Client that never connected may deadlock when it is collected, so none is made where nobody listens.
    fault = _unreachable(address)
    if fault:
        raise OptionError(f"no Dask cluster answers at {address}: {fault}")
    try:
        client = Client(address, timeout=PATIENCE_S, set_as_default=False)  # type: ignore[no-untyped-call]
    except (OSError, ValueError, TypeError) as error:
        raise OptionError(f"no Dask cluster answers at {address}: {' '.join(str(error).split())}") from None
    with client, client.get_executor(pure=False) as executor:  # type: ignore[no-untyped-call]
        yield executor.submit


def _unreachable(address: str) -> str:
    """Return why nothing listens at a `tcp://host:port` or `tls://host:port`, or an empty string."""
    import socket
    from urllib.parse import urlsplit

    try:
        parts = urlsplit(address if "://" in address else f"tcp://{address}")
        if parts.scheme not in {"tcp", "tls"} or not parts.hostname or parts.port is None:
            return "an address is tcp://HOST:PORT"
        socket.create_connection((parts.hostname, parts.port), timeout=PATIENCE_S).close()
    except (OSError, ValueError) as error:
        return " ".join(str(error).split())
    return ""


def _cores() -> int:
    import os

    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
