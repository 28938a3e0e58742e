"""The process in which pyttsx3 speaks one clause into a file: started ahead, it reads its job from its input.

It is run as a file and imports nothing of the program, to be quick. What pyttsx3 prints goes nowhere.
"""

import ctypes
import json
import os
import sys
import time
from importlib.util import find_spec
from typing import Any

FILE_PATIENCE_S = 3.0
"""pyttsx3 may come back before the file is there."""
SETTING_PATIENCE_S = 0.5
FEMALE = ("female", "zira", "samantha", "hazel", "susan", "karen", "moira", "tessa", "victoria", "fiona")
MALE = ("david", "alex", "daniel", "mark", "george", "fred", "male")
"""Names of voices that come with Windows and macOS, where nothing else tells."""


def use_packaged_espeak() -> None:
    """Let pyttsx3 find the library of the package espeakng-loader, so that none need be installed."""
    if sys.platform.startswith("linux") and find_spec("espeakng_loader"):
        import espeakng_loader  # noqa: PLC0415

        # Without its data the library ends the process.
        os.environ["ESPEAK_DATA_PATH"] = espeakng_loader.get_data_path()
        ctypes.CDLL(espeakng_loader.get_library_path(), mode=ctypes.RTLD_GLOBAL)


def chosen_voice(engine: Any, timbre: str) -> str | None:
    """Return the id of an English voice of that timbre, or None to take the engine's own."""
    if sys.platform.startswith("linux"):
        return {"female": "gmw/en-US+f3"}.get(timbre, "gmw/en-US")
    ours, others = (FEMALE, MALE) if timbre == "female" else (MALE, FEMALE)
    english = [voice for voice in engine.getProperty("voices") if "en" in _languages(voice)]

    def fits(voice: Any) -> int:
        known = f"{voice.gender or ''} {voice.name}".lower().replace("female", "feminine")
        mine = [name.replace("female", "feminine") for name in ours]
        theirs = [name.replace("female", "feminine") for name in others]
        return any(name in known for name in mine) - any(name in known for name in theirs)

    return max(english, key=fits).id if english else None


def _languages(voice: Any) -> set[str]:
    told = [*(voice.languages or []), voice.id]
    text = " ".join(item.decode(errors="replace") if isinstance(item, bytes) else str(item) for item in told)
    return set(text.lower().replace("-", " ").replace("_", " ").replace(".", " ").split())


def take_effect(engine: Any, job: dict[str, Any]) -> None:
    """See rate and pitch set: else pyttsx3 cancels what espeak has not yet come to, and they are lost."""
    engine.proxy.setBusy(False)
    until = time.monotonic() + SETTING_PATIENCE_S
    while time.monotonic() < until and any(
        engine.getProperty(name) != value
        for name, value in (("rate", job["rate_wpm"]), ("pitch", job["pitch"]))
    ):
        time.sleep(0.001)
    engine.proxy.setBusy(True)


def wait_for(file: str) -> bool:
    """Return whether the file is there and has stopped growing."""
    size, until = -1, time.monotonic() + FILE_PATIENCE_S
    while time.monotonic() < until:
        now = os.path.getsize(file) if os.path.exists(file) else 0
        if now and now == size:
            return True
        size = now
        time.sleep(0.01)
    return False


def main() -> int:
    """Speak one job and return the exit status: 0 when the file is whole."""
    use_packaged_espeak()
    import pyttsx3  # noqa: PLC0415

    engine = pyttsx3.init()
    job = json.loads(sys.stdin.readline())
    if (voice := chosen_voice(engine, job["timbre"])) is not None:
        engine.setProperty("voice", voice)
    engine.setProperty("rate", job["rate_wpm"])
    if sys.platform.startswith("linux"):
        engine.setProperty("pitch", job["pitch"])  # the other systems' drivers have none
        take_effect(engine, job)
    engine.save_to_file(job["text"], job["file"])
    engine.runAndWait()
    return 0 if wait_for(job["file"]) else 1


if __name__ == "__main__":
    status = 1
    try:
        status = main()
    except Exception:  # whatever a driver throws, the parent is told by the status alone
        os._exit(1)
    os._exit(status)  # no destructors: some drivers hang or crash in theirs
