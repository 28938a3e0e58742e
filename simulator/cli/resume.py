"""`simulate resume`: an interview that did not come to its end goes on, or is ended and graded."""

from __future__ import annotations

import argparse
import sys
from dataclasses import replace
from typing import TYPE_CHECKING

from simulator.cli.judge_options import add_budget, add_judge, judge_of
from simulator.cli.model_options import add_model, add_reply_deadline, model_again
from simulator.cli.shared_options import OK, Commands, OptionError, add_recordings, recordings_of
from simulator.cli.voice_options import add_voice, voice_options_again

if TYPE_CHECKING:
    from pathlib import Path

    from simulator.cli.judge_options import ChosenJudge
    from simulator.engines.speech_to_text import SpeechToText
    from simulator.recording.reading import Recording

TURNS_SHOWN = 4
"""The candidate's last two answers, with what the interviewer said to them."""


def add_command(commands: Commands[argparse.ArgumentParser]) -> None:
    """Add the command with its options."""
    parser = commands.add_parser("resume", help="go on with an interview that was cut off")
    parser.add_argument(
        "recording",
        nargs="?",
        metavar="RECORDING",
        help="its name or folder (else the latest that did not end)",
    )
    parser.add_argument("--grade", action="store_true", help="do not go on: end it and grade what there is")
    add_voice(parser)
    add_model(parser)
    add_reply_deadline(parser)
    add_judge(parser)
    add_budget(parser)
    add_recordings(parser)
    parser.set_defaults(run=_run)


def offer(recordings: Path, judge: ChosenJudge, arguments: argparse.Namespace) -> int | None:
    """Offer to go on with the latest interview where it did not end; return the exit status, or None.

    Where nobody sits at a terminal, a line names the command and nothing is asked.
    """
    from simulator.recording.resumption import latest_left
    from simulator.reporting.findings import clock

    left = latest_left(recordings)
    if left is None:
        return None
    name, title = left.folder.name, left.header.scenario.get("title", "")
    if left.ended:
        sys.stderr.write(
            f"simulate: {name} has no scorecard yet; `simulate resume {name} --grade` makes it\n"
        )
        return None
    stopped = f"{name} broke off at {clock(left.minutes * 60)}"
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        sys.stderr.write(f"simulate: {stopped}; `simulate resume {name}` goes on with it\n")
        return None
    sys.stdout.write(f"{stopped}: {title}\n")
    while True:
        try:
            answer = (
                input("[r]esume it, [g]rade what there is, or [l]eave it and begin anew? ").strip().lower()
            )
        except EOFError:
            answer = "leave"
        if answer and "resume".startswith(answer):
            return _resume(left.folder, judge, arguments)
        if answer and "grade".startswith(answer):
            return _grade(left.folder, judge, arguments)
        if answer and "leave".startswith(answer):
            sys.stdout.write(f"`simulate resume {name}` goes on with it later.\n\n")
            return None


def _run(arguments: argparse.Namespace) -> int:
    from simulator.recording.folder import find_recording
    from simulator.recording.resumption import latest_unended

    recordings, judge = recordings_of(arguments), judge_of(arguments)
    if arguments.recording is None:
        folder = latest_unended(recordings).folder
    else:
        folder = find_recording(recordings, arguments.recording)
    return _grade(folder, judge, arguments) if arguments.grade else _resume(folder, judge, arguments)


def _resume(folder: Path, judge: ChosenJudge, arguments: argparse.Namespace) -> int:
    from simulator.cli.interview import hold
    from simulator.cli.seat import seat_for
    from simulator.cli.unheard import unheard_words
    from simulator.engines.failure import UnavailableError
    from simulator.interview.events import Engine
    from simulator.recording.draft import Draft, forget_sent_draft
    from simulator.recording.errors import RecordingError
    from simulator.recording.header import persona_of, scenario_of
    from simulator.recording.journal import Journal
    from simulator.recording.resumption import restored
    from simulator.recording.tracks import length_s
    from simulator.recording.transcript_of import transcript_of
    from simulator.transcript import Speaker, Turn

    journal, recording = Journal.resume(folder)
    try:
        if recording.ended:
            raise RecordingError(_ended(recording))
        interview, place = restored(recording)
        scenario, persona = scenario_of(recording.header), persona_of(recording.header)
        model = model_again(arguments, recording.header.settings, recording.entries, judge.spending)
        # Behind the sound that there is: what was being said when it broke off has no words yet.
        start = max(place.at if place else 0.0, length_s(folder))
        options = voice_options_again(arguments, recording.header.settings)
        model.check_time(fast=options.fast)
        if Engine.SPEECH_TO_TEXT not in recording.header.settings and not options.is_demanded:
            options = replace(options, text=True)  # as it was; a draft stands in that prompt
        seat = seat_for(options, scenario, judge.spending, start)
        forget_sent_draft(folder, recording.entries)
        hears = seat.speech_to_text
        if hears is not None and place is not None:
            unheard = unheard_words(folder, recording.entries, lambda: hears)
            if not options.holds_back:
                place = replace(place, unheard=unheard)
            elif unheard:
                Draft(folder).keep(unheard)
    except (RecordingError, OptionError, UnavailableError):
        journal.close()
        raise
    front_end = seat.front_end(scenario, persona, folder)
    front_end.welcome(str(folder))
    if recording.problem:
        front_end.warn(f"{recording.problem}; what is left fits together, and the interview goes on.")
    front_end.recall(transcript_of(recording.entries).turns[-TURNS_SHOWN:])
    if place is not None and place.unheard:
        front_end.recall([Turn(Speaker.CANDIDATE, place.unheard, place.at, place.at)])
    wording = model.wording(interview, scenario, persona)
    return hold(interview, scenario, journal, front_end, judge, wording, seat, place)


def _grade(folder: Path, judge: ChosenJudge, arguments: argparse.Namespace) -> int:
    from simulator.cli.interview import grade_and_keep, write_the_rest
    from simulator.cli.seat import speech_to_text_for
    from simulator.cli.unheard import unheard_words
    from simulator.front_ends.typed import unsent_words
    from simulator.interview.events import Engine
    from simulator.recording.draft import Draft, forget_draft, forget_sent_draft
    from simulator.recording.errors import RecordingError
    from simulator.recording.header import scenario_of
    from simulator.recording.journal import Journal
    from simulator.recording.resumption import end, is_graded

    def warn(message: str) -> None:
        sys.stderr.write(f"simulate: {message}\n")

    def hears() -> SpeechToText:
        options = voice_options_again(arguments, recording.header.settings)
        notes: list[str] = []
        engine = speech_to_text_for(options, scenario_of(recording.header), judge.spending, notes)
        for note in notes:
            warn(note)
        return engine

    journal, recording = Journal.resume(folder)
    try:
        if recording.ended and is_graded(folder):
            raise RecordingError(_ended(recording))
        if not recording.ended:
            forget_sent_draft(folder, recording.entries)
            left = unsent_words(Draft(folder).left)
            if not left and Engine.SPEECH_TO_TEXT in recording.header.settings:
                left = unheard_words(folder, recording.entries, hears)
            calls = [call.event for call in judge.spending.calls]
            trouble = end(journal, recording, left, calls)
            if trouble is not None:
                warn(str(trouble))
            forget_draft(folder)
    finally:
        write_the_rest(journal)
    grade_and_keep(folder, warn, judge)
    return OK


def _ended(recording: Recording) -> str:
    name = recording.folder.name
    return f"{recording.folder}: this interview came to its end; `simulate grade {name}` shows its scorecard"
