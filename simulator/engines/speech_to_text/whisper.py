"""Whisper on this machine through faster-whisper: which model, where it is, and how it listens."""

from __future__ import annotations

import errno
import io
import os
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from simulator.content.authoring_error import nearest, shown
from simulator.engines.failure import EngineError, UnavailableError
from simulator.engines.speech_to_text import TimedWord
from simulator.engines.speech_to_text.made_up import Decoded, Reason, reason_to_drop, spoken
from simulator.interview.events import Engine, FailureKind
from simulator.sound import RATE, Samples, as_floats, level_dbfs, silence

if TYPE_CHECKING:
    import numpy as np
    from faster_whisper.transcribe import Segment
    from numpy.typing import NDArray

MOST_TERMS = 20
"""Of a glossary: each token of the prompt costs time in every piece, 100 ms for 200 of them with base."""
WINDOW_S = 30
"""Of OpenAI's own models, which were trained with prompts; one makes others deaf."""
QUICK_WINDOW_S = 15
"""What a quick model reads at once instead, in less than half the time. The models were not trained to: in
pieces of up to 10 s others found no more wrong words with windows that long (handy-computer/transcribe.cpp
pull request 149), and many more with windows of a few seconds (OpenNMT/CTranslate2 issue 2100)."""
MOST_THREADS = 4
"""More bring nothing to models of this size."""
TOKENS_A_SECOND = 8
"""What the fastest speakers need; a decoder that wants more is stuck."""
SHORTEST_S = 1.0
"""A piece is filled up with silence to this length: Whisper makes things up in shorter ones."""
_NEEDED = ("config.json", "model.bin", "tokenizer.json")
"""Without its tokenizer the library would ask the network for one, for 23 seconds."""
_WANTED = [*_NEEDED, "preprocessor_config.json", "vocabulary.*"]

Progress = Callable[[int, int], None]
"""Told how many bytes have come, and of how many."""


class Whisper:
    """One model in memory, listening to English."""

    def __init__(
        self,
        model: str | Path,
        glossary: Sequence[str] = (),
        *,
        quick: bool = False,
        threads: int | None = None,
    ) -> None:
        """Choose a model by its name, such as "base.en", or by the folder that holds one.

        The glossary's first terms are expected to be said. A `quick` one reads `QUICK_WINDOW_S` at once,
        and what makes no sense so again as it was trained to. `threads` are as many as help unless given.
        """
        self.name = f"whisper {Path(model).name}{', quick' if quick else ''}"
        self._chosen = model
        self._glossary = glossary[:MOST_TERMS]
        self._prompt: str | None = None
        self._quick = quick
        self._threads = threads or min(MOST_THREADS, os.cpu_count() or 1)
        self._loaded: Any = None

    @property
    def _model(self) -> Any:
        if self._loaded is None:
            raise RuntimeError("the model is used before it is loaded")
        return self._loaded

    def load(self) -> None:
        """Read the model and use it once, for the first use is the slowest; it is not fetched from a network.

        Raises UnavailableError where it is not on this machine or cannot be read. Loaded, it does nothing.
        """
        if self._loaded is not None:
            return
        folder = find(self._chosen)
        if folder is None:
            raise UnavailableError(
                f"the speech model {shown(str(self._chosen))} is not on this machine",
                "`simulate doctor` fetches it",
            )
        from tqdm import tqdm  # noqa: PLC0415

        tqdm.monitor_interval = 0  # it starts a thread for bars that nobody sees
        try:
            self._loaded = _windowed_model()(
                str(folder), device="cpu", compute_type="int8", cpu_threads=self._threads
            )
        except Exception:  # the library's own classes are many, and RuntimeError from its C++
            raise UnavailableError(
                f"the speech model in {folder} cannot be read", "delete that folder and fetch it again"
            ) from None
        if self._glossary and self._model.feature_extractor.chunk_length == WINDOW_S:
            self._prompt = f"Glossary: {', '.join(self._glossary)}."
        self._decode(silence(RATE))

    def words(self, samples: Samples) -> str:
        """Return what is said in at most 10 s of speech, or an empty string where nothing is made out.

        Raises EngineError.
        """
        heard = self._decode(samples, QUICK_WINDOW_S if self._quick else WINDOW_S)
        if heard.why_not and self._quick:
            heard = self._decode(samples)
        if heard.why_not is Reason.REPETITION:
            # Its words were probably said, until it got stuck.
            heard = self._decode(samples, no_repeat_ngram_size=4)
        return "" if heard.why_not else heard.text

    def timed_words(self, samples: Samples) -> tuple[TimedWord, ...]:
        """Return the words of a piece of any length with their times, heard with more care; EngineError."""
        level = level_dbfs(samples)
        return tuple(
            TimedWord(word.word.strip(), float(word.start), float(word.end))
            for segment in self._segments(samples, beam_size=5, word_timestamps=True)
            if reason_to_drop(_decoded([segment], level)) is None
            for word in segment.words or ()
        )

    def _decode(self, samples: Samples, window_s: int = WINDOW_S, **options: Any) -> _Heard:
        padded = samples
        if len(samples) < SHORTEST_S * RATE:
            padded = silence(int(SHORTEST_S * RATE))
            padded[: len(samples)] = samples
        # The library gives half of the length that it is told, of which the prompt is a part.
        tokens = 2 * int(TOKENS_A_SECOND * len(padded) / RATE + 12)
        segments = self._segments(
            padded,
            window_s,
            beam_size=1,
            without_timestamps=True,
            max_new_tokens=min(tokens, self._model.max_length // 2 + 64),
            **options,
        )
        if not segments:
            return _Heard("", Reason.NO_SPEECH)
        decoded = _decoded(segments, level_dbfs(samples))
        return _Heard(decoded.text, reason_to_drop(decoded))

    def _segments(self, samples: Samples, window_s: int = WINDOW_S, **options: Any) -> list[Segment]:
        self._model.window_s = window_s
        try:
            segments, _ = self._model.transcribe(
                as_floats(samples),
                language="en",
                temperature=0.0,
                condition_on_previous_text=False,
                initial_prompt=self._prompt,
                no_speech_threshold=None,  # our own reasons to drop are applied instead
                log_prob_threshold=None,
                compression_ratio_threshold=None,
                **options,
            )
            return list(segments)
        except MemoryError:
            raise
        except Exception:  # C++ throws RuntimeError, Python's side ValueError and more
            raise EngineError(Engine.SPEECH_TO_TEXT, FailureKind.CRASHED) from None


@dataclass(frozen=True, slots=True)
class _Heard:
    text: str
    why_not: Reason | None


def _decoded(segments: Iterable[Segment], level: float) -> Decoded:
    pieces = list(segments)
    return Decoded(
        spoken(" ".join(piece.text for piece in pieces)),
        max(piece.no_speech_prob for piece in pieces),
        min(piece.avg_logprob for piece in pieces),
        level,
    )


def find(model: str | Path) -> Path | None:
    """Return the folder of a model that is on this machine, or None for one that would have to be fetched.

    Raises UnavailableError for a folder that holds no model, and for a name that nobody knows.
    """
    folder = Path(os.path.expanduser(model))
    if folder.is_dir():
        missing = [name for name in _NEEDED if not (folder / name).is_file()]
        if missing:
            raise UnavailableError(
                f"{folder} holds no Whisper model for CTranslate2",
                f"{' and '.join(missing)} should be in it",
            )
        return folder
    repository = _repository(str(model))
    from huggingface_hub import snapshot_download  # noqa: PLC0415
    from huggingface_hub.errors import LocalEntryNotFoundError  # noqa: PLC0415

    try:
        found = Path(snapshot_download(repository, local_files_only=True, allow_patterns=_WANTED))
    except LocalEntryNotFoundError:
        return None
    return found if all((found / name).is_file() for name in _NEEDED) else None


def fetch(model: str | Path, progress: Progress) -> Path:
    """Return the folder of a model, downloaded where it is not on this machine.

    Raises UnavailableError where it cannot be had.
    """
    found = find(model)
    if found is not None:
        return found
    from huggingface_hub import snapshot_download  # noqa: PLC0415
    from huggingface_hub.utils import logging  # noqa: PLC0415

    logging.set_verbosity_error()  # type: ignore[no-untyped-call]  # each of its tries would be a line on the screen
    name = shown(str(model))
    try:
        return Path(
            snapshot_download(
                _repository(str(model)), allow_patterns=_WANTED, tqdm_class=_bar_telling(progress)
            )
        )
    except OSError as error:  # the hub's own faults are of this kind too
        if error.errno == errno.ENOSPC:
            raise UnavailableError(
                f"no room on the disk for the speech model {name}", "a smaller one is --whisper tiny.en"
            ) from None
        raise _unreachable(name) from None
    except Exception:  # whatever the HTTP client of the day throws
        raise _unreachable(name) from None


def _windowed_model() -> type[Any]:
    """Return the library's model, able to read windows of any length."""
    from faster_whisper import WhisperModel  # noqa: PLC0415 - a second of imports

    class Windowed(WhisperModel):  # type: ignore[misc]
        window_s = WINDOW_S

        def encode(self, features: NDArray[np.float32]) -> Any:
            # The library has filled them up to 30 s, whatever there is of sound.
            return super().encode(features[..., : self.window_s * self.frames_per_second])

    return Windowed


def _unreachable(name: str) -> UnavailableError:
    return UnavailableError(
        f"the speech model {name} is not on this machine and cannot be fetched",
        "connect to the network once, or give --whisper a folder that holds a model",
    )


def _repository(model: str) -> str:
    from faster_whisper.utils import _MODELS  # noqa: PLC0415 - the library has no public way to it

    if model in _MODELS:
        return str(_MODELS[model])
    owner, slash, name = model.partition("/")
    if slash and owner not in ("", ".", "..", "~") and name and "/" not in name:
        return model
    near = nearest(model, list(_MODELS))
    hint = f'did you mean "{near}"?' if near else "tiny.en, base.en, small.en and medium.en are some"
    raise UnavailableError(f"no speech model or folder {shown(model)}", hint)


def _bar_telling(progress: Progress) -> type[Any]:
    """Return a progress bar, of the class that the hub's library asks for, that draws nothing and tells."""
    from tqdm import tqdm  # noqa: PLC0415

    class Bar(tqdm):  # type: ignore[misc]
        def __init__(self, *args: Any, **options: Any) -> None:
            super().__init__(*args, **{**options, "file": io.StringIO(), "disable": False})

        def update(self, n: float | None = 1) -> bool | None:
            result: bool | None = super().update(n)
            if self.unit == "B":
                progress(int(self.n), int(self.total or self.n))
            return result

    return Bar
