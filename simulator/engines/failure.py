"""How an engine says that it cannot begin, and that it does not do its part."""

from __future__ import annotations

from simulator.interview.events import Engine, FailureKind


class UnavailableError(Exception):
    """A part is missing before the start; its `str` is one line: what is missing, and what brings it."""

    def __init__(self, what: str, fix: str = "") -> None:
        """Name what is missing; `fix` is a command or a few words, empty where nothing is known to help."""
        super().__init__(f"{what}: {fix}" if fix else what)
        self.what = what
        self.fix = fix


class EngineError(Exception):
    """An engine failed at work. What it said itself is not kept: it may hold what somebody spoke."""

    def __init__(self, engine: Engine, kind: FailureKind) -> None:
        super().__init__(f"{engine}: {kind}")
        self.engine = engine
        self.kind = kind
