"""A command run in this process: what it does to files, prints and returns, without the start of an interpreter."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from contextlib import chdir
from pathlib import Path
from unittest.mock import patch

from simulator.cli.main import main


def simulate(*arguments: str, stdin: bytes = b"", cwd: Path) -> subprocess.CompletedProcess[str]:
    """Run `simulate` in the folder `cwd` with its recordings in `kept` below it; at most 64 KiB go in."""
    reading, writing = os.pipe()
    os.write(writing, stdin)
    os.close(writing)
    out, err = (io.TextIOWrapper(io.BytesIO(), "utf-8", write_through=True) for _ in range(2))
    with (
        os.fdopen(reading) as given,
        chdir(cwd),
        patch.object(sys, "stdin", given),
        patch.object(sys, "stdout", out),
        patch.object(sys, "stderr", err),
        patch.dict(os.environ, SIMULATE_RECORDINGS=str(cwd / "kept")),
    ):
        try:
            status = main(arguments)
        except SystemExit as left:
            status = int(left.code or 0)
    said, warned = (stream.buffer.getvalue().decode() for stream in (out, err))  # type: ignore[attr-defined]
    return subprocess.CompletedProcess(arguments, status, said, warned)
