"""What our side adds to a language model's reply: a whole interview against a local server, beside bare HTTP.

`python -m benchmarks.reply_latency` holds an interview of long answers and writes results/reply_latency.json.
"""

from __future__ import annotations

import asyncio
import json
import os
import re
import statistics
import sys
import tempfile
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import cycle, islice
from pathlib import Path

import aiohttp
from aiohttp import web

from benchmarks.typist import Typist
from simulator.content import library
from simulator.engines.language_model.litellm_model import LitellmModel
from simulator.engines.litellm.library import load
from simulator.engines.litellm.spending import Spending
from simulator.evidence.reader import Reader
from simulator.interview.interview import Interview
from simulator.recording.folder import start_recording
from simulator.recording.header import Mode, new_header
from simulator.run_interview import run_interview
from simulator.wording import ModelWording
from tests.engines.language_model.scripted_server import Body, ScriptedServer, says

RESULT = Path(__file__).parent / "results" / "reply_latency.json"
ANSWERS = Path(__file__).parent / "corpus" / "dev" / "dev-01.json"
TURNS = 60
REPEATED = 6
"""Times each answer is said over, for a transcript of an hour's words."""
RAW_ROUNDS = 30
TARGET_MS = 60.0


@dataclass
class Sample:
    """One reply."""

    prompt_words: int
    asked_ms: float
    """From the candidate's last word to the request at the server: reading, deciding, prompting."""
    first_ms: float
    """From the server's last character to the first sentence at the front end."""
    whole_ms: float
    """The same to the last sentence."""


class Server:
    """Sends all of a reply at once and looks at the clock before and after."""

    def __init__(self) -> None:
        self.asked_at = self.sent_at = 0.0
        self.words = 0
        self.last: Body = {}

    async def behave(self, request: web.Request, body: Body) -> web.StreamResponse:
        """Reply with the script's own words, as a model that keeps every rule would at least."""
        self.asked_at, self.last = time.perf_counter(), body
        self.words = sum(len(message["content"].split()) for message in body["messages"])
        response = await says(in_form, pieces=12)(request, body)
        self.sent_at = time.perf_counter()
        return response


def in_form(body: Body) -> str:
    """Return the guide of an order in the form asked for."""
    order = body["messages"][1]["content"]
    guide = re.search(r'as a guide: (".*")\n', order)
    move = re.search(r"fits better:\n- ([\w-]+):", order)
    assert guide is not None
    assert move is not None
    return json.dumps({"move": move[1], "addressed": [], "utterance": json.loads(guide[1])})


class Sampling(Typist):
    """Keeps what each reply took, on either side of the server."""

    def __init__(self, answers: Sequence[str], server: Server) -> None:
        super().__init__(answers)
        self.server = server
        self.samples: list[Sample] = []

    def replied(self, times: Sequence[float]) -> None:
        """Take in a reply that the server was asked for."""
        server = self.server
        if self.said_at is not None and server.asked_at > self.said_at:
            after_ms = [(moment - server.sent_at) * 1000 for moment in times]
            asked_ms = (server.asked_at - self.said_at) * 1000
            self.samples.append(Sample(server.words, asked_ms, after_ms[0], after_ms[-1]))


async def raw_ms(url: str, server: Server) -> float:
    """Return how long a bare client has a reply's last character after the server sent it, in the median."""
    waits = []
    async with aiohttp.ClientSession() as client:
        for _ in range(RAW_ROUNDS):
            async with client.post(f"{url}/chat/completions", json=server.last) as response:
                last = 0.0
                async for line in response.content:
                    if b'"content"' in line:
                        last = time.perf_counter()
            waits.append((last - server.sent_at) * 1000)
    return statistics.median(waits)


async def measure() -> tuple[list[Sample], float]:
    """Hold the interview, then ask once more without us."""
    scenario, persona = library.scenario("legal-assistant"), library.persona("vp")
    turns = json.loads(ANSWERS.read_bytes())["turns"]
    said = [turn["text"] for turn in turns if turn["speaker"] == "candidate"]
    answers = [" ".join([text] * REPEATED) for text in islice(cycle(said), TURNS)]
    clock = Server()
    header = new_header(
        scenario, persona, created="2026-01-01T00:00:00+00:00", mode=Mode.REALISTIC, seed=1, settings={}
    )
    with ScriptedServer(clock.behave).in_thread() as server, tempfile.TemporaryDirectory() as folder:
        interview = Interview(scenario, persona, seed=1)
        model = LitellmModel("openai/local", Spending(), api_base=server.url)
        wording = ModelWording(model, interview, scenario, persona, reply_deadline_s=20.0)
        typist = Sampling(answers, clock)
        journal = start_recording(Path(folder), header)
        reader = Reader(scenario.rubric, scenario.facts, scenario.probes)
        await run_interview(interview, reader, journal, typist, wording=wording)
        journal.close()
        raw = await raw_ms(server.url, clock)
        await wording.close()
    return typist.samples, raw


def main() -> int:
    """Measure, write the figures and tell whether the target is met."""
    os.environ["OPENAI_API_KEY"] = "none"
    load()
    samples, raw = asyncio.run(measure())
    half = len(samples) // 2
    result = {
        "replies": len(samples),
        "prompt_words": [samples[0].prompt_words, samples[-1].prompt_words],
        "asked_median_ms": _median(sample.asked_ms for sample in samples),
        "first_sentence_median_ms": _median(sample.first_ms for sample in samples),
        "first_sentence_median_in_second_half_ms": _median(sample.first_ms for sample in samples[half:]),
        "last_sentence_median_ms": _median(sample.whole_ms for sample in samples),
        "bare_http_median_ms": round(raw, 1),
        "target_ms": TARGET_MS,
    }
    RESULT.write_text(json.dumps(result, indent=1) + "\n")
    print(json.dumps(result, indent=1))
    return 0 if result["last_sentence_median_ms"] <= TARGET_MS else 1


def _median(values: Iterable[float]) -> float:
    return round(statistics.median(values), 1)


if __name__ == "__main__":
    sys.exit(main())
