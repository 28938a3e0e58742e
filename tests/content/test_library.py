from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from simulator.content import library
from simulator.content.authoring_error import AuthoringError
from tests.content.conftest import PERSONA, RUBRIC, SCENARIO

FaultsWith = Callable[[str, str, str], tuple[str, ...]]
TOY, BOSS, SMALL = "scenarios/toy.yaml", "personas/boss.yaml", "scenarios/rubrics/small.yaml"


def fault_of(load: Callable[[str], object], name: str) -> str:
    with pytest.raises(AuthoringError) as raised:
        load(name)
    return str(raised.value)


def test_sound_files_load_by_id_and_by_path(folder: Path) -> None:
    scenario = library.scenario("toy")
    assert scenario == library.scenario(TOY) == library.scenario(str(folder / TOY))
    assert scenario.rubric == library.rubric("small")
    assert scenario.phases[0].minutes == 10
    assert library.persona("boss").presses == ("cost-target", "latency-target")
    assert [library.check(path) for path in (TOY, BOSS, SMALL)] == [(), (), ()]


def test_a_file_of_ones_own_hides_the_one_shipped_and_the_rest_stay(folder: Path) -> None:
    for kind in ("scenarios", "personas"):
        shutil.copytree(folder / kind, folder / "shipped" / kind)
    (folder / "shipped" / TOY).write_text(SCENARIO.replace("A toy", "Shipped"))
    (folder / "shipped/scenarios/other.yaml").write_text(SCENARIO.replace("id: toy", "id: other"))
    assert library.scenario("toy").title == "A toy"
    assert library.scenario("other").id == "other"
    assert list(library.scenario_files()) == ["other", "toy"]
    assert list(library.persona_files()) == ["boss"]
    (folder / TOY).unlink()
    assert library.scenario("toy").title == "Shipped"


def test_the_rubric_beside_the_scenario_comes_before_the_one_shipped(folder: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    shutil.copytree(folder / "scenarios", elsewhere)
    (elsewhere / "rubrics/small.yaml").write_text(RUBRIC.replace("A small standard", "Another"))
    assert library.scenario(str(elsewhere / "toy.yaml")).rubric.title == "Another"
    shutil.copytree(folder / "scenarios", folder / "shipped/scenarios")
    (elsewhere / "rubrics/small.yaml").unlink()
    assert library.scenario(str(elsewhere / "toy.yaml")).rubric.title == "A small standard"


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize(
    ("name", "fault"),
    [
        ("ty", 'unknown scenario "ty"; did you mean "toy"?'),
        ("legal", 'unknown scenario "legal"; there is only toy'),
        ("", 'unknown scenario ""; there is only toy'),
        ("Toy", 'unknown scenario "Toy"; did you mean "toy"?'),
        (
            "../../etc/passwd",
            '"../../etc/passwd" is no scenario: a path ends in .yaml, an id has no separator',
        ),
        ("..\\toy", '"..\\toy" is no scenario: a path ends in .yaml, an id has no separator'),
        ("rubrics/small", '"rubrics/small" is no scenario: a path ends in .yaml, an id has no separator'),
        ("toy\n\x1b[1m", 'unknown scenario "toy\\n\\x1b[1m"; did you mean "toy"?'),
        ("no.yaml", "no.yaml: there is no such file"),
        ("\x00\x1b.yaml", "\\x00\\x1b.yaml: there is no such file"),
        ("x" * 300 + ".yaml", "x" * 300 + ".yaml: cannot be read (File name too long)"),
    ],
)
def test_a_name_that_leads_nowhere_is_one_line(name: str, fault: str) -> None:
    assert fault_of(library.scenario, name) == fault


def test_only_a_file_is_opened(folder: Path) -> None:
    (folder / "dir.yaml").mkdir()
    os.mkfifo(folder / "pipe.yaml")
    assert fault_of(library.scenario, "dir.yaml") == "dir.yaml: not a file"
    assert fault_of(library.scenario, "pipe.yaml") == "pipe.yaml: not a file"


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read_is_one_line(folder: Path) -> None:
    (folder / TOY).chmod(0)
    assert fault_of(library.scenario, "toy") == f"{TOY}: cannot be read (Permission denied)"


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("id: toy", "id: tory", '1: the id is "tory" and the file is "toy.yaml": give both the same name'),
        ("title: A toy", "titel: A toy", '2: unknown key "titel"; did you mean "title"?'),
        ("title: A toy\n", "", '1: "title" is missing: add it'),
        ("title: A toy", "title: 12", '2: "title" should be text: write it in quotes'),
        ("title: A toy", "title: [A toy]", '2: "title" should be text'),
        ("title: A toy", "title: ''", '2: "title" is empty: write something or remove it'),
        ("title: A toy", f"title: {'a' * 2001}", '2: "title" is 2001 characters long: shorten it to 2000'),
        ("title: A toy", 'title: "A {quote}"', '2: "A {quote}" holds "{quote}": no braces may stand here'),
        ("Design a toy.", "Why? What?", '3: "Why? What?" asks 2 questions in one turn: keep one'),
        ("minutes: 10", "minutes: ten", '7: "minutes" should be a number, not "ten"'),
        ("minutes: 10", "minutes: true", '7: "minutes" should be a number, not true'),
        ("minutes: 10", "minutes: 0", '7: "minutes" should be more than 0, not 0'),
        ("minutes: 10", "minutes: 181", '7: "minutes" should be at most 180, not 181'),
        ("minutes: 10", "minutes: 12:30", "7: 12:30 means different things to YAML and to people: write it in quotes"),
        (
            "minutes: 10",
            "minutes: 10\n    invites: 1",
            '8: "invites" should be true or false, not 1',
        ),
        (
            '["Tell me how you would begin."]',
            '["How would you begin?"]',
            '9: "How would you begin?" asks, and a probe follows at once: make it a statement or write `invites: true`',
        ),
        ("id: end", "id: talk", '10: the id "talk" is taken on line 5: choose another'),
        ("id: halved", "id: talk", '20: the id "talk" is taken on line 5: choose another'),
        ("visibility: hidden", "visibility: hiden", '16: "visibility" cannot be "hiden"; did you mean "hidden"?'),
        (
            "visibility: hidden",
            "visibility: secret",
            '16: "visibility" cannot be "secret"; choose from stated, on-request, hidden',
        ),
        ("[how many]", "how many", '17: "asked_by" should be a list: begin each entry with a hyphen'),
        ("[how many]", "[]", '17: "asked_by" has 0 entries: it needs at least 1'),
        ("[how many]", "[many, {a: b}]", '17: entry 2 of "asked_by" should be text'),
        (
            "Forty thousand a day.",
            "Why?",
            '18: "Why?" holds a question, and none belongs here: make it a statement',
        ),
        ("halved. What changes?", "halved.", '22: "The budget is halved." should end in its one question: add or move it'),
        (
            "The budget is halved. What changes?",
            "What changes? It is halved.",
            '22: "What changes? It is halved." should end in its one question: add or move it',
        ),
        ("phase: talk", "phase: tlak", '23: unknown phase "tlak"; did you mean "talk"?'),
        ("after_minutes: 5", "after_minutes: 10", '24: phase "talk" lasts 10 minutes: let it arrive earlier'),
        ("criterion: cost-target", "criterion: cost", '25: unknown criterion "cost"; did you mean "cost-target"?'),
        (
            "criterion: cost-target",
            "criterion: volume",
            '25: unknown criterion "volume"; choose from cost-target, latency-target',
        ),
        ("reveals: [volume]", "reveals: [volumes]", '27: unknown fact "volumes"; did you mean "volume"?'),
        (
            "  - id: halved\n    visibility: hidden",
            "  - id: halved\n    visibility: stated",
            '21: "stated": a constraint is a secret until it arrives: write `hidden` here, or make it a fact',
        ),
        (
            "visibility: hidden",
            "visibility: stated",
            '27: "volume" is not a hidden fact: remove it here or write `visibility: hidden` there',
        ),
        ("id: cost", "id: Cost", '29: "id" cannot be "Cost": an id is lower-case letters, digits and hyphens,'
         " and does not begin with a hyphen"),
        ('"What does one query cost?"', '"Why? Who?"', '32: "Why? Who?" asks 2 questions in one turn: keep one'),
        ('said "{quote}"', "said {figure}", '33: "You said {figure}. What is that in money?" holds "{figure}":'
         " only {quote} may stand here"),
        ("Who pays until then?", "Until {quote}?", '34: "Until {quote}?" holds "{quote}": no braces may stand here'),
        ("is a lot.", "{ is a lot.", '35: "{figure} { is a lot." holds "{": only {figure} and {sum} may stand here'),
        ("hint: N", "hints: N", '36: unknown key "hints"; did you mean "hint"?'),
        ("rubric: small", "rubric: smal", '37: unknown rubric "smal"; did you mean "small"?'),
        ("rubric: small", "rubric: ../small", '37: unknown rubric "../small"; did you mean "small"?'),
        ("rubric: small", "rubric: [small]", "37: unknown rubric ['small']; there is only small"),
        ("rubric: small\n", "", '1: "rubric" is missing: add it'),
    ],
)  # fmt: skip
def test_a_fault_in_a_scenario_is_one_line(faults_with: FaultsWith, old: str, new: str, fault: str) -> None:
    assert faults_with("scenario", old, new) == (f"{TOY}:{fault}",)
    assert fault_of(library.scenario, "toy") == f"{TOY}:{fault}"


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("id: boss", "id: chief", '1: the id is "chief" and the file is "boss.yaml": give both the same name'),
        ("rate_wpm: 160", "rate_wpm: 10", '4: "rate_wpm" should be at least 80, not 10'),
        ("rate_wpm: 160", "rate_wpm: 99.5", '4: "rate_wpm" should be a whole number, not 99.5'),
        ("timbre: male", "timbre: mail", '4: "timbre" cannot be "mail"; did you mean "male"?'),
        ("voice: {timbre: male, rate_wpm: 160, pitch: 50}", "voice: loud", '4: "voice" should hold keys and values'),
        ("[cost-target, latency", "[cost-target, latncy", '6: unknown criterion "latncy-target"; did you mean "latency-target"?'),
        ("latency-target]", "cost-target]", '6: "cost-target" is already on line 6: keep one'),
        ("Good to meet you.", "Ready?", '9: "Ready?" holds a question, and none belongs here: make it a statement'),
        ("Noted.", "3 points.", '10: "3 points." holds a number, and none belongs here: remove it'),
        ('"{quote}".', "that.", '11: "Earlier you said that." lacks {quote}: put it where the candidate\'s words belong'),
        ("Let me stop you there.", "So? And?", '18: "So? And?" asks 2 questions in one turn: keep one'),
        (
            "What would you like to ask me?",
            "Ask me.",
            '19: "We are nearly out of time. Ask me." asks nothing: add its one question',
        ),
    ],
)  # fmt: skip
def test_a_fault_in_a_persona_is_one_line(faults_with: FaultsWith, old: str, new: str, fault: str) -> None:
    assert faults_with("persona", old, new) == (f"{BOSS}:{fault}",)


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        (
            "id: latency-target",
            "id: cost-target",
            '11: the id "cost-target" is taken on line 4: choose another',
        ),
        ("id: train-once", "id: cost-target", '19: the id "cost-target" is taken on line 4: choose another'),
        ("weight: 3", "weight: 11", '6: "weight" should be at most 10, not 11'),
        ("practise: Price one query.", "practice: x", '10: unknown key "practice"; did you mean "practise"?'),
    ],
)
def test_a_fault_in_a_rubric_is_one_line(faults_with: FaultsWith, old: str, new: str, fault: str) -> None:
    assert faults_with("rubric", old, new) == (f"{SMALL}:{fault}",)


def test_a_fault_in_the_rubric_of_a_scenario_names_the_rubrics_file(folder: Path) -> None:
    (folder / SMALL).write_text(RUBRIC.replace("weight: 3", "weight: much"))
    (folder / TOY).write_text(SCENARIO.replace("title: A toy", "title: 5"))
    assert library.check(TOY) == (
        f'{TOY}:2: "title" should be text: write it in quotes',
        f'{SMALL}:6: "weight" should be a number, not "much"',
    )


def test_every_fault_of_a_file_is_reported_in_its_order(folder: Path) -> None:
    text = SCENARIO.replace("minutes: 10", "minutes: 12:30").replace("title: A toy", "titel: A toy")
    (folder / TOY).write_text(text.replace("criterion: cost-target", "criterion: cost", 1))
    lines = (
        f'{TOY}:2: unknown key "titel"; did you mean "title"?',
        f"{TOY}:7: 12:30 means different things to YAML and to people: write it in quotes",
        f'{TOY}:25: unknown criterion "cost"; did you mean "cost-target"?',
    )
    assert library.check(TOY) == lines
    with pytest.raises(AuthoringError) as raised:
        library.scenario("toy")
    assert raised.value.lines == lines
    assert str(raised.value) == f"{lines[0]} (and 2 more: simulate check)"


def test_a_file_of_another_kind_is_named(folder: Path) -> None:
    (folder / "x.yaml").write_text("a: b\n")
    none = "neither a scenario nor a persona nor a rubric: none of their keys is here"
    assert library.check("x.yaml") == (f"x.yaml:1: {none}",)
    (folder / "x.yaml").write_text("just text\n")
    assert library.check("x.yaml") == (f"x.yaml:1: {none}",)
    (folder / "x.yaml").write_text("a: [\n")
    assert library.check("x.yaml") == (
        "x.yaml:2: a value that is missing, or a bracket that is never closed: add it",
    )
    assert library.check("nowhere.yaml") == ("nowhere.yaml: there is no such file",)
    assert fault_of(library.scenario, BOSS).startswith(f'{BOSS}:1: "')


def test_a_persona_presses_what_the_scenario_or_another_rubric_has(folder: Path) -> None:
    scenario, persona = library.scenario("toy"), library.persona("boss")
    library.check_pair(persona, scenario)
    narrow = scenario.model_copy(
        update={"rubric": scenario.rubric.model_copy(update={"criteria": scenario.rubric.criteria[:1]})}
    )
    library.check_pair(persona, narrow)
    (folder / SMALL).write_text("broken: [")
    with pytest.raises(AuthoringError) as raised:
        library.check_pair(persona, narrow)
    assert (
        str(raised.value)
        == 'persona "boss" presses "latency-target", which no rubric has; did you mean "cost-target"?'
    )


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    kind=st.sampled_from([(TOY, SCENARIO), (BOSS, PERSONA), (SMALL, RUBRIC)]),
    at=st.integers(0, 2000),
    cut=st.integers(0, 60),
    put=st.sampled_from(
        [
            "",
            "\n",
            " ",
            ": ",
            "- ",
            "[",
            "{",
            "}",
            "'",
            '"',
            "x",
            "?",
            "{quote}",
            "5",
            "yes",
            "&a ",
            "\\ud800",
            "\x00",
        ]
    ),
)
def test_however_a_file_is_damaged_only_the_authoring_error_comes_of_it(
    folder: Path, kind: tuple[str, str], at: int, cut: int, put: str
) -> None:
    path, text = kind
    at %= len(text)
    (folder / path).write_text(text[:at] + put + text[at + cut :])
    faults = library.check(path)
    load = {TOY: library.scenario, BOSS: library.persona, SMALL: library.rubric}[path]
    with contextlib.suppress(AuthoringError):
        load(path)
    assert all(fault.isprintable() and fault.startswith(path) for fault in faults)
    (folder / path).write_text(text)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    name=st.text() | st.text(alphabet="./\\ay\x00-").map(lambda text: text + ".yaml"),
    source=st.binary(max_size=100),
)
def test_any_name_and_any_bytes_raise_only_the_authoring_error(
    folder: Path, name: str, source: bytes
) -> None:
    (folder / TOY).write_bytes(source)
    for load in (library.scenario, library.persona, library.rubric):
        for each in (name, TOY):
            with pytest.raises(AuthoringError) as raised:
                load(each)
            assert str(raised.value).isprintable()
    assert library.check(TOY)


@pytest.mark.parametrize(
    "path", [*library.scenario_files().values(), *library.persona_files().values()], ids=str
)
def test_what_is_shipped_is_sound(path: Path) -> None:
    assert library.check(str(path)) == ()


def test_every_shipped_persona_fits_every_shipped_scenario() -> None:
    for scenario in library.scenario_files():
        for persona in library.persona_files():
            library.check_pair(library.persona(persona), library.scenario(scenario))


def test_the_content_types_do_not_bring_the_library_with_them() -> None:
    code = "import sys, simulator.content.scenario, simulator.content.persona; print('yaml' in sys.modules)"
    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert shown.stdout == "False\n"
