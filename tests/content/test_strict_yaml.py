from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simulator.content.strict_yaml import MAX_BYTES, MAX_LEVELS, parse


def problems(source: str | bytes) -> list[tuple[int, str]]:
    found = parse(source if isinstance(source, bytes) else source.encode()).problems
    return [(problem.line, problem.text) for problem in found]


def test_plain_data_comes_out_with_the_line_of_every_part() -> None:
    document = parse(b"a: text\nb:\n  - 1\n  - {c: 2.5, d: true}\n\"e\": 'yes'\nf: >-\n  two\n  lines\n")
    assert document.data == {"a": "text", "b": [1, {"c": 2.5, "d": True}], "e": "yes", "f": "two lines"}
    assert document.problems == ()
    assert document.lines == {
        (): 1,
        ("a",): 1,
        ("b",): 2,
        ("b", 0): 3,
        ("b", 1): 4,
        ("b", 1, "c"): 4,
        ("b", 1, "d"): 4,
        ("e",): 5,
        ("f",): 6,
    }


def test_a_byte_order_mark_of_utf_8_is_no_fault() -> None:
    assert parse(b"\xef\xbb\xbfa: b\n").data == {"a": "b"}


def test_the_line_of_a_missing_part_is_that_of_what_would_hold_it() -> None:
    document = parse(b"a: 1\nb:\n  c: 2\n")
    assert document.line(("b", "d", 3)) == 2
    assert document.line(("x",)) == 1


@pytest.mark.parametrize(
    "text",
    [
        *(
            "12:30",
            "1:20:30",
            "yes",
            "No",
            "ON",
            "off",
            "y",
            "N",
            "null",
            "Null",
            "~",
            "True",
            "FALSE",
            "007",
            "-012",
        ),
        *(
            "1_000",
            "1,000",
            "0x1f",
            "0o17",
            "0b1",
            "1e3",
            "1.5E-3",
            ".inf",
            "-.INF",
            ".nan",
            "1.",
            ".5",
            "+3",
        ),
        *("2024-01-31", "2024-1-1", "=", "<<", "1234567890123456"),
    ],
)
def test_text_that_yaml_and_people_read_differently_wants_quotes(text: str) -> None:
    fault = f"{text} means different things to YAML and to people: write it in quotes"
    assert problems(f"a: 1\nb: {text}\n") == [(2, fault)]
    assert parse(f"b: '{text}'\n".encode()).problems == ()


@pytest.mark.parametrize("text", ["2024-01-31 12:30:00", "2024-01-31T12:30:00Z"])
def test_a_moment_wants_quotes(text: str) -> None:
    assert problems(f"a: {text}") == [
        (1, f"{text} means different things to YAML and to people: write it in quotes")
    ]


@pytest.mark.parametrize(
    "text", ["1.5.2", "3 ms", "no one", "yes, but", "on-request", "24-7", "e", "2024-01-31 it began"]
)
def test_text_that_only_looks_alike_is_text(text: str) -> None:
    assert parse(f"a: 'x'\nb: {text}".encode()).data == {"a": "x", "b": text}


@pytest.mark.parametrize(
    ("text", "value"), [("0", 0), ("45", 45), ("-3", -3), ("0.25", 0.25), ("-7.50", -7.5)]
)
def test_a_number_is_written_one_way(text: str, value: float) -> None:
    assert parse(f"a: {text}".encode()).data == {"a": value}


@pytest.mark.parametrize(
    ("source", "line", "fault"),
    [
        (b"a: 1\nb: \xff\n", 2, "byte 0xff is not UTF-8: save the file in that encoding"),
        ("a: 1\n".encode("utf-16"), 1, "the file is not in UTF-8: save it in that encoding"),
        (b"a: 1\nb: x\x00y\n", 2, "control character U+0000 in the file: remove it"),
        (b"a: 1\r\nb: \x1b[31m\r\n", 2, "control character U+001B in the file: remove it"),
        ("a: 1\n\nb: x\u2028y\n", 3, "control character U+2028 in the file: remove it"),
        ('a: "\\e[31m"\n', 1, "an escape for control character U+001B: remove it"),
        ('a: "\\ud800"\n', 1, "an escape for control character U+D800: remove it"),
        ('a: 1\nb: "\\U00110000"\n', 2, "an escape names no character: correct it"),
        (b"", 1, "the file is empty: write a scenario, a persona or a rubric"),
        (b"# nothing\n", 1, "the file is empty: write a scenario, a persona or a rubric"),
        (b"x" * (MAX_BYTES + 1), 1, "the file is larger than 256 KiB: split it or shorten it"),
        ("a: b\n---\nc: d\n", 2, "a second document in the file: keep one file for each"),
        ("%YAML 1.1\n---\na: b\n", 1, "a directive (%): remove the line"),
        ("a: 1\nb: 2\na: 3\n", 3, '"a" is written twice, first on line 1: keep one'),
        ("a: &x b\n", 1, "an anchor (&x): remove it and write repeated text out"),
        ("a: b\nc: *x\n", 2, "an alias (*x): write the text out again"),
        ("a: !!str b\n", 1, 'a tag ("tag:yaml.org,2002:str"): remove it'),
        ("a: !python/object:os.system b\n", 1, 'a tag ("!python/object:os.system"): remove it'),
        ("a: ! b\n", 1, 'a tag ("!"): remove it'),
        ("a:\n  b:\n", 2, "nothing after the colon or hyphen: write a value or remove the line"),
        ("a: b\n12: c\n", 2, "12 as a key: use a word"),
        ("true: c\n", 1, "true as a key: use a word"),
        ("yes: c\n", 1, "yes means different things to YAML and to people: write it in quotes"),
        ("? [a]\n: b\n", 1, "a list or mapping as a key: use a word"),
        ("a: b: c\n", 1, "a colon inside unquoted text, or a wrong indentation: write the text in quotes"),
        ("a:\n\tb: c\n", 2, "a tab where only spaces may indent: use spaces"),
        ("a: @b\n", 1, "unquoted text cannot begin with this character: write the text in quotes"),
        ("a: b\nc\n", 3, "a key without a colon and a space after it: write `key: text`"),
        (
            "a:\n  b: 1\n c: 2\n",
            3,
            "the indentation fits nothing above, or text goes on after a closing quote: align it",
        ),
        ('a: "b\nc: d\n', 3, "a quote that is never closed: close it"),
        (
            "a: [b,\nc: d\n",
            3,
            "an open bracket, a missing comma, or text in brackets without quotes: correct it",
        ),
        ('a: "\\q"\n', 1, "an unknown backslash escape: use single quotes or double the backslash"),
        ("a: ]\n", 1, "a value that is missing, or a bracket that is never closed: add it"),
        ("[" * 17, 1, "more than 16 levels of nesting: flatten it"),
        ("a: " + "[" * 16, 1, "more than 16 levels of nesting: flatten it"),
    ],
)
def test_a_fault_is_named_with_its_line_and_remedy(source: str | bytes, line: int, fault: str) -> None:
    assert problems(source) == [(line, fault)]


def test_sixteen_levels_are_allowed() -> None:
    assert parse(("[" * MAX_LEVELS + "]" * MAX_LEVELS).encode()).problems == ()


def test_every_fault_is_reported_and_the_first_value_of_a_key_stays() -> None:
    document = parse(b"a: 1\nb: yes\na: 2\nc: &x 12:30\n")
    assert [problem.line for problem in document.problems] == [2, 3, 4, 4]
    assert document.data == {"a": 1, "b": "yes", "c": "12:30"}


YAML_PIECES = st.sampled_from(
    [
        *(
            "a",
            "b: ",
            "- ",
            "\n",
            "  ",
            "\t",
            "[",
            "]",
            "{",
            "}",
            ",",
            ": ",
            "? ",
            "&x ",
            "*x",
            "!t ",
            "!!str ",
            "'",
            '"',
        ),
        *(
            "|",
            ">-",
            "# ",
            "---",
            "...",
            "%YAML 1.1",
            "\\",
            "\\x00",
            "\\U00110000",
            "\\ud800",
            "@",
            "`",
            "yes",
            "1e3",
        ),
        *("é", "\ufeff", "\x85"),
    ]
)


@settings(deadline=None)
@given(
    st.one_of(st.binary(max_size=200), st.lists(YAML_PIECES, max_size=40).map(lambda p: "".join(p).encode()))
)
def test_any_bytes_give_json_data_or_a_problem(source: bytes) -> None:
    document = parse(source)
    assert document.data is not None or document.problems
    json.dumps(document.data).encode("ascii")
    for problem in document.problems:
        assert 1 <= problem.line <= source.count(b"\n") + source.count(b"\r") + 1
        assert problem.text.isprintable()


VALUES = st.recursive(
    st.text(max_size=10) | st.integers(-(10**14), 10**14) | st.booleans(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)


@settings(deadline=None)
@given(VALUES)
def test_what_json_writes_in_ascii_reads_back_or_is_refused(value: object) -> None:
    document = parse(json.dumps(value).encode())
    assert document.problems or document.data == value


@pytest.mark.parametrize(
    "source",
    [
        b"[" * MAX_BYTES,
        b"- " * (MAX_BYTES // 2),
        b"a: " + b"1" * (MAX_BYTES - 3),
        b"? " * (MAX_BYTES // 2),
        b"{a: " * (MAX_BYTES // 4),
    ],
    ids=["brackets", "hyphens", "digits", "question-marks", "braces"],
)
def test_a_hostile_file_does_not_hang_the_reader(source: bytes) -> None:
    parse(source)
