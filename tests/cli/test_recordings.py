"""Many recordings, as a coach handles them: regraded, compared, listed, exported, imported, deleted."""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import Future
from pathlib import Path

import numpy as np
import pexpect
import pytest

from simulator.cli import regrade as regrade_command
from simulator.cli.main import main
from simulator.content import library
from simulator.recording.folder import start_recording
from simulator.recording.header import Mode, new_header
from simulator.recording.layout import HEADER_COPY, REPORT, SCORECARD, SCORECARDS
from simulator.recording.samples import SAMPLES
from simulator.recording.tracks import Tracks
from simulator.run_grading import grade_recording, keep
from simulator.sound import RATE, read_sound
from simulator.transcript import Speaker
from tests.candidates import CANDIDATES, hold
from tests.test_cli import REPOSITORY

WEAK, STRONG = "2026-01-30-2015-legal-assistant-vp", "2026-01-31-2015-legal-assistant-vp"


@pytest.fixture(scope="module")
def graded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a weak and a strong interview."""
    recordings = tmp_path_factory.mktemp("graded")
    scenario, persona = library.scenario("legal-assistant"), library.persona("vp")
    for day, candidate in ((30, "vague"), (31, "strong")):
        created = f"2026-01-{day}T20:15:00+01:00"
        header = new_header(scenario, persona, created=created, mode=Mode.REALISTIC, seed=1, settings={})
        journal = start_recording(recordings, header)
        for step in hold(scenario, persona, CANDIDATES[candidate](), pace=0.4):
            assert journal.append(step.at, step.event, step.actions) is None
        assert journal.close() is None
        assert keep(journal.folder, grade_recording(journal.folder)) == ()
    return recordings


@pytest.fixture
def recordings(graded: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The same to write in, and where recordings are."""
    monkeypatch.setenv("SIMULATE_RECORDINGS", str(tmp_path / "recordings"))
    return Path(shutil.copytree(graded, tmp_path / "recordings"))


Run = tuple[int, str, str]


@pytest.fixture
def simulate(capsys: pytest.CaptureFixture[str]) -> Iterator[object]:
    def run(*arguments: str) -> Run:
        status = main(arguments)
        captured = capsys.readouterr()
        return status, captured.out, captured.err

    return run


def _older_grader(folder: Path) -> bytes:
    """Make the last scorecard one that an older grader would have made; return it."""
    card = json.loads((folder / SCORECARD).read_bytes())
    card["grader"]["version"] = "0.0.9"
    card["criteria"][0]["status"] = "missing" if card["criteria"][0]["status"] != "missing" else "met"
    data = json.dumps(card).encode()
    (folder / SCORECARD).write_bytes(data)
    return data


# Regrading


def test_regrading_tells_what_changed_and_keeps_every_scorecard(recordings: Path, simulate) -> None:
    before = (recordings / STRONG / SCORECARD).read_bytes()
    assert simulate("regrade", "--all")[0] == 0
    assert not (recordings / STRONG / SCORECARDS).exists(), "the same scorecard again is none to keep"
    older = _older_grader(recordings / STRONG)
    status, out, err = simulate("regrade", STRONG)
    criterion = json.loads(before)["criteria"][0]
    assert (status, err) == (0, "")
    assert out.splitlines()[0].startswith(f"{STRONG}: ")
    assert out.splitlines()[0].endswith(", changed")
    assert f"{criterion['id']}: missing -> {criterion['status']}" in out
    assert (recordings / STRONG / SCORECARD).read_bytes() == before
    kept = list((recordings / STRONG / SCORECARDS).iterdir())
    assert [path.name for path in kept] == ["1-rules-0.0.9.json"]
    assert kept[0].read_bytes() == older


def _unreadable(folder: Path) -> None:
    """Spoil the first line of a journal and its copy."""
    (folder / HEADER_COPY).unlink()
    (folder / "events.jsonl").write_bytes(b"nonsense")


def test_one_that_fails_is_told_in_a_line_and_the_others_go_on(recordings: Path, simulate) -> None:
    shutil.copytree(recordings / WEAK, recordings / "2026-01-01-broken")
    _unreadable(recordings / "2026-01-01-broken")
    (recordings / WEAK / SCORECARD).write_bytes(b"{")
    (recordings / STRONG / SCORECARD).unlink()
    status, out, err = simulate("regrade", "--all")
    assert status == 2
    assert out.splitlines()[-1] == "3 recordings: 2 new or changed, 1 failed"
    assert len(err.splitlines()) == 2
    assert "2026-01-01-broken" in err.splitlines()[0]
    assert "cannot be compared" in err.splitlines()[1]
    assert (recordings / WEAK / SCORECARDS / "1-unreadable.json").read_bytes() == b"{"
    assert json.loads((recordings / STRONG / SCORECARD).read_bytes())["verdict"]


def test_a_name_of_nothing_does_not_stop_the_others(recordings: Path, simulate) -> None:
    status, out, err = simulate("regrade", "nothing", WEAK)
    assert status == 2
    assert out.startswith(f"{WEAK}: ")
    assert len(err.splitlines()) == 1


def test_a_fault_of_the_grader_is_told_with_the_recording(
    recordings: Path, simulate, monkeypatch: pytest.MonkeyPatch
) -> None:
    def failing(function: object, *arguments: object) -> Future[object]:
        future: Future[object] = Future()
        future.set_exception(ZeroDivisionError("two\nlines"))
        return future

    monkeypatch.setattr("simulator.run_grading.at_once", failing)
    before = (recordings / WEAK / SCORECARD).read_bytes()
    status, _, err = simulate("regrade", "--all")
    assert status == 2
    assert err.splitlines() == [
        f"simulate: {recordings / name}: cannot be graded: ZeroDivisionError: two lines"
        for name in (WEAK, STRONG)
    ]
    assert (recordings / WEAK / SCORECARD).read_bytes() == before


@pytest.mark.parametrize("arguments", [["regrade"], ["regrade", "--all", WEAK]])
def test_which_recordings_must_be_said(recordings: Path, simulate, arguments: Sequence[str]) -> None:
    status, out, err = simulate(*arguments)
    assert (status, out, len(err.splitlines())) == (2, "", 1)


def test_processes_grade_as_this_one_does(
    recordings: Path, simulate, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(regrade_command, "FEWEST_FOR_CORES", 2)
    monkeypatch.setattr(regrade_command, "_cores", lambda: 2)
    monkeypatch.setenv("PYTHONPATH", str(REPOSITORY))
    expected = {name: (recordings / name / SCORECARD).read_bytes() for name in (WEAK, STRONG)}
    for name in expected:
        _older_grader(recordings / name)
    status, out, err = simulate("regrade", "--all")
    assert (status, err) == (0, "")
    assert out.splitlines()[-1] == "2 recordings: 2 new or changed"
    assert {name: (recordings / name / SCORECARD).read_bytes() for name in (WEAK, STRONG)} == expected


def test_a_cluster_grades_as_this_one_does(recordings: Path, simulate) -> None:
    from distributed import LocalCluster

    expected = {name: (recordings / name / SCORECARD).read_bytes() for name in (WEAK, STRONG)}
    for name in expected:
        _older_grader(recordings / name)
    _unreadable(recordings / WEAK)
    with LocalCluster(
        n_workers=2,
        threads_per_worker=1,
        processes=False,
        dashboard_address=None,
        host="127.0.0.1",
        protocol="tcp://",
    ) as cluster:
        status, out, err = simulate("regrade", "--all", "--cluster", cluster.scheduler_address)
    assert status == 2
    assert out.splitlines()[-1] == "2 recordings: 1 new or changed, 1 failed"
    assert len(err.splitlines()) == 1
    assert (recordings / STRONG / SCORECARD).read_bytes() == expected[STRONG]


@pytest.mark.parametrize("address", ["tcp://127.0.0.1:1", "nonsense://", "127.0.0.1:x"])
def test_a_cluster_that_does_not_answer_is_one_line(
    recordings: Path, simulate, monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    monkeypatch.setattr(regrade_command, "PATIENCE_S", 0.2)
    status, out, err = simulate("regrade", "--all", "--cluster", address)
    assert (status, out) == (2, "")
    assert err.startswith(f"simulate: no Dask cluster answers at {address}: ")
    assert len(err.splitlines()) == 1


def test_without_the_package_the_line_says_how_to_get_it(
    recordings: Path, simulate, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    status, _, err = simulate("regrade", "--all", "--cluster", "tcp://127.0.0.1:1")
    assert status == 2
    assert "interview-simulator[cluster]" in err


# Comparing and progress


def test_compare_shows_what_was_gained(recordings: Path, simulate) -> None:
    status, out, err = simulate("compare", WEAK, STRONG)
    assert (status, err) == (0, "")
    assert f"B {STRONG}: " in out
    assert "Gained (" in out
    document = json.loads(simulate("compare", WEAK, STRONG, "--json")[1])
    assert len(document["gained"]) > 10
    assert (document["a"], document["lost"]) == (WEAK, [])
    back = json.loads(simulate("compare", STRONG, WEAK, "--json")[1])
    assert back["lost"] == document["gained"]


def test_compare_says_why_not(recordings: Path, simulate) -> None:
    card = json.loads((recordings / WEAK / SCORECARD).read_bytes())
    card["grader"]["rubric_sha256"] = "0" * 64
    (recordings / WEAK / SCORECARD).write_text(json.dumps(card))
    (recordings / STRONG).rename(recordings / "2026-02-01-ungraded")
    shutil.copytree(recordings / "2026-02-01-ungraded", recordings / STRONG)
    (recordings / "2026-02-01-ungraded" / SCORECARD).unlink()
    for other, reason in (
        (STRONG, "rubric ai-system-design was changed"),
        ("2026-02-01", "has no scorecard yet"),
    ):
        status, out, err = simulate("compare", WEAK, other)
        assert (status, out, len(err.splitlines())) == (2, "", 1)
        assert reason in err


def test_compare_tells_where_the_graders_differ(recordings: Path, simulate) -> None:
    _older_grader(recordings / WEAK)
    status, _, err = simulate("compare", WEAK, STRONG)
    assert status == 0
    assert "rules 0.0.9" in err


def test_progress_over_all_recordings(recordings: Path, simulate) -> None:
    (recordings / "broken").mkdir()
    (recordings / "broken" / "events.jsonl").write_text("")
    (recordings / "broken" / SCORECARD).write_text("{")
    status, out, err = simulate("progress")
    assert status == 0
    assert next(line for line in out.splitlines() if line.startswith("  2026-01-3")).split()[1:3] == [
        "legal-assistant",
        "vp",
    ]
    assert "Missed most often" in out
    assert len(err.splitlines()) == 1
    document = json.loads(simulate("progress", "--json")[1])
    assert [attempt["recording"] for attempt in document["attempts"]] == [WEAK, STRONG]
    assert document["attempts"][1]["met"] > document["attempts"][0]["met"]


# From a recording to a file and back


@pytest.mark.parametrize("form", ["json", "vtt"])
def test_what_is_exported_is_imported_graded_the_same_and_listed(
    recordings: Path, simulate, tmp_path: Path, form: str
) -> None:
    file = tmp_path / f"mine.{form}"
    assert simulate("export", STRONG, "--transcript", form, "--output", str(file)) == (0, "", "")
    status, out, _ = simulate(
        "import", str(file), "--scenario", "legal-assistant", "--date", "2026-02-03T04:05"
    )
    name = out.partition(":")[0]
    assert status == 0
    assert name.startswith("2026-02-03-0405-legal-assistant-")
    before, after = (json.loads((recordings / r / SCORECARD).read_bytes()) for r in (STRONG, name))
    for part in ("criteria", "red_flags", "verdict"):
        assert [_without_times(one) for one in before[part]] == [_without_times(one) for one in after[part]]
    listed = json.loads(simulate("list", "recordings", "--json")[1])["recordings"][-1]
    assert (listed["id"], listed["mode"], listed["ended"]) == (name, "imported", True)
    assert (recordings / name / REPORT).exists()
    assert simulate("regrade", name)[1].endswith(", as before\n")
    again = simulate("export", name, "--transcript", form)[1]
    if form == "json":
        assert json.loads(again)["turns"] == json.loads(file.read_text())["turns"]
    status, _, err = simulate("replay", name, "--verify")
    assert status == 2
    assert "imported" in err


def _without_times(part: object) -> object:
    """Captions keep thousandths of a second."""
    if isinstance(part, dict):
        return {key: _without_times(value) for key, value in part.items() if key != "at"}
    return [_without_times(one) for one in part] if isinstance(part, list) else part


def test_export_writes_over_nothing(recordings: Path, simulate) -> None:
    journal = recordings / STRONG / "events.jsonl"
    before = journal.read_bytes()
    status, _, err = simulate("export", STRONG, "--transcript", "md", "--output", str(journal))
    assert (status, len(err.splitlines())) == (2, 1)
    assert journal.read_bytes() == before


def test_export_to_standard_output(recordings: Path, simulate) -> None:
    status, out, err = simulate("export", STRONG, "--transcript", "md")
    assert (status, err) == (0, "")
    assert out.startswith(
        "# Design an AI assistant for enterprise legal teams\n\n2026-01-31 20:15\n\n**Dana Okafor** 00:00 "
    )


def _speak(folder: Path) -> None:
    """Give a recording three seconds of sound."""
    tracks = Tracks(folder, lambda error: pytest.fail(str(error)))
    tracks.write(Speaker.INTERVIEWER, 0, np.full(RATE, 900, np.int16))
    tracks.write(Speaker.CANDIDATE, 2 * RATE, np.full(RATE, 700, np.int16))
    tracks.close()


@pytest.mark.parametrize("form", ["flac", "mp4"])
def test_sound_becomes_a_file_named_as_the_recording(
    recordings: Path, simulate, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, form: str
) -> None:
    monkeypatch.chdir(tmp_path)
    _speak(recordings / STRONG)
    status, out, err = simulate("export", STRONG, "--audio", form)
    assert (status, out, err) == (0, f"{STRONG}.{form}: 00:03 of sound, 0.0 MB\n", "")
    assert len(read_sound(tmp_path / f"{STRONG}.{form}")) == pytest.approx(3 * RATE, abs=RATE / 20)
    status, _, err = simulate("export", STRONG, "--audio", form)
    assert (status, err) == (2, f"simulate: {STRONG}.{form}: is there already and is left as it is\n")
    assert simulate("export", STRONG, "--audio", form, "--split", "--output", str(tmp_path / "b"))[0] == 0
    assert (tmp_path / "b").stat().st_size > 0


def test_what_was_typed_has_no_sound(recordings: Path, simulate) -> None:
    status, out, err = simulate("export", STRONG, "--audio", "flac")
    assert (status, out) == (2, "")
    assert "has no sound; --transcript" in err
    status, _, err = simulate("export", STRONG, "--transcript", "md", "--split")
    assert (status, err) == (2, "simulate: --split parts sound; give it with --audio\n")


def test_an_exported_one_keeps_its_date(recordings: Path, simulate, tmp_path: Path) -> None:
    file = tmp_path / "mine.json"
    assert simulate("export", STRONG, "--transcript", "json", "--output", str(file))[0] == 0
    status, out, err = simulate("import", str(file))
    assert (status, err) == (0, "")
    assert out.startswith(STRONG)
    rows = {row["id"]: row for row in json.loads(simulate("list", "recordings", "--json")[1])["recordings"]}
    name = out.partition(":")[0]
    assert name != STRONG
    assert rows[name]["created"] == rows[STRONG]["created"]


@pytest.mark.parametrize("created", ["yesterday", 7, None, "9999-99-99"])
def test_what_another_program_means_by_created_is_passed_over(
    recordings: Path, tmp_path: Path, simulate, created: object
) -> None:
    turns = [{"start": 0, "end": 1, "speaker": "candidate", "text": "hi"}]
    file = tmp_path / "t.json"
    file.write_text(json.dumps({"created": created, "turns": turns}))
    status, _, err = simulate("import", str(file))
    assert status == 0
    assert "as its file is; --date tells another" in err


def test_damage_stands_in_the_report(recordings: Path, simulate) -> None:
    journal = recordings / STRONG / "events.jsonl"
    lines = journal.read_bytes().splitlines(keepends=True)
    journal.write_bytes(b"".join((*lines[:9], *lines[10:])))
    assert simulate("regrade", STRONG)[0] == 0
    assert "\n> 1 entry is missing\n" in (recordings / STRONG / REPORT).read_text()


def test_a_sample_is_not_graded_again(recordings: Path, simulate) -> None:
    status, out, err = simulate("regrade", "sample")
    assert (status, out) == (2, "")
    assert "`simulate grade sample` shows one" in err


@pytest.mark.parametrize(
    ("text", "arguments", "reason"),
    [
        ("Ana: hi\nBen: hello\n", [], 'there is "Ana", "Ben"; say --candidate'),
        ("Ana: hi\nBen: hello\n", ["--candidate", "Bob"], 'no speaker "Bob"'),
        ("Ana: hi\nBen: hello\n", ["--candidate", "Ana", "--date", "yesterday"], '"yesterday" is no date'),
        ("Ana: hi\nBen: hello\n", ["--candidate", "Ana", "--scenario", "generl"], 'did you mean "general"'),
        ("", [], "is empty"),
    ],
)
def test_a_file_that_cannot_be_imported_leaves_nothing(
    recordings: Path, simulate, tmp_path: Path, text: str, arguments: Sequence[str], reason: str
) -> None:
    (tmp_path / "t.txt").write_text(text)
    status, out, err = simulate("import", str(tmp_path / "t.txt"), *arguments)
    assert (status, out) == (2, "")
    assert reason in err.splitlines()[-1]
    assert len(list(recordings.iterdir())) == 2


def test_a_name_from_a_file_never_becomes_part_of_a_path(recordings: Path, simulate, tmp_path: Path) -> None:
    turns = [{"start": 0, "end": 1, "speaker": "candidate", "text": "hi"}]
    file = tmp_path / "t.json"
    file.write_text(json.dumps({"scenario": "../x", "persona": "../../y", "turns": turns}))
    status, out, err = simulate("import", str(file), "--date", "2026-02-03")
    assert (status, out) == (0, "2026-02-03-0000-general-imported: insufficient-evidence\n")
    assert 'no scenario "../x" here' in err


# Deleting


def test_deleting_without_a_terminal_takes_yes(recordings: Path, simulate) -> None:
    status, _, err = simulate("delete", WEAK)
    assert (status, len(err.splitlines())) == (2, 1)
    assert "--yes" in err
    assert simulate("delete", WEAK, "nothing", "--yes")[0] == 2, "where one name is wrong, nothing is deleted"
    assert (recordings / WEAK).exists()
    assert simulate("delete", WEAK, "--yes") == (0, f"deleted {recordings / WEAK}\n", "")
    assert [path.name for path in recordings.iterdir()] == [STRONG]


@pytest.mark.skipif(sys.platform == "win32", reason="pexpect needs a terminal of Unix")
@pytest.mark.parametrize(("answer", "goes"), [("", False), ("n", False), ("y", True)])
def test_deleting_asks_on_a_terminal(recordings: Path, answer: str, goes: bool) -> None:
    terminal = pexpect.spawn(
        sys.executable, ["-m", "simulator", "delete", WEAK], cwd=str(REPOSITORY), encoding="utf-8", timeout=30
    )
    terminal.expect_exact("Delete this recording for good? [y/N] ")
    terminal.sendline(answer)
    terminal.expect(pexpect.EOF)
    terminal.close()
    assert (recordings / WEAK).exists() is not goes
    assert (recordings / STRONG).exists()


def test_a_sample_is_graded_and_nothing_is_written_beside_it(recordings: Path, simulate) -> None:
    before = sorted(SAMPLES.rglob("*"))
    status, out, err = simulate("grade", "sample")
    assert (status, err) == (0, "")
    assert "Verdict:" in out
    assert sorted(SAMPLES.rglob("*")) == before
