"""What tests of a judge over HTTP share: a user's empty folders with a key to look for, and the prompt that came."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from simulator.cli import settings
from simulator.grading.judge_prompts import Prompt

CANARY = "sk-canary-2fe0c0de77"


@pytest.fixture(autouse=True)
def as_a_user(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[None]:
    monkeypatch.setenv("OPENAI_API_KEY", CANARY)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    for variable in ("SIMULATE_JUDGE", "SIMULATE_BUDGET"):
        monkeypatch.delenv(variable, raising=False)
    settings._config.cache_clear()
    yield
    settings._config.cache_clear()


def prompt_of(body: dict[str, Any]) -> Prompt:
    system, *turns = [message["content"] for message in body["messages"]]
    return Prompt(system, tuple(turns), body["response_format"]["json_schema"]["schema"])
