"""litellm itself: the only file that imports it, and it does so when first needed."""

from __future__ import annotations

import asyncio
import logging
import os
from collections.abc import Mapping
from contextlib import suppress
from functools import cache
from inspect import iscoroutinefunction
from threading import Lock
from types import ModuleType
from typing import Any

_CLIENT_TIMEOUT_S = 600.0
"""litellm's own, per read: never the one that acts, and always the same, since a client is kept for each."""
_loading = Lock()


@cache
def library() -> ModuleType:
    """Return litellm, quiet and without anything from the network; the first time takes seconds."""
    os.environ["LITELLM_LOCAL_MODEL_COST_MAP"] = "True"  # else it fetches prices from GitHub
    os.environ["LITELLM_MODE"] = "PRODUCTION"  # else it reads a .env file
    import litellm  # noqa: PLC0415
    import openai.resources  # noqa: F401, PLC0415  # else the first call does it

    litellm.suppress_debug_info = True
    litellm.drop_params = True  # a provider that has no response_format or temperature gets none
    litellm.turn_off_message_logging = True
    for name in ("LiteLLM", "LiteLLM Proxy", "LiteLLM Router"):
        logging.getLogger(name).disabled = True  # they print to stderr what a provider answers
    with suppress(Exception):  # a call to nobody imports what the first real one would
        for _ in litellm.completion(
            model="openai/any", messages=[{"role": "user", "content": "-"}], stream=True, mock_response="-"
        ):
            pass
    return litellm


def load() -> None:
    """Do all the importing that a first call would wait for; it blocks for seconds, so do it in a thread."""
    with _loading:
        library()


def is_loaded() -> bool:
    """Tell whether a first call need not wait."""
    return bool(library.cache_info().currsize)


async def close_clients() -> None:
    """Close the connections that litellm keeps open for the running event loop."""
    if not is_loaded():
        return
    from litellm.litellm_core_utils.logging_worker import GLOBAL_LOGGING_WORKER  # noqa: PLC0415

    with suppress(Exception):
        await GLOBAL_LOGGING_WORKER.clear_queue()  # type: ignore[no-untyped-call]
        await GLOBAL_LOGGING_WORKER.stop()
    kept = library().in_memory_llm_clients_cache
    for key, client in list(kept.cache_dict.items()):
        if not key.endswith(f"-{id(asyncio.get_running_loop())}"):
            continue
        kept.delete_cache(key)
        # An OpenAI client has one of the two, and litellm's own clean-up looks for the other.
        close = getattr(client, "close", None) or getattr(client, "aclose", None)
        if iscoroutinefunction(close):
            with suppress(Exception):
                await close()


def without_its_retries(api_base: str | None, timeout_s: float = _CLIENT_TIMEOUT_S) -> Mapping[str, Any]:
    """Return what every call says beside its question: it is ours to try again."""
    own = {"timeout": timeout_s, "max_retries": 0, "num_retries": 0}
    return own if api_base is None else own | {"api_base": api_base}
