"""Where scenarios, personas and rubrics are found, and how a file becomes one of them or a list of faults.

A name is an id or a path, and a path ends in `.yaml`. An id is looked for in `./scenarios`,
`./scenarios/rubrics` or `./personas` of the working directory, then among the files shipped with the program.
It is compared with the names of the files there and never becomes part of a path.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Generic, TypeVar

from simulator.content import cross_references
from simulator.content.authored import ID_PATTERN, Authored
from simulator.content.authoring_error import AuthoringError, Problem, printable, shown, suggestion
from simulator.content.persona import Persona
from simulator.content.rubric import Rubric
from simulator.content.scenario import Scenario
from simulator.content.strict_yaml import MAX_BYTES, Document, parse
from simulator.content.strict_yaml import Path as Place
from simulator.content.validation import validated

A = TypeVar("A", bound=Authored)

SCENARIOS = Path("scenarios")
RUBRICS = SCENARIOS / "rubrics"
PERSONAS = Path("personas")

PACKAGE = Path(__file__).resolve().parents[1]
SHIPPED = PACKAGE / "_packaged" if (PACKAGE / "_packaged").is_dir() else PACKAGE.parent
"""What the wheel packs, or the repository around the package in a source checkout."""


def scenario(name: str) -> Scenario:
    """Load a scenario with its rubric by id or path. Raises AuthoringError."""
    file = _path(name, "scenario", _files(SCENARIOS))
    return _scenario(file, _read(file)).sound()


def persona(name: str) -> Persona:
    """Load a persona by id or path. Raises AuthoringError."""
    file = _path(name, "persona", _files(PERSONAS))
    return _persona(file, _read(file)).sound()


def rubric(name: str) -> Rubric:
    """Load a rubric by id or path. Raises AuthoringError."""
    file = _path(name, "rubric", _files(RUBRICS))
    return _rubric(file, _read(file)).sound()


def scenario_files() -> dict[str, Path]:
    """Return every scenario's file by id, ids in order; a file of one's own hides the one shipped."""
    return _files(SCENARIOS)


def persona_files() -> dict[str, Path]:
    """Return every persona's file by id, as `scenario_files` does."""
    return _files(PERSONAS)


def check_pair(persona: Persona, scenario: Scenario) -> None:
    """Raise AuthoringError where the persona presses what neither the scenario's rubric nor any other has."""
    graded = {criterion.id for criterion in scenario.rubric.criteria}
    if graded.issuperset(persona.presses):
        return
    known = sorted(graded | _all_criteria())
    faults = [
        f"persona {shown(persona.id)} presses {shown(name)}, which no rubric has{suggestion(name, known)}"
        for name in persona.presses
        if name not in known
    ]
    if faults:
        raise AuthoringError(faults)


Further = Callable[[Authored], Iterable[tuple[Place, str]]]
"""Finds what else is wrong with what a sound file gave: each fault with its place in the file."""


def check(path: str, further: Further | None = None) -> tuple[str, ...]:
    """Return what is wrong with a file, one line a fault; its keys tell what it is.

    A file with no fault of its own is looked at by `further` too.
    """
    file = Path(path)
    try:
        document = _read(file)
    except AuthoringError as error:
        return error.lines
    keys = set(document.data) if isinstance(document.data, dict) else set()
    kinds: tuple[type[Authored], ...] = (Scenario, Persona, Rubric)
    kind = max(kinds, key=lambda kind: len(keys & kind.model_fields.keys()))
    if not keys & kind.model_fields.keys():
        unknown = Problem(1, "neither a scenario nor a persona nor a rubric: none of their keys is here")
        return _located(file, document.problems or [unknown])
    loaded: _Loaded[Scenario] | _Loaded[Persona] | _Loaded[Rubric]
    if kind is Scenario:
        loaded = _scenario(file, document)
    elif kind is Rubric:
        loaded = _rubric(file, document)
    else:
        pressed = cross_references.pressed_problems(document, sorted(_all_criteria()))
        loaded = _persona(file, document, pressed)
    if loaded.value is None or further is None:
        return loaded.faults
    found = (Problem(document.line(place), fault) for place, fault in further(loaded.value))
    return _located(file, sorted(found, key=lambda problem: problem.line))


@dataclass(frozen=True, slots=True)
class _Loaded(Generic[A]):
    """What a file gave."""

    value: A | None
    """None where there are faults."""
    faults: tuple[str, ...]

    def sound(self) -> A:
        """Return the value; AuthoringError where there are faults."""
        if self.value is None:
            raise AuthoringError(self.faults)
        return self.value


def _scenario(file: Path, document: Document) -> _Loaded[Scenario]:
    if not isinstance(document.data, dict) or "rubric" not in document.data:
        return _loaded(Scenario, file, document, cross_references.scenario_problems(document, None))
    standard = _standard(file, document)
    if standard.value is None:
        problems = cross_references.scenario_problems(document, None)
        rest = _loaded(Scenario, file, document, problems, told="rubric")
        return _Loaded(None, (*rest.faults, *standard.faults))
    problems = cross_references.scenario_problems(document, [c.id for c in standard.value.criteria])
    whole = {**document.data, "rubric": standard.value.model_dump(mode="json")}
    return _loaded(Scenario, file, replace(document, data=whole), problems)


def _standard(file: Path, document: Document) -> _Loaded[Rubric]:
    """Load the rubric that a scenario names: beside the scenario, else as shipped."""
    name = document.data["rubric"]
    known = {**_files_in(SHIPPED / RUBRICS), **_files_in(file.parent / RUBRICS.name)}
    if not isinstance(name, str) or name not in known:
        fault = f"unknown rubric {shown(name)}{suggestion(name, known)}"
        return _Loaded(None, _located(file, [Problem(document.line(("rubric",)), fault)]))
    try:
        return _rubric(known[name], _read(known[name]))
    except AuthoringError as error:
        return _Loaded(None, error.lines)


def _persona(file: Path, document: Document, also: Iterable[Problem] = ()) -> _Loaded[Persona]:
    return _loaded(Persona, file, document, [*cross_references.persona_problems(document), *also])


def _rubric(file: Path, document: Document) -> _Loaded[Rubric]:
    return _loaded(Rubric, file, document, cross_references.rubric_problems(document))


def _loaded(
    kind: type[A], file: Path, document: Document, problems: Iterable[Problem], told: str | None = None
) -> _Loaded[A]:
    """Gather every fault of a file; what YAML already faults on a line is not faulted again for its shape."""
    if document.data is None:
        return _Loaded(None, _located(file, document.problems))
    value, misshapen = validated(kind, document, told)
    faulted = {problem.line for problem in document.problems}
    further = [
        problem
        for problem in (*_misnamed(file, document), *misshapen, *problems)
        if problem.line not in faulted
    ]
    faults = _located(file, sorted((*document.problems, *further), key=lambda problem: problem.line))
    return _Loaded(None if faults else value, faults)


def _misnamed(file: Path, document: Document) -> Iterable[Problem]:
    name = document.data.get("id") if isinstance(document.data, dict) else None
    if isinstance(name, str) and name != file.stem:
        fault = f"the id is {shown(name)} and the file is {shown(file.name)}: give both the same name"
        yield Problem(document.line(("id",)), fault)


def _located(file: Path, problems: Iterable[Problem]) -> tuple[str, ...]:
    return tuple(f"{printable(str(file))}:{problem.line}: {problem.text}" for problem in problems)


def _path(name: str, kind: str, known: dict[str, Path]) -> Path:
    if name.endswith(".yaml"):
        return Path(name)
    if name in known:
        return known[name]
    if "/" in name or "\\" in name:
        raise AuthoringError([f"{shown(name)} is no {kind}: a path ends in .yaml, an id has no separator"])
    raise AuthoringError([f"unknown {kind} {shown(name)}{suggestion(name, known)}"])


def _read(file: Path) -> Document:
    name = printable(str(file))
    try:
        if not file.is_file():
            raise AuthoringError([f"{name}: {'not a file' if file.exists() else 'there is no such file'}"])
        with file.open("rb") as source:
            return parse(source.read(MAX_BYTES + 1))
    except OSError as error:
        raise AuthoringError([f"{name}: cannot be read ({error.strerror})"]) from None


def _files(folder: Path) -> dict[str, Path]:
    files = {**_files_in(SHIPPED / folder), **_files_in(folder)}
    return dict(sorted(files.items()))


def _files_in(folder: Path) -> dict[str, Path]:
    return {f.stem: f for f in folder.glob("*.yaml") if re.fullmatch(ID_PATTERN, f.stem) and f.is_file()}


def _all_criteria() -> set[str]:
    """Return the criteria of every rubric that can be read."""
    loaded = (_rubric(file, _read(file)).value for file in _files(RUBRICS).values())
    return {criterion.id for rubric in loaded if rubric for criterion in rubric.criteria}
