"""Real litellm over real HTTP to a local server: what comes back for each way in which a server behaves."""

from __future__ import annotations

import gc
import logging
from collections.abc import Awaitable, Callable, Iterator

import pytest

from simulator.engines.language_model.language_model import Message, ModelError, Request, Role
from simulator.engines.language_model.litellm_model import LitellmModel
from simulator.engines.litellm.library import load
from simulator.engines.litellm.spending import Call, Spending
from simulator.interview.events import FailureKind
from tests import skipped_time as skipping
from tests.engines.language_model.scripted_server import (
    Behaviour,
    ScriptedServer,
    cuts,
    fails,
    says,
    sends,
    stalls,
    trickles,
)

CANARY = "sk-canary-51cc0ffee"
FAILING: list[tuple[str, Behaviour, FailureKind]] = [
    ("stall before the first token", stalls(), FailureKind.TIMED_OUT),
    ("stall in mid-stream", stalls("Hello, "), FailureKind.TIMED_OUT),
    ("trickle", trickles("Hello there."), FailureKind.TIMED_OUT),
    ("cut connection", cuts("Hello, "), FailureKind.UNREACHABLE),
    ("429 for longer than there is time", fails(429, headers={"Retry-After": "60"}), FailureKind.OVERLOADED),
    ("500 for longer than there is time", fails(500, headers={"Retry-After": "60"}), FailureKind.SERVER_FAILED),
    ("401", fails(401), FailureKind.KEY_REFUSED),
    ("403", fails(403), FailureKind.KEY_REFUSED),
    ("400", fails(400), FailureKind.REQUEST_REFUSED),
    ("404", fails(404), FailureKind.REQUEST_REFUSED),
    ("malformed JSON", sends(b"{not json"), FailureKind.UNUSABLE),
    ("malformed events", sends(b"data: {not json\n\n", "text/event-stream"), FailureKind.UNUSABLE),
    ("no body", sends(b""), FailureKind.UNUSABLE),
    ("empty reply", says(""), FailureKind.UNUSABLE),
    ("blank reply", says(" \n"), FailureKind.UNUSABLE),
]  # fmt: skip


def request(deadline_s: float = 20.0) -> Request:
    messages = [Message(Role.SYSTEM, "Be brief."), Message(Role.USER, "Say hello to me.")]
    return Request("wording", messages, deadline_s=deadline_s, max_tokens=50)


async def streamed(model: LitellmModel, asked: Request) -> list[str]:
    return [piece async for piece in model.stream(asked)]


async def completed(model: LitellmModel, asked: Request) -> list[str]:
    return [(await model.complete(asked)).text]


WAYS = pytest.mark.parametrize("way", [streamed, completed], ids=["streamed", "completed"])
Way = Callable[[LitellmModel, Request], Awaitable[list[str]]]


@pytest.fixture(autouse=True, scope="module")
def _nothing_left_open() -> Iterator[None]:
    """A client that was left open warns when it is collected, and a warning is an error here."""
    load()
    yield
    gc.collect()


@pytest.fixture(autouse=True)
def _key(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", CANARY)


def ask(way: Way, server: ScriptedServer, asked: Request, spending: Spending | None = None) -> list[str]:
    """Ask once; all that the call opened is closed when it returns."""

    async def work() -> list[str]:
        async with server:
            model = LitellmModel("openai/some-model", spending or Spending(), api_base=server.url)
            try:
                return await way(model, asked)
            finally:
                await model.close()

    return skipping.run(work())


@WAYS
def test_a_reply_comes_whole_with_what_it_used(way: Way) -> None:
    spending = Spending()
    pieces = ask(way, server := ScriptedServer(says("Hello there, you.")), request(), spending)
    assert "".join(pieces) == "Hello there, you."
    [call] = spending.calls
    assert (call.model, call.purpose) == ("openai/some-model", "wording")
    assert (call.usage.input_tokens, call.usage.output_tokens) == (6, 3)
    assert call.usage.cost_usd == 0.0  # a server on this machine
    assert not call.usage.is_estimate
    assert server.asked[0].headers["Authorization"] == f"Bearer {CANARY}"


def test_a_stream_comes_as_it_is_sent() -> None:
    assert ask(streamed, ScriptedServer(says("Hello there.", pieces=6)), request()) == ["Hello ", "there."]


@pytest.mark.parametrize(
    ("way", "behaviour", "kind"),
    [
        pytest.param(way, *case, id=f"{name}-{way.__name__}")
        for name, *case in FAILING
        for way in (streamed, completed)
        if way is streamed or name not in ("cut connection", "malformed events")
    ],
)
def test_every_failure_has_its_kind_and_tells_nothing_of_what_the_server_said(
    way: Way,
    behaviour: Behaviour,
    kind: FailureKind,
    capfd: pytest.CaptureFixture[str],
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.DEBUG)
    with pytest.raises(ModelError) as caught:
        ask(way, server := ScriptedServer(behaviour), request())
    assert caught.value.kind is kind
    assert len(server.asked) == 1
    error: BaseException | None = caught.value
    while error is not None:
        assert CANARY not in f"{error!r}"
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    assert CANARY not in "".join(capfd.readouterr())
    assert CANARY not in caplog.text


@WAYS
@pytest.mark.parametrize("status", [408, 409, 429, 500, 503])
def test_what_may_pass_is_tried_again_twice(way: Way, status: int) -> None:
    server = ScriptedServer(says("Hello."), [fails(status, headers={"Retry-After": "0"})] * 2)
    assert "".join(ask(way, server, request())) == "Hello."
    assert len(server.asked) == 3
    server = ScriptedServer(fails(status, headers={"Retry-After": "0"}))
    with pytest.raises(ModelError):
        ask(way, server, request())
    assert len(server.asked) == 3


@WAYS
def test_no_server_is_told_at_once(way: Way) -> None:
    async def work() -> None:
        server = ScriptedServer(says("Hello."))
        async with server:
            pass
        model = LitellmModel("openai/some-model", Spending(), api_base=server.url)
        try:
            await way(model, request())
        finally:
            await model.close()

    with pytest.raises(ModelError) as caught:
        skipping.run(work())
    assert caught.value.kind is FailureKind.UNREACHABLE


@WAYS
def test_no_key_and_no_such_provider_are_told(way: Way, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("OPENAI_API_KEY")

    async def work(name: str) -> None:
        model = LitellmModel(name, Spending())
        try:
            await way(model, request())
        finally:
            await model.close()

    for name, kind in (
        ("openai/gpt-4o", FailureKind.KEY_REFUSED),
        ("no-such-provider/no-such-model", FailureKind.REQUEST_REFUSED),
    ):
        with pytest.raises(ModelError) as caught:
            skipping.run(work(name))
        assert caught.value.kind is kind


def test_a_reply_that_broke_off_is_paid_for_by_estimate_and_one_refused_is_not() -> None:
    told: list[Call] = []
    spending = Spending()
    spending.tell = told.append
    with pytest.raises(ModelError):
        ask(
            streamed,
            ScriptedServer(stalls("Hello, dear candidate.")),
            request(),
            spending,
        )
    assert told[0].usage.is_estimate
    assert told[0].usage.output_tokens == 6
    for behaviour in (fails(401), fails(429, headers={"Retry-After": "60"})):
        spending = Spending()
        with pytest.raises(ModelError):
            ask(streamed, ScriptedServer(behaviour), request(), spending)
        assert spending.calls == []


def test_abandoning_a_stream_ends_the_call_on_the_server_too() -> None:
    async def work() -> None:
        server = ScriptedServer(trickles("Hello there. " * 1000))
        async with server:
            model = LitellmModel("openai/some-model", Spending(), api_base=server.url)
            stream = model.stream(request())
            assert await anext(stream) == "H"
            await stream.aclose()
            await model.close()

    skipping.run(work())


def test_a_known_price_is_reckoned_wherever_the_server_is() -> None:
    async def work() -> Spending:
        spending = Spending()
        async with ScriptedServer(says("Hello.")) as server:
            model = LitellmModel("openai/gpt-4o", spending, api_base=server.url)
            await model.complete(request())
            await model.close()
        return spending

    assert skipping.run(work()).spent_usd == pytest.approx((6 * 2.5 + 1 * 10) / 1e6)


def test_a_budget_stops_calls_that_could_exceed_it_and_those_of_unknown_price() -> None:
    async def work(name: str) -> None:
        model = LitellmModel(name, Spending(budget_usd=0.0001))
        try:
            await model.complete(request())
        finally:
            await model.close()

    for name in ("openai/gpt-4o", "openai/nobody-has-heard-of-it"):
        with pytest.raises(ModelError) as caught:
            skipping.run(work(name))
        assert caught.value.kind is FailureKind.OVER_BUDGET


def test_a_model_on_this_machine_costs_nothing_and_no_budget_stops_it() -> None:
    assert ask(completed, ScriptedServer(says("Hello.")), request(), Spending(budget_usd=0.0)) == ["Hello."]


def test_a_schema_and_a_temperature_are_sent_and_litellm_makes_no_retries_of_its_own() -> None:
    server = ScriptedServer(says("{}"))
    asked = Request("judging", request().messages, 20.0, 50, schema={"type": "object"}, temperature=0.0)
    ask(completed, server, asked)
    sent = server.asked[0].body
    assert sent["response_format"]["json_schema"]["schema"] == {"type": "object"}
    assert sent["temperature"] == 0.0
    assert "stream" not in sent
