"""Where a model's name leads: its provider, the address of its calls and the key it needs."""

from __future__ import annotations

import os
from urllib.parse import urlsplit

from simulator.engines.litellm.library import library

_AT_LOOPBACK = ("localhost", "127.0.0.1", "::1")
_OLLAMA_PROVIDERS = ("ollama", "ollama_chat")
_OLLAMA = "http://localhost:11434"


def destination(name: str, api_base: str | None = None) -> str | None:
    """Return the address that calls to the model of that name go to; None: its provider's own."""
    if api_base is not None:
        return api_base
    provider, _, known = provider_of(name)
    if provider is None:
        return None
    variables = (f"{provider.upper()}_API_BASE", f"{provider.upper()}_BASE_URL")
    if provider in _OLLAMA_PROVIDERS:
        variables = ("OLLAMA_API_BASE", "OLLAMA_API_BASE")
        known = known or _OLLAMA
    return next((os.environ[v] for v in reversed(variables) if os.environ.get(v)), known)


def provider_of(name: str) -> tuple[str | None, bool, str | None]:
    """Return a model's provider, or None; whether it needs no key; and the address litellm has for it."""
    try:
        _, provider, given_key, api_base = library().get_llm_provider(name)
    except Exception:
        return None, False, None
    return provider, given_key == "fake-api-key" or provider in _OLLAMA_PROVIDERS, api_base


def is_ollama(name: str) -> bool:
    """Tell whether a model of that name runs in Ollama."""
    return provider_of(name)[0] in _OLLAMA_PROVIDERS


def missing_keys(name: str) -> tuple[str, ...]:
    """Return the environment variables that the model's provider needs and that are not set."""
    try:
        found = library().validate_environment(name)
    except Exception:
        return ()
    return () if found["keys_in_environment"] else tuple(found["missing_keys"])


def is_on_this_machine(address: str | None) -> bool:
    """Return whether an address is this machine's own."""
    return address is not None and urlsplit(address).hostname in _AT_LOOPBACK
