"""Lines of standard input, read by a thread of their own and taken one by one."""

from __future__ import annotations

import asyncio
import os
import threading
from collections.abc import AsyncGenerator, Iterator
from contextlib import suppress
from itertools import chain

from simulator.front_ends.typed import MAX_ANSWER_CHARS

LONGEST_LINE = 4 * MAX_ANSWER_CHARS
"""Bytes; a character takes at most four in UTF-8."""


async def lines(descriptor: int) -> AsyncGenerator[bytes]:
    """Yield the lines without their ends, each handed on when it is asked for.

    One longer than `LONGEST_LINE` comes in parts, the first of them longer than that.
    """
    loop = asyncio.get_running_loop()
    read: asyncio.Queue[bytes | None] = asyncio.Queue()
    wanted = threading.Semaphore(0)

    def read_on() -> None:
        with suppress(RuntimeError):  # the loop has closed: the interview is over
            for line in chain(_lines(descriptor), [None]):
                wanted.acquire()
                loop.call_soon_threadsafe(read.put_nowait, line)

    threading.Thread(target=read_on, name="standard-input", daemon=True).start()
    wanted.release()
    while (line := await read.get()) is not None:
        yield line
        wanted.release()


def _lines(descriptor: int) -> Iterator[bytes]:
    # os.read, not sys.stdin: a thread left inside a buffered read aborts the interpreter at exit.
    buffer = b""
    with suppress(OSError):  # a terminal that is gone says no more
        while chunk := os.read(descriptor, 65_536):
            *whole, buffer = (buffer + chunk).split(b"\n")
            yield from whole
            if len(buffer) > LONGEST_LINE:
                yield buffer
                buffer = b""
    if buffer:
        yield buffer
