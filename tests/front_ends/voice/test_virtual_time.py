"""The virtual time of the voice tests: exact, and quick."""

from __future__ import annotations

import asyncio
import threading
import time

from simulator.front_ends.voice.source import SilentSource
from simulator.front_ends.voice.virtual_time import VirtualLoop


def test_an_hour_of_sleep_passes_with_the_blocks_of_a_source_and_work_in_threads_takes_no_time() -> None:
    loop = VirtualLoop()
    source = SilentSource(loop.pace)

    async def sleep() -> list[float]:
        def listen() -> None:
            for _ in source.blocks():
                pass

        thread = threading.Thread(target=listen)
        thread.start()
        times = []
        for _ in range(3):
            await asyncio.sleep(20)
            times.append(loop.time())
            await asyncio.to_thread(time.sleep, 0.01)
            assert loop.time() == times[-1]
        source.close()
        await asyncio.to_thread(thread.join)
        return times

    began = time.monotonic()
    with asyncio.Runner(loop_factory=lambda: loop) as runner:
        assert [round(at, 6) for at in runner.run(sleep())] == [20.0, 40.0, 60.0]
    assert time.monotonic() - began < 10
