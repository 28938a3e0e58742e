"""What is set by an option, else in the environment, else in the user's config file."""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path

from simulator.cli.shared_options import OptionError

KNOWN = ("model", "judge", "budget", "reply-deadline", "whisper", "final-whisper", "stt", "tts")
"""Keys of the config file."""


def setting(name: str, given: str | None, variable: str) -> str | None:
    """Return what was `given` as an option, else the environment's `variable`, else the config file's `name`.

    None where it is set nowhere, or set to nothing. Raises OptionError where the config file is faulty.
    """
    chosen = os.environ.get(variable) if given is None else given
    if chosen is None:
        chosen = _config(config_path()).get(name)
    return chosen.strip() or None if chosen is not None else None


def config_path() -> Path:
    """Return where the user's config file is; it need not exist."""
    import platformdirs

    return platformdirs.user_config_path("interview-simulator", False) / "config.toml"


@cache
def _config(path: Path) -> dict[str, str]:
    import tomllib

    from simulator.content.authoring_error import shown, suggestion
    from simulator.recording.header import SECRET

    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except OSError as error:
        raise OptionError(f"{path}: cannot be read: {error.strerror}") from None
    except ValueError as error:
        raise OptionError(f"{path}: {' '.join(str(error).split())}") from None
    for key, value in data.items():
        if SECRET.search(key):
            raise OptionError(f"{path}: {shown(key)}: keys are read from the environment, never from a file")
        if key not in KNOWN:
            raise OptionError(f"{path}: no setting {shown(key)}{suggestion(key, KNOWN)}")
        if isinstance(value, bool) or not isinstance(value, (str, int, float)):
            raise OptionError(f"{path}: {key} takes text or a number")
    return {key: str(value) for key, value in data.items()}
