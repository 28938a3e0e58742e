"""A judge behind real litellm and real HTTP, and what is left on the disk when it fails or is interrupted."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from simulator.cli import settings
from simulator.content import library
from simulator.engines.language_model.language_model import ModelError, Reply, Request, Usage
from simulator.engines.language_model.litellm_model import LitellmModel
from simulator.engines.litellm.spending import Spending
from simulator.evidence.observation import Status
from simulator.grading.grade import grade
from simulator.grading.judge_prompts import Prompt
from simulator.grading.judging import Unanswered
from simulator.grading.scorecard import Scorecard
from simulator.interview.events import FailureKind
from simulator.recording.judge_answers import JudgeAnswers
from simulator.reporting import scorecard_json
from simulator.run_judge import AT_ONCE, JudgeRun
from tests.cli.in_process import simulate
from tests.engines.language_model.scripted_server import Behaviour, ScriptedServer, fails, says, sends
from tests.grading.judges import Judge, entry
from tests.grading.test_judging import FALLBACK, LATENCY, RULES, TALK
from tests.judge_server import CANARY, as_a_user, prompt_of  # noqa: F401

RUBRIC = library.rubric("ai-system-design")
MODEL = "openai/scripted"
GOOD = {
    "latency-target": entry("latency-target", "met", 3, LATENCY),
    "fallback": entry("fallback", "met", 5, FALLBACK, "Names trigger and path."),
}
HOLDS = [LATENCY, FALLBACK]


def judges(judge: Callable[[Prompt], Any]) -> Behaviour:
    return says(lambda body: judge(prompt_of(body)))


def good() -> Behaviour:
    return judges(Judge(GOOD, HOLDS))


@pytest.fixture
def mock(tmp_path: Path) -> Path:
    """A transcript held elsewhere."""
    path = tmp_path / "mock.json"
    turns = [
        {"speaker": turn.speaker, "text": turn.text, "start": turn.start, "end": turn.end}
        for turn in TALK.turns
    ]
    path.write_text(
        json.dumps({"id": "mock", "scenario": "legal-assistant", "persona": "vp", "turns": turns})
    )
    return path


def assert_no_key(folder: Path, *said: str) -> None:
    written = [path for path in folder.rglob("*") if path.is_file()]
    assert written
    for path in written:
        assert CANARY.encode() not in path.read_bytes(), path
    for text in said:
        assert CANARY not in text


# Over HTTP


def test_a_transcript_is_graded_by_judge_and_rules(
    mock: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with ScriptedServer(good()).in_thread() as server:
        monkeypatch.setenv("OPENAI_API_BASE", server.url)
        done = simulate("grade", str(mock), "--judge", MODEL, "--format", "json", cwd=tmp_path)
        asked = [one.body for one in server.asked]
        again = simulate("grade", str(mock), "--judge", MODEL, cwd=tmp_path)
        assert len(server.asked) == len(asked), "answers are kept, and nothing is asked twice"
    assert done.returncode == again.returncode == 0, done.stderr
    assert done.stderr == again.stderr == ""
    card = scorecard_json.decode(done.stdout.encode())
    assert card.judge is not None
    assert (card.judge.model, card.judge.calls) == (MODEL, len(asked))
    assert card.judge.input_tokens > 1000
    assert {body["temperature"] for body in asked} == {0.0}
    assert all(body["response_format"]["json_schema"]["strict"] for body in asked)
    assert "Where judge and rules differ" in again.stdout
    assert f"judge {MODEL}: {len(asked)} calls" in " ".join(again.stdout.split())
    assert_no_key(tmp_path, done.stdout, done.stderr, again.stdout)


@pytest.mark.parametrize(
    ("name", "behaviour", "told"),
    [
        ("401", fails(401), "key-refused"),
        ("404", fails(404), "request-refused"),
        ("garbage", says("I think it is all met."), "not JSON"),
        ("long garbage", says("met " * 50_000), "not JSON"),
        ("half", says('{"answers": [{"criterion": "clarified-goal", "status": "met"'), "not JSON"),
        ("no protocol", sends(b"{not json"), "unusable"),
    ],
)
def test_where_the_judge_gives_nothing_the_rules_grade_alone_and_it_is_said(
    name: str,
    behaviour: Behaviour,
    told: str,
    mock: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with ScriptedServer(behaviour).in_thread() as server:
        monkeypatch.setenv("OPENAI_API_BASE", server.url)
        done = simulate("grade", str(mock), "--judge", MODEL, "--format", "json", cwd=tmp_path)
        calls = len(server.asked)
    assert done.returncode == 0
    assert done.stdout == simulate("grade", str(mock), "--format", "json", cwd=tmp_path).stdout
    assert told in done.stderr
    assert "the rules graded alone" in done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert calls <= 10
    assert_no_key(tmp_path, done.stdout, done.stderr)


def test_an_interview_is_judged_at_its_end_and_what_was_asked_is_kept_beside_the_scorecard(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers = "\n".join(turn.text for _, turn in TALK.candidate_turns())
    with ScriptedServer(judges(Judge({}, [LATENCY]))).in_thread() as server:
        monkeypatch.setenv("OPENAI_API_BASE", server.url)
        monkeypatch.setenv("SIMULATE_JUDGE", MODEL)
        done = simulate("--text", "--seed", "1", stdin=answers.encode(), cwd=tmp_path)
        (folder,) = (tmp_path / "kept").iterdir()
        calls = len(server.asked)
        same = simulate("regrade", folder.name, cwd=tmp_path)
        by_rules = simulate("regrade", folder.name, "--judge", "", cwd=tmp_path)
        assert len(server.asked) == calls
    assert done.returncode == 0, done.stderr
    assert done.stderr == same.stderr == ""
    assert "as before" in same.stdout
    card = scorecard_json.decode((folder / "scorecard.json").read_bytes())
    assert card.judge is None, "the last grading was by rules alone"
    assert by_rules.returncode == 0
    (before,) = (folder / "scorecards").iterdir()
    assert before.name == "1-rules-openai-scripted-0.1.0.json"
    assert scorecard_json.decode(before.read_bytes()).judge is not None
    kept = [json.loads(line) for line in (folder / "judge.jsonl").read_text().splitlines()]
    assert len(kept) == calls
    assert {line["model"] for line in kept} == {MODEL}
    assert all(line["turns"] and line["reply"] and line["used"]["input_tokens"] for line in kept)
    assert (folder / "judge.jsonl").stat().st_mode & 0o777 == 0o600
    assert_no_key(tmp_path, done.stdout)


# Without HTTP


class Scripted:
    """A language model that answers at once; `fails` gives the kind of failure for some prompts."""

    name = "scripted"

    def __init__(
        self, judge: Callable[[Prompt], Any], failing: Callable[[int], FailureKind | None] = lambda call: None
    ) -> None:
        self.judge = judge
        self.failing = failing
        self.calls = self.under_way = self.most = 0

    async def complete(self, request: Request) -> Reply:
        self.calls += 1
        call = self.calls
        self.under_way += 1
        self.most = max(self.most, self.under_way)
        for _ in range(3):
            await asyncio.sleep(0)
        self.under_way -= 1
        if kind := self.failing(call):
            raise ModelError(kind)
        assert request.schema is not None
        prompt = Prompt(request.messages[0].text, tuple(m.text for m in request.messages[1:]), request.schema)
        return Reply(self.judge(prompt), Usage(100, 10, 0.25))

    async def close(self) -> None: ...


def run(model: Any, path: Path, **options: Any) -> Scorecard | Unanswered:
    return asyncio.run(JudgeRun(model, JudgeAnswers(path), **options).scorecard(TALK, RUBRIC, RULES))


def test_calls_run_at_the_same_time_but_not_too_many_and_progress_is_told(tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    model = Scripted(Judge(GOOD, HOLDS))
    card = run(model, tmp_path / "judge.jsonl", progress=lambda done, known: told.append((done, known)))
    assert isinstance(card, Scorecard)
    assert model.most == AT_ONCE
    assert told[0] == (0, 5)
    assert told[-1] == (model.calls, model.calls)
    assert [done for done, _ in told] == sorted(done for done, _ in told)
    assert card.judge is not None
    assert card.judge.cost_usd == pytest.approx(0.25 * model.calls)


def test_an_interrupted_grading_goes_on_where_it_was(tmp_path: Path) -> None:
    class KilledError(BaseException): ...

    def killed(call: int) -> None:
        if call == 2:
            raise KilledError

    whole = run(Scripted(Judge(GOOD, HOLDS)), tmp_path / "whole.jsonl")
    path = tmp_path / "judge.jsonl"
    kept = 0
    for _ in range(2):
        with pytest.raises(KilledError):
            run(Scripted(Judge(GOOD, HOLDS), killed), path)
        before, kept = kept, len(path.read_text().splitlines())
        assert kept > before
        with path.open("ab") as file:
            file.write(b'{"key": "cut sho')
    last = Scripted(Judge(GOOD, HOLDS))
    assert run(last, path) == whole
    assert 0 < last.calls < len((tmp_path / "whole.jsonl").read_text().splitlines())
    assert run(Scripted(Judge({}), lambda call: FailureKind.UNREACHABLE), path) == whole


def test_repeated_runs_are_asked_again(tmp_path: Path) -> None:
    model = Scripted(Judge(GOOD, HOLDS))
    run(model, tmp_path / "judge.jsonl")
    once = model.calls
    run(model, tmp_path / "judge.jsonl", run=1)
    assert model.calls == 2 * once


def test_a_group_that_gets_no_reply_is_not_assessed_with_the_kind_of_failure(tmp_path: Path) -> None:
    model = Scripted(Judge(GOOD, HOLDS), lambda call: FailureKind.TIMED_OUT if call == 1 else None)
    card = run(model, tmp_path / "judge.jsonl")
    assert isinstance(card, Scorecard)
    lost = [c for c in card.criteria if c.status is Status.NOT_ASSESSED]
    assert [c.id for c in lost] == [c.id for c in RUBRIC.criteria[:4]]
    assert all("timed-out" in c.reason for c in lost)
    assert lost[3].judgement is not None
    assert lost[3].judgement.rules is Status.MET
    healed = run(Scripted(Judge(GOOD, HOLDS)), tmp_path / "judge.jsonl")
    assert isinstance(healed, Scorecard)
    assert not [c for c in healed.criteria if c.status is Status.NOT_ASSESSED]


@pytest.mark.parametrize(
    "kind", [FailureKind.KEY_REFUSED, FailureKind.REQUEST_REFUSED, FailureKind.OVER_BUDGET]
)
def test_what_the_next_call_would_meet_too_is_not_tried_again_and_again(
    kind: FailureKind, tmp_path: Path
) -> None:
    model = Scripted(Judge(GOOD), lambda call: kind)
    got = run(model, tmp_path / "judge.jsonl")
    assert isinstance(got, Unanswered)
    assert kind in got.reason
    assert model.calls <= AT_ONCE
    assert not (tmp_path / "judge.jsonl").exists()


def test_a_budget_stops_the_calls_before_it_is_spent(tmp_path: Path) -> None:
    spending = Spending(0.0)
    model = LitellmModel("openai/gpt-4o-mini", spending, api_base="http://192.0.2.1/v1")
    got = run(model, tmp_path / "judge.jsonl")
    assert isinstance(got, Unanswered)
    assert "over-budget" in got.reason
    assert spending.calls == []


def test_a_second_look_that_gets_no_reply_leaves_the_rules_status(tmp_path: Path) -> None:
    model = Scripted(Judge(GOOD, HOLDS), lambda call: FailureKind.UNREACHABLE if call > 5 else None)
    card = run(model, tmp_path / "judge.jsonl")
    assert isinstance(card, Scorecard)
    (got,) = [c for c in card.criteria if c.id == "fallback"]
    assert got.status is Status.VAGUE
    assert got.judgement is not None
    assert "unreachable" in got.judgement.settled


def test_answers_that_cannot_be_kept_are_told_and_the_grading_goes_on(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    answers = JudgeAnswers(tmp_path / "file" / "judge.jsonl")
    card = asyncio.run(JudgeRun(Scripted(Judge(GOOD, HOLDS)), answers).scorecard(TALK, RUBRIC, RULES))
    assert isinstance(card, Scorecard)
    assert "cannot be written" in answers.trouble


def test_rules_and_judge_see_the_same_transcript(tmp_path: Path) -> None:
    card = run(Scripted(Judge(GOOD, HOLDS)), tmp_path / "judge.jsonl")
    assert isinstance(card, Scorecard)
    assert card.delivery == grade(TALK, RUBRIC, "dental").delivery


# Options


@pytest.mark.parametrize("budget", ["much", "-1", "nan", "inf"])
def test_a_budget_is_a_sum_of_money(budget: str, mock: Path, tmp_path: Path) -> None:
    done = simulate("grade", str(mock), f"--budget={budget}", cwd=tmp_path)
    assert done.returncode == 2
    assert "dollars" in done.stderr


def test_the_judge_may_come_from_the_config_file(mock: Path, tmp_path: Path) -> None:
    config = settings.config_path()
    config.parent.mkdir(parents=True)
    config.write_text('judge = "nobody/knows-this"\n')
    done = simulate("grade", str(mock), cwd=tmp_path)
    assert "the judge nobody/knows-this gave no usable answer" in done.stderr
    settings._config.cache_clear()
    config.write_text('juge = "x"\n')
    done = simulate("grade", str(mock), cwd=tmp_path)
    assert done.returncode == 2
    assert 'did you mean "judge"' in done.stderr
