"""A judge's figures over labelled transcripts, asked over real HTTP."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from simulator.evidence.observation import Status
from simulator.recording.labelled import SHIPPED_CORPUS, Labelled, read_labelled
from tests.cli.in_process import simulate
from tests.engines.language_model.scripted_server import ScriptedServer, fails, says
from tests.grading.judges import Judge, criteria_of, entry, is_second_look, passages_in, reply, transcript_in
from tests.judge_server import as_a_user, prompt_of  # noqa: F401

NAMES = ("dev-06", "dev-20")
MODEL = "openai/scripted"


class KnowsTheLabels:
    """A judge that is always right and quotes the beginning of the turn that earns the status."""

    def __init__(self, labelled: tuple[Labelled, ...]) -> None:
        self.by_opening = {one.transcript.turns[0].text: one for one in labelled}
        self.said = {
            (criterion, one.transcript.turns[label.turn].text)
            for one in labelled
            for criterion, label in one.labels.labels.items()
            if label.turn is not None and label.status == Status.MET
        }

    def __call__(self, body: dict[str, Any]) -> str:
        prompt = prompt_of(body)
        if is_second_look(prompt):
            (criterion,) = criteria_of(prompt)
            held = [text for known, text in self.said if known == criterion]
            return reply(
                *(
                    {
                        "passage": name,
                        "why": "",
                        "status": "met" if any(shown[:60] in text for text in held) else "missing",
                    }
                    for name, shown in passages_in(prompt).items()
                )
            )
        one = self.by_opening[transcript_in(prompt)[0]["text"]]
        entries = []
        for criterion in criteria_of(prompt):
            label = one.labels.labels[criterion]
            if label.turn is None:
                entries.append(entry(criterion, "missing"))
            else:
                quote = " ".join(one.transcript.turns[label.turn].text.split()[:70])
                entries.append(entry(criterion, label.status, label.turn, quote))
        return reply(*entries)


def row(output: str, label: str) -> list[str]:
    (line,) = [line for line in output.splitlines() if line.startswith(label)]
    return line.removeprefix(label).split()


def test_the_figures_of_rules_judge_and_both_stand_beside_each_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "120")
    labelled = read_labelled(SHIPPED_CORPUS, NAMES)
    with ScriptedServer(says(KnowsTheLabels(labelled))).in_thread() as server:
        monkeypatch.setenv("OPENAI_API_BASE", server.url)
        done = simulate("calibrate", *NAMES, "--judge", MODEL, "--runs", "2", cwd=tmp_path)
        calls = len(server.asked)
        again = simulate("calibrate", *NAMES, "--judge", MODEL, "--runs", "2", cwd=tmp_path)
        assert len(server.asked) == calls, "what was answered is kept"
    assert done.returncode == 0, done.stderr
    assert again.stdout == done.stdout
    rules, alone, together = (float(cell) for cell in row(done.stdout, "Kappa over the four statuses"))
    assert alone == 1.0
    assert rules <= together
    assert row(done.stdout, "Share assessed") == ["1.00", "1.00", "1.00"]
    assert row(done.stdout, "Status the same in every run") == ["1.00", "1.00"]
    assert f"{calls} calls" in done.stdout
    assert "cross-validated" in done.stdout


def test_a_judge_that_answers_nothing_usable_or_cannot_be_asked_stops_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for behaviour, told in ((says("met"), "not JSON"), (fails(401), "does not accept the key")):
        with ScriptedServer(behaviour).in_thread() as server:
            monkeypatch.setenv("OPENAI_API_BASE", server.url)
            monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / told))
            done = simulate("calibrate", "dev-06", "--judge", MODEL, cwd=tmp_path)
        assert done.returncode == 2
        assert told in done.stderr
        assert len(done.stderr.splitlines()) == 1
        assert "canary" not in done.stderr


def test_a_judge_that_finds_nothing_has_no_recall(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    nothing = Judge({})
    with ScriptedServer(says(lambda body: nothing(prompt_of(body)))).in_thread() as server:
        monkeypatch.setenv("OPENAI_API_BASE", server.url)
        done = simulate("calibrate", "dev-20", "--judge", MODEL, "--runs", "1", cwd=tmp_path)
    assert row(done.stdout, "Recall of met")[1:] == ["0.00", "0.00"]
    assert row(done.stdout, "Status the same in every run") == []


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("dev-06",), "--judge NAME"),
        (("dev-6", "--judge", MODEL), 'did you mean "dev-'),
        (("--judge", MODEL, "--corpus", "nowhere"), "no labelled transcripts"),
        (("--judge", MODEL, "--runs", "0"), "a number from 1"),
    ],
)
def test_what_cannot_be_calibrated_is_told(arguments: tuple[str, ...], told: str, tmp_path: Path) -> None:
    done = simulate("calibrate", *arguments, cwd=tmp_path)
    assert done.returncode == 2
    assert told in done.stderr


def test_a_corpus_of_ones_own_needs_a_label_for_every_criterion(tmp_path: Path) -> None:
    turns = [{"speaker": "candidate", "text": "Two seconds at p95.", "start": 0.0, "end": 2.0}]
    (tmp_path / "mine.json").write_text(json.dumps({"turns": turns}))
    (tmp_path / "mine.labels.json").write_text(
        json.dumps({"labels": {"latency-target": {"status": "met", "turn": 0}}, "verdict": "no-hire"})
    )
    done = simulate("calibrate", "--judge", MODEL, "--corpus", str(tmp_path), cwd=tmp_path)
    assert "no label for clarified-goal" in done.stderr
    (tmp_path / "mine.labels.json").write_text(
        json.dumps({"labels": {"latency-target": {"status": "good", "turn": 0}}, "verdict": "no-hire"})
    )
    done = simulate("calibrate", "--judge", MODEL, "--corpus", str(tmp_path), cwd=tmp_path)
    assert "mine.labels.json" in done.stderr
    assert "latency-target.status" in done.stderr
