"""The command line as a person uses it: exit statuses, one-line errors, piped interviews, what is imported."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.in_process import simulate

REPOSITORY = Path(__file__).parents[1]
HEAVY = ("litellm", "faster_whisper", "ctranslate2", "onnxruntime", "sounddevice", "pyttsx3")
PIPE_HOLDS = 2**15
"""Bytes, at least; more have to be written while the other end reads."""
ANSWERS = (
    "Who are the users, and is the pain the wait or a missed clause? I assume the wait, so I optimise turnaround.\n"
    "Success is first redline in one day instead of six for eighty percent of contracts within two quarters.\n"
    "A hosted model by API over an index of clauses; first finding in four seconds at p95, five cents a query.\n"
    "/time\n/nonsense\n/repeat\n"
    "Names are redacted before the model call; uploads and logs are deleted after thirty days.\n"
    "If the model is down we retry once, then the contract goes to the lawyer's queue.\n"
)


def start(
    *arguments: str, stdin: bytes = b"", cwd: Path, **environment: str
) -> subprocess.CompletedProcess[str]:
    done = subprocess.run(
        [sys.executable, "-m", "simulator", *arguments],
        input=stdin,
        capture_output=True,
        cwd=cwd,
        env={
            "PATH": os.environ["PATH"],
            "PYTHONPATH": str(REPOSITORY),
            "SIMULATE_RECORDINGS": str(cwd / "kept"),
            **environment,
        },
        timeout=60,
        check=False,
    )
    return subprocess.CompletedProcess(done.args, done.returncode, done.stdout.decode(), done.stderr.decode())


def assert_refused(done: subprocess.CompletedProcess[str], *holding: str) -> None:
    assert done.returncode == 2, done
    assert len(done.stderr.strip().splitlines()) == 1, done.stderr
    for words in holding:
        assert words in done.stderr


def test_a_piped_interview_ends_with_a_scorecard(tmp_path: Path) -> None:
    done = start("--seed", "1", stdin=ANSWERS.encode(), cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    assert "\x1b" not in done.stdout
    assert "You: Success is first redline" in done.stdout
    assert "There is no /nonsense" in done.stdout
    assert re.fullmatch(
        r"Verdict: [A-Z][a-z ]+\. Missed, most important first: [^.]+\. Kept in .+",
        done.stdout.splitlines()[-1],
    )
    (session,) = (tmp_path / "kept").iterdir()
    scorecard = json.loads((session / "scorecard.json").read_text())
    turns = [json.loads(line[9:]) for line in (session / "events.jsonl").read_text().splitlines()[1:]]
    said = [e["event"]["text"] for e in turns if e["event"]["type"] == "CandidateSaid"]
    for criterion in scorecard["criteria"]:
        for evidence in criterion["evidence"]:
            assert any(evidence["quote"] in text for text in said)
    assert (session / "report.md").read_text().startswith("# Design an AI assistant")
    assert {p.stat().st_mode & 0o777 for p in session.iterdir()} == {0o600}
    assert session.stat().st_mode & 0o777 == 0o700


def test_the_same_seed_and_answers_give_the_same_interview(tmp_path: Path) -> None:
    one, other = (
        start("--seed", "4", stdin=ANSWERS.encode(), cwd=tmp_path, PYTHONHASHSEED=seed).stdout
        for seed in "12"
    )
    without_place = [
        [line for line in talk.splitlines() if ": " in line and "ecorded" not in line]
        for talk in (one, other)
    ]
    assert without_place[0][:20] == without_place[1][:20]


def test_no_answers_at_all_are_insufficient_evidence(tmp_path: Path) -> None:
    done = simulate(cwd=tmp_path)
    assert done.returncode == 0
    assert "Insufficient evidence" in done.stdout


def test_a_recording_grades_the_same_again(tmp_path: Path) -> None:
    simulate(stdin=ANSWERS.encode(), cwd=tmp_path)
    (session,) = (tmp_path / "kept").iterdir()
    kept = (session / "scorecard.json").read_text()
    for target in (session.name, session.name[:12], str(session)):
        assert simulate("grade", target, "--format", "json", cwd=tmp_path).stdout == kept
    assert (
        simulate("grade", str(session), "--format", "md", cwd=tmp_path).stdout
        == (session / "report.md").read_text()
    )
    listed = json.loads(simulate("list", "recordings", "--json", cwd=tmp_path).stdout)["recordings"]
    assert [(r["id"], r["ended"]) for r in listed] == [(session.name, True)]


def test_a_transcript_of_an_unknown_scenario_is_graded_by_the_shared_rubric_and_told(tmp_path: Path) -> None:
    turns = [
        {"start": 10.0 * n, "end": 10.0 * n + 8, "speaker": s, "text": text}
        for n, (s, text) in enumerate(
            [("interviewer", "Design it."), ("candidate", ANSWERS), ("candidate", "More.")]
        )
    ]
    path = tmp_path / "mock.json"
    path.write_text(json.dumps({"id": "mock", "scenario": "harm-detection", "persona": "vp", "turns": turns}))
    done = simulate("grade", str(path), "--format", "json", cwd=tmp_path)
    assert done.returncode == 0
    assert json.loads(done.stdout)["scenario"] == "harm-detection"
    assert "harm-detection" in done.stderr
    named = simulate("grade", str(path), "--scenario", "legal-assistant", "--format", "json", cwd=tmp_path)
    assert json.loads(named.stdout)["scenario"] == "legal-assistant"
    assert named.stderr == ""


@pytest.mark.parametrize(
    ("arguments", "holding"),
    [
        (["--scenario", "legal-asistant"], ["legal-asistant", "legal-assistant"]),
        (["--scenario", "../../etc/passwd"], ["../../etc/passwd"]),
        (["--persona", "vpp"], ["vpp", "vp"]),
        (["--persona", "nowhere/vp.yaml"], ["nowhere/vp.yaml"]),
        (["grade", "no-such-thing"], ["no-such-thing"]),
        (["grade", "broken.json"], ["broken.json"]),
        (["grade", "overlap.json"], ["overlap.json", "turn 1"]),
        (["grade", "speaker.json"], ["speaker.json", "narrator"]),
        (["grade", "binary.json"], ["binary.json", "UTF-8"]),
        (["--scenario", "broken.yaml"], ["broken.yaml:2"]),
        (["--recordings", "broken.json"], ["broken.json"]),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else None,
)
def test_bad_input_is_one_line_and_nothing_half_written(
    tmp_path: Path, arguments: list[str], holding: list[str]
) -> None:
    turn = {"start": 0.0, "end": 5.0, "speaker": "interviewer", "text": "Hello."}
    (tmp_path / "broken.json").write_text("{")
    (tmp_path / "overlap.json").write_text(json.dumps({"turns": [turn, {**turn, "start": 2.0}]}))
    (tmp_path / "speaker.json").write_text(json.dumps({"turns": [{**turn, "speaker": "narrator"}]}))
    (tmp_path / "binary.json").write_bytes(b"\xff\xfe\x00")
    (tmp_path / "broken.yaml").write_text("id: broken\n  title: [\n")
    assert_refused(simulate(*arguments, stdin=ANSWERS.encode(), cwd=tmp_path), *holding)
    assert not (tmp_path / "kept").exists()


@pytest.mark.parametrize(
    ("line", "holding"),
    [
        (b"a" * 1_000_000, "longer than"),
        (b"nul \x00 inside", "U+0000"),
        (b"escape \x1b[2J inside", "U+001B"),
        (b"latin-1 \xe9", "not UTF-8"),
    ],
    ids=["1 MB", "NUL", "escape", "not UTF-8"],
)
def test_an_unreadable_line_ends_a_piped_interview_and_keeps_what_was_said(
    tmp_path: Path, line: bytes, holding: str
) -> None:
    run = start if len(line) > PIPE_HOLDS else simulate
    done = run(stdin=b"Who are the users?\n" + line + b"\nmore\n", cwd=tmp_path)
    assert_refused(done, "standard input, line 2", holding)
    (session,) = (tmp_path / "kept").iterdir()
    assert "Who are the users?" in (session / "events.jsonl").read_text()
    assert (session / "scorecard.json").exists()


def test_whoever_reads_the_output_may_go_away(tmp_path: Path) -> None:
    command = f'printf "An answer.\\nAnother one.\\n" | {sys.executable} -m simulator --recordings kept | head -c 10'
    environment = {"PATH": os.environ["PATH"], "PYTHONPATH": str(REPOSITORY)}
    done = subprocess.run(
        command, shell=True, cwd=tmp_path, env=environment, capture_output=True, check=False
    )
    assert done.stderr == b""
    (session,) = (tmp_path / "kept").iterdir()
    assert (session / "scorecard.json").exists()


@pytest.mark.parametrize(
    "arguments", [["--help"], ["--text"], ["grade", "mock.json"], ["list"]], ids=" ".join
)
def test_heavy_packages_are_not_imported(tmp_path: Path, arguments: list[str]) -> None:
    turn = {"start": 0.0, "end": 5.0, "speaker": "candidate", "text": "Hello."}
    (tmp_path / "mock.json").write_text(json.dumps({"turns": [turn]}))
    code = (
        f"import sys; sys.argv = ['simulate', *{arguments!r}]\n"
        "from simulator.cli.main import main\n"
        "try: main()\nexcept SystemExit: pass\n"
        f"print([name for name in {HEAVY!r} if name in sys.modules], file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=tmp_path,
        env={
            "PYTHONPATH": str(REPOSITORY),
            "PATH": os.environ["PATH"],
            "SIMULATE_RECORDINGS": str(tmp_path / "kept"),
        },
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stderr.splitlines()[-1] == "[]"


def test_check_names_every_fault_with_its_line(tmp_path: Path) -> None:
    persona = (REPOSITORY / "personas" / "vp.yaml").read_text()
    (tmp_path / "vp.yaml").write_text(persona.replace("patience_s:", "patiense_s:"))
    done = simulate("check", "vp.yaml", cwd=tmp_path)
    assert done.returncode == 2
    assert 'did you mean "patience_s"?' in done.stderr
    fine = simulate("check", str(REPOSITORY / "personas" / "vp.yaml"), cwd=tmp_path)
    assert (fine.returncode, fine.stderr) == (0, "")


def test_own_scenarios_and_personas_go_before_the_shipped_ones(tmp_path: Path) -> None:
    shutil.copytree(REPOSITORY / "scenarios", tmp_path / "scenarios")
    own = tmp_path / "scenarios" / "legal-assistant.yaml"
    own.write_text(own.read_text().replace("Design an AI assistant for enterprise legal teams", "My own"))
    assert "My own" in simulate("list", "scenarios", cwd=tmp_path).stdout


def test_a_broken_file_does_not_hide_the_others(tmp_path: Path) -> None:
    (tmp_path / "scenarios").mkdir()
    (tmp_path / "scenarios" / "mine.yaml").write_text("titel: Mine\n")
    listed = simulate("list", cwd=tmp_path)
    assert (listed.returncode, listed.stderr) == (0, "")
    assert "legal-assistant" in listed.stdout
    (told,) = (line for line in listed.stdout.splitlines() if "mine.yaml" in line)
    assert "scenarios/mine.yaml:1: " in told
    rows = json.loads(simulate("list", "scenarios", "--json", cwd=tmp_path).stdout)["scenarios"]
    assert [bool(row["problem"]) for row in rows if row["id"] in ("mine", "general")] == [False, True]


def test_check_names_the_lines_that_no_interviewer_could_say(tmp_path: Path) -> None:
    shutil.copytree(REPOSITORY / "scenarios", tmp_path / "scenarios")
    own = tmp_path / "scenarios" / "legal-assistant.yaml"
    text = own.read_text().replace("Let's turn to what you'd build.", "Great question.", 1)
    own.write_text(text)
    done = simulate("check", "scenarios/legal-assistant.yaml", cwd=tmp_path)
    line = 1 + text[: text.index("Great question.")].count("\n")
    assert done.returncode == 2
    assert done.stderr.startswith(f'scenarios/legal-assistant.yaml:{line}: "Great question. ')
    (told,) = done.stderr.splitlines()
    assert "praises" in told


def test_an_interrupt_keeps_and_grades_the_session(tmp_path: Path) -> None:
    process = subprocess.Popen(
        [sys.executable, "-m", "simulator", "--recordings", "kept"],
        cwd=tmp_path,
        env={"PATH": os.environ["PATH"], "PYTHONPATH": str(REPOSITORY)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.write(b"Who are the users?\n")
    process.stdin.flush()
    assert any(b"You: Who are the users?" in line for line in process.stdout)
    process.terminate()
    output, _ = process.communicate(timeout=30)
    assert process.returncode == 0
    assert b"Insufficient evidence" in output


def test_explain_shows_what_decided_a_criterion(tmp_path: Path) -> None:
    simulate(stdin=ANSWERS.encode(), cwd=tmp_path)
    (session,) = (tmp_path / "kept").iterdir()
    told = simulate("grade", session.name, "--explain", "data-retention", cwd=tmp_path)
    assert told.returncode == 0
    assert "final position:" in told.stdout
    assert "deleted after thirty days" in told.stdout
    assert_refused(
        simulate("grade", session.name, "--explain", "privasy", cwd=tmp_path), "privasy", "privacy"
    )
