"""`simulate`: be interviewed."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING

from simulator.cli.final_whisper import hear_again
from simulator.cli.judge_options import add_budget, add_judge, judge_of
from simulator.cli.model_options import add_model, add_reply_deadline, model_of
from simulator.cli.shared_options import BAD_INPUT, OK, add_recordings, recordings_of
from simulator.cli.show import print_scorecard
from simulator.cli.voice_options import add_patience, add_voice, voice_options_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from simulator.cli.judge_options import ChosenJudge
    from simulator.cli.seat import Seat
    from simulator.content.scenario import Scenario
    from simulator.interview.interview import Interview
    from simulator.recording.journal import Journal
    from simulator.recording.resumption import Place
    from simulator.run_interview import FrontEnd
    from simulator.wording import ModelWording

GAPS_AT_THE_END = 3
"""Those that matter most, told in the last line once more."""


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add the options of an interview to the program's own."""
    parser.add_argument(
        "--scenario", default="legal-assistant", metavar="ID", help="what to design: an id or a file"
    )
    parser.add_argument("--persona", default="vp", metavar="ID", help="who interviews: an id or a file")
    parser.add_argument("--practice", action="store_true", help="allow /hint; the recording says so")
    parser.add_argument("--seed", type=int, metavar="N", help="fix the interviewer's choice of words")
    add_patience(parser)
    add_voice(parser)
    add_model(parser)
    add_reply_deadline(parser)
    add_judge(parser)
    add_budget(parser)
    add_recordings(parser)
    parser.set_defaults(run=_run)


def _run(arguments: argparse.Namespace) -> int:
    import secrets
    from datetime import datetime

    from simulator.cli import resume
    from simulator.cli.seat import seat_for
    from simulator.content import library
    from simulator.interview.interview import Interview
    from simulator.recording.folder import start_recording
    from simulator.recording.header import Mode, new_header
    from simulator.recording.replay import PATIENCE

    scenario = library.scenario(arguments.scenario)
    persona = library.persona(arguments.persona)
    library.check_pair(persona, scenario)
    recordings, judge = recordings_of(arguments), judge_of(arguments)
    model = model_of(arguments, judge.spending)
    voice = voice_options_of(arguments)
    model.check_time(fast=voice.fast)
    status = resume.offer(recordings, judge, arguments)
    if status is not None:
        return status
    seat = seat_for(voice, scenario, judge.spending)
    patience = {} if arguments.patience == 1 else {PATIENCE: arguments.patience}
    seed = secrets.randbelow(2**31) if arguments.seed is None else arguments.seed
    header = new_header(
        scenario,
        persona,
        created=datetime.now().astimezone().isoformat(timespec="seconds"),
        mode=Mode.PRACTICE if arguments.practice else Mode.REALISTIC,
        seed=seed,
        settings={**model.settings, **seat.settings, **patience},
    )
    journal = start_recording(recordings, header)
    front_end = seat.front_end(scenario, persona, journal.folder)
    front_end.welcome(str(journal.folder))
    interview = Interview(
        scenario, persona, seed=seed, practice=arguments.practice, patience=arguments.patience
    )
    wording = model.wording(interview, scenario, persona)
    return hold(interview, scenario, journal, front_end, judge, wording, seat)


def hold(
    interview: Interview,
    scenario: Scenario,
    journal: Journal,
    front_end: FrontEnd,
    judge: ChosenJudge,
    wording: ModelWording | None,
    seat: Seat,
    place: Place | None = None,
) -> int:
    """Hold an interview to its end, from `place` where it broke off, and show and keep its scorecard."""
    import asyncio

    from simulator.evidence.reader import Reader
    from simulator.front_ends.typed import UnreadableInputError
    from simulator.recording.draft import forget_draft
    from simulator.run_interview import run_interview

    async def run() -> None:
        try:
            await run_interview(
                interview, reader, journal, front_end, place, wording, seat.clock, judge.spending
            )
        finally:
            if wording is not None:
                await wording.close()

    refused = ""
    reader = Reader(scenario.rubric, scenario.facts, scenario.probes)
    try:
        with asyncio.Runner(loop_factory=seat.loop) as runner:
            runner.run(run())
    except UnreadableInputError as error:
        refused = str(error)
    finally:
        write_the_rest(journal)
    forget_draft(journal.folder)
    sys.stdout.write("\n")
    if seat.final_whisper is not None:
        hear_again(journal.folder, seat.final_whisper, scenario.glossary, front_end.warn)
    grade_and_keep(journal.folder, front_end.warn, judge)
    if refused:
        sys.stderr.write(f"simulate: {refused}\n")
    return BAD_INPUT if refused else OK


def write_the_rest(journal: Journal) -> None:
    """Write what the disk has not taken yet, as often as whoever sits at a terminal has made room for it."""
    while trouble := journal.try_again():
        sys.stderr.write(f"simulate: {trouble}\n")
        if trouble.unwritten and not _has_made_room():
            sys.stderr.write("simulate: the end of this interview is lost and not graded\n")
            break
    journal.close()


def _has_made_room() -> bool:
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        return False
    try:
        input("Make room and press Enter, or Ctrl-C to give up what is not written. ")
    except (EOFError, KeyboardInterrupt):
        return False
    return True


def grade_and_keep(folder: Path, warn: Callable[[str], None], judge: ChosenJudge) -> None:
    """Show the scorecard of a recording and keep it there; `warn` tells where that is not possible."""
    from simulator.reporting import wording
    from simulator.run_grading import grade_recording, keep

    with judge.bench() as bench:
        graded = grade_recording(folder, judge=bench)
    troubles = keep(folder, graded)
    print_scorecard(graded, "terminal")
    for trouble in (*graded.notes, *troubles):
        warn(trouble)
    # The scorecard begins with both, and is longer than a screen.
    end = f"{wording.VERDICT}: {wording.VERDICTS[graded.findings.verdict]}."
    if graded.findings.gaps:
        end += f" {wording.MISSED}: {', '.join(gap.title for gap in graded.findings.gaps[:GAPS_AT_THE_END])}."
    kept = f"Kept in {folder}"
    if troubles:
        kept = f"Not kept: `simulate regrade {folder.name}` makes it again"
    sys.stdout.write(f"\n{end} {kept}\n")
