"""What holds of every command."""

from __future__ import annotations

import os

import pytest

from simulator.cli.main import main


def test_numpy_works_with_one_thread_unless_somebody_says_otherwise(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("OPENBLAS_NUM_THREADS", "4")
    main(["list", "personas"])
    assert os.environ["OPENBLAS_NUM_THREADS"] == "4"
    monkeypatch.delenv("OPENBLAS_NUM_THREADS")
    main(["list", "personas"])
    assert os.environ["OPENBLAS_NUM_THREADS"] == "1"
    assert "Dana Okafor" in capsys.readouterr().out
