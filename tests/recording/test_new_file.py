"""A file that is there whole or not at all."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from simulator.recording.errors import RecordingError
from simulator.recording.new_file import new_file


def test_it_is_there_when_it_is_whole(tmp_path: Path) -> None:
    path = tmp_path / "out"
    with new_file(path) as file:
        file.write(b"all of ")
        assert not path.exists()
        file.write(b"it")
    assert path.read_bytes() == b"all of it"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("fault", [OSError(28, "No space left on device"), RecordingError("no")])
def test_a_fault_leaves_nothing(tmp_path: Path, fault: Exception) -> None:
    path = tmp_path / "out"

    def write() -> None:
        with new_file(path) as file:
            file.write(b"half of")
            raise fault

    with pytest.raises(RecordingError, match=r"No space left on device|no"):
        write()
    assert list(tmp_path.iterdir()) == []


def test_what_is_there_is_left_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "dangling").symlink_to(tmp_path / "nowhere")
    with pytest.raises(RecordingError, match="left as it is"), new_file(tmp_path / "dangling"):
        pytest.fail("it began all the same")
    with pytest.raises(RecordingError, match="left as it is"), new_file(tmp_path / "late"):
        (tmp_path / "late").write_bytes(b"theirs")
    assert (tmp_path / "late").read_bytes() == b"theirs"
    with pytest.raises(RecordingError, match="cannot be written"), new_file(tmp_path / "no" / "folder"):
        pytest.fail("it began all the same")


@pytest.mark.skipif(sys.platform == "win32", reason="kills")
def test_a_kill_leaves_no_part_under_its_name(tmp_path: Path) -> None:
    program = f"""
from pathlib import Path
from simulator.recording.new_file import new_file
with new_file(Path({str(tmp_path / "out")!r})) as file:
    file.write(bytes(100_000))
    print("begun", flush=True)
    input()
"""
    command = [sys.executable, "-c", program]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as writer:
        assert writer.stdout is not None
        writer.stdout.readline()
        os.kill(writer.pid, signal.SIGKILL)
    assert not (tmp_path / "out").exists()
    with new_file(tmp_path / "out") as file:
        file.write(b"again")
    assert (tmp_path / "out").read_bytes() == b"again"
