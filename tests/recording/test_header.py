from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest

from simulator import __version__
from simulator.content.fingerprint import fingerprint
from simulator.grading.grade import grade
from simulator.recording.codec import MalformedError
from simulator.recording.errors import RecordingError
from simulator.recording.header import (
    FORMAT,
    HEADER,
    Header,
    Mode,
    decode_header,
    new_header,
    persona_of,
    scenario_of,
)
from simulator.transcript import Transcript
from tests.interview.small import PERSONA, SCENARIO


def _header(**settings: Any) -> Header:
    return new_header(
        SCENARIO,
        PERSONA,
        created="2026-11-21T20:43:10+01:00",
        mode=Mode.PRACTICE,
        seed=3,
        settings=settings,
    )


def _json(header: Header) -> bytes:
    return json.dumps(HEADER.encode(header)).encode()


def test_header_holds_all_it_takes_to_begin_the_interview_again() -> None:
    header = decode_header(_json(_header(front_end="text", max_tokens=200, model=None)))
    assert header == _header(front_end="text", max_tokens=200, model=None)
    assert (header.format, header.program, header.seed, header.mode) == (
        FORMAT,
        __version__,
        3,
        Mode.PRACTICE,
    )
    assert scenario_of(header) == SCENARIO
    assert persona_of(header) == PERSONA


def test_rubric_has_the_fingerprint_that_a_scorecard_gives_it() -> None:
    scorecard = grade(Transcript(()), SCENARIO.rubric, SCENARIO.id)
    assert _header().rubric_sha256 == scorecard.grader.rubric_sha256


def test_fingerprint_knows_no_order_of_keys_but_every_value() -> None:
    assert fingerprint({"a": 1, "b": ["ü"]}) == fingerprint({"b": ["ü"], "a": 1})
    assert fingerprint({"a": 1}) != fingerprint({"a": 2})


@pytest.mark.parametrize(
    "name", ["api_key", "OPENAI-API-KEY", "key", "auth.token", "password", "client_secret"]
)
def test_settings_never_hold_a_credential(name: str) -> None:
    with pytest.raises(ValueError, match=name):
        _header(**{name: "sk-1"})


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"scenario": {"id": "other", "rubric": {}}}, "scenario"),
        ({"persona": {"id": "other"}}, "persona"),
        ({"rubric_sha256": "0" * 64}, "rubric"),
    ],
)
def test_content_that_is_not_the_one_hashed_is_refused(change: dict[str, Any], fault: str) -> None:
    with pytest.raises(MalformedError, match=f"the {fault} is not the one its sha256 belongs to"):
        decode_header(_json(replace(_header(), **change)))


@pytest.mark.parametrize("text", [b"{}", b"[]", b"null", b"1", b'{"format":1}', b"nonsense"])
def test_what_is_no_header_is_refused(text: bytes) -> None:
    with pytest.raises(MalformedError):
        decode_header(text)


def test_scenario_of_another_time_is_one_line() -> None:
    header = _header()
    header = replace(
        header, program="0.0.1", scenario=header.scenario | {"colour": "red"}, scenario_sha256="other"
    )
    with pytest.raises(RecordingError) as caught:
        scenario_of(header)
    assert str(caught.value) == (
        f"the scenario recorded with interview-simulator 0.0.1 is not one for {__version__}:"
        " colour: Extra inputs are not permitted"
    )
