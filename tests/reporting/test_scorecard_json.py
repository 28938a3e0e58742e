from __future__ import annotations

import contextlib
import dataclasses
import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simulator.evidence.observation import Status
from simulator.grading.scorecard import FORMAT, AnswerGrade, Judge, Judgement, Raised, Scorecard, Verdict
from simulator.reporting.scorecard_json import UnreadableScorecardError, decode, encode
from tests.reporting.scorecards import SCORECARD, SCORECARDS

REFERENCE = (Path(__file__).parents[2] / "docs" / "scorecard.md").read_text()


@settings(deadline=None)
@given(SCORECARDS)
def test_every_scorecard_comes_back_from_its_bytes(scorecard: Scorecard) -> None:
    assert decode(encode(scorecard)) == scorecard
    assert encode(decode(encode(scorecard))) == encode(scorecard)


def test_the_example_of_the_reference_is_what_is_written() -> None:
    example = re.search(r"```json\n(.*)```\n", REFERENCE, re.DOTALL)
    assert example
    assert encode(SCORECARD).decode() == example[1]


def test_the_reference_names_every_field_and_no_other() -> None:
    judgement = Judgement(Status.MET, Status.MET, "said so", "")
    judged = replace(
        SCORECARD,
        judge=Judge("a/model", 2, 10, 5, None),
        criteria=tuple(replace(grade, judgement=judgement) for grade in SCORECARD.criteria),
    )
    fields = set(paths(json.loads(encode(judged)), ""))
    assert fields == set(re.findall(r"^\| `([a-z_0-9.\[\]]+)` \|", REFERENCE, re.MULTILINE))


@pytest.mark.parametrize(
    ("field", "values"), [("criteria[].status", Status), ("criteria[].raised", Raised), ("verdict", Verdict)]
)
def test_the_reference_names_every_value(field: str, values: Any) -> None:
    row = re.search(rf"^\| `{re.escape(field)}` \|(.*)$", REFERENCE, re.MULTILINE)
    assert row
    assert set(re.findall(r"`([^`]*)`", row[1])) == {value.value for value in values}
    assert f"version of this form: {FORMAT}" in REFERENCE


def test_words_are_written_in_utf_8_as_they_are() -> None:
    assert '"scenario": "é“'.encode() in encode(dataclasses.replace(SCORECARD, scenario="é“"))


def test_what_is_not_a_number_is_not_written() -> None:
    broken = dataclasses.replace(SCORECARD, answers=(AnswerGrade(1, float("nan"), 0.0),))
    with pytest.raises(ValueError, match="not JSON compliant"):
        encode(broken)


@pytest.mark.parametrize(
    ("source", "message"),
    [
        (b"", "the scorecard is not JSON"),
        (b"\xff", "the scorecard is not JSON"),
        (b"[" * 100_000, "the scorecard is not JSON"),
        (b"[]", "the file is no scorecard: it has no format number"),
        (b"{}", "the file is no scorecard: it has no format number"),
        (b'{"format": 2}', "the scorecard has format 2, and this program reads format 1"),
        (b'{"format": "1\\u001b"}', 'the scorecard has format "1\\x1b", and this program reads format 1'),
        (b'{"format": 1}', "the scorecard lacks a part, or has one of another shape"),
        (
            b'{"format": 1, "criteria": [1], "red_flags": []}',
            "the scorecard lacks a part, or has one of another shape",
        ),
    ],
)
def test_what_is_no_scorecard_is_refused_in_one_line(source: bytes, message: str) -> None:
    with pytest.raises(UnreadableScorecardError) as raised:
        decode(source)
    assert str(raised.value) == message


def test_a_value_of_a_wrong_kind_is_named() -> None:
    written = encode(SCORECARD).replace(b'"status": "vague"', b'"status": "fine"')
    with pytest.raises(UnreadableScorecardError) as raised:
        decode(written)
    assert str(raised.value) == (
        'the scorecard is wrong at "criteria.1.status": '
        "Input should be 'met', 'vague', 'deferred', 'missing' or 'not-assessed'"
    )


def test_a_scorecard_from_before_timing_was_measured_is_read() -> None:
    data = json.loads(encode(SCORECARD))
    del data["timing"]
    assert decode(json.dumps(data).encode()) == dataclasses.replace(SCORECARD, timing=None)


def test_fields_of_a_later_program_are_passed_over() -> None:
    data = json.loads(encode(SCORECARD))
    data["later"] = data["delivery"]["later"] = data["criteria"][0]["later"] = 1
    assert decode(json.dumps(data).encode()) == SCORECARD


@settings(deadline=None)
@given(
    st.recursive(
        st.none() | st.integers() | st.text(),
        lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    )
)
def test_any_json_is_read_or_refused(data: Any) -> None:
    scorecard = json.loads(encode(SCORECARD))
    for each in (
        data,
        {"format": FORMAT, "criteria": data, "red_flags": data},
        {**scorecard, "answers": data},
    ):
        with contextlib.suppress(UnreadableScorecardError):
            assert isinstance(decode(json.dumps(each).encode()), Scorecard)


def paths(data: Any, path: str) -> list[str]:
    """Every field of JSON data: `criteria[]` for the entries of a list, and what is inside."""
    if isinstance(data, dict):
        return [each for key, value in data.items() for each in paths(value, f"{path}.{key}".lstrip("."))]
    if isinstance(data, list):
        return [
            f"{path}[]",
            *(each for value in data if isinstance(value, dict) for each in paths(value, f"{path}[]")),
        ]
    return [path]
