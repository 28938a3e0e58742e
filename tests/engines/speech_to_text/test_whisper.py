"""A real Whisper hears real, if synthetic, speech; and a model that is not there is told in one line."""

import json
import shutil
import threading
from hashlib import sha1
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import numpy as np
import pytest
from faster_whisper import transcribe

from simulator.engines.failure import EngineError, UnavailableError
from simulator.engines.speech_to_text import whisper
from simulator.engines.speech_to_text.whisper import Whisper, fetch, find
from simulator.interview.events import Engine, FailureKind
from simulator.sound import RATE, silence
from tests.spoken import MICRO_WHISPER, micro_whisper, spoken


def test_it_hears_what_is_said():
    for text in ("i would define the success metric first", "let me think for a moment"):
        assert micro_whisper().words(spoken(0.2, text, 0.2)) == text


def test_it_hears_nothing_where_nobody_speaks():
    noise = (np.random.default_rng(2).normal(size=2 * RATE) * 60).astype(np.int16)
    for nobody in (silence(RATE // 10), silence(3 * RATE), noise):
        assert micro_whisper().words(nobody) == ""


def test_a_glossary_is_for_models_that_were_trained_with_prompts(tmp_path):
    text = "i would define the success metric first"
    terms = [f"term {number}" for number in range(200)]
    small = Whisper(MICRO_WHISPER, terms, threads=1)
    small.load()
    assert small.words(spoken(0.2, text, 0.2)) == text

    shutil.copytree(MICRO_WHISPER, tmp_path / "like-openai's")
    settings = tmp_path / "like-openai's" / "preprocessor_config.json"
    settings.write_text(json.dumps({**json.loads(settings.read_text()), "chunk_length": 30}))
    prompted = Whisper(tmp_path / "like-openai's", terms, threads=1)
    prompted.load()
    prompts = []
    transcribe = prompted._model.transcribe
    prompted._model.transcribe = lambda *given, **options: (
        prompts.append(options["initial_prompt"]) or transcribe(*given, **options)
    )
    prompted.words(silence(RATE))
    assert prompts == [f"Glossary: {', '.join(terms[:20])}."]


def test_a_quick_one_reads_half_as_much_and_all_of_it_where_that_makes_no_sense(monkeypatch):
    text = "i would define the success metric first"
    quick = Whisper(MICRO_WHISPER, quick=True, threads=1)
    quick.load()
    windows, given = [], transcribe.get_ctranslate2_storage
    monkeypatch.setattr(
        transcribe,
        "get_ctranslate2_storage",
        lambda features: windows.append(features.shape[-1] / 100) or given(features),
    )
    assert quick.words(spoken(0.2, text, 0.2)) == text
    assert windows == [15]
    assert quick.words(silence(RATE)) == ""
    assert windows == [15, 15, 30]


def test_words_have_their_times():
    words = micro_whisper().timed_words(spoken(1.0, "the fallback is the cache", 0.5))
    assert [word.text for word in words] == ["the", "fallback", "is", "the", "cache"]
    assert 0.4 < words[0].start_s < 1.4
    assert all(word.start_s <= word.end_s for word in words)
    assert [word.start_s for word in words] == sorted(word.start_s for word in words)


def test_a_fault_in_the_library_is_an_engine_error(monkeypatch):
    model = Whisper(MICRO_WHISPER, threads=1)
    model.load()

    def fail(*_, **__):
        raise RuntimeError("the words of the candidate")

    monkeypatch.setattr(model._model, "transcribe", fail)
    with pytest.raises(EngineError) as raised:
        model.words(silence(RATE))
    assert (raised.value.engine, raised.value.kind) == (Engine.SPEECH_TO_TEXT, FailureKind.CRASHED)
    assert "candidate" not in str(raised.value)


def test_a_stuck_decoder_gets_a_second_try_that_may_not_repeat(monkeypatch):
    model = Whisper(MICRO_WHISPER, threads=1)
    model.load()
    options = []

    def transcribe(samples, **given):
        options.append(given)

        class Segment:
            text = "we log it" if "no_repeat_ngram_size" in given else "we log it " * 9
            no_speech_prob, avg_logprob = 0.0, -0.1

        return iter([Segment()]), None

    monkeypatch.setattr(model._model, "transcribe", transcribe)
    assert model.words(spoken("thank you that is all")) == "we log it"
    assert len(options) == 2


def test_a_folder_comes_before_a_name(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    shutil.copytree(MICRO_WHISPER, tmp_path / "base.en")
    assert find("base.en").samefile(tmp_path / "base.en")


def test_a_folder_that_holds_no_model_says_what_is_missing(tmp_path):
    (tmp_path / "config.json").write_text("{}")
    with pytest.raises(UnavailableError, match=r"holds no Whisper model.*: model\.bin and tokenizer\.json"):
        find(tmp_path)


def test_a_damaged_model_is_told(tmp_path):
    shutil.copytree(MICRO_WHISPER, tmp_path / "model")
    (tmp_path / "model" / "model.bin").write_bytes(b"no model")
    with pytest.raises(UnavailableError, match="cannot be read: delete that folder"):
        Whisper(tmp_path / "model").load()


@pytest.mark.parametrize(
    ("name", "hint"),
    [("base.enn", 'did you mean "base.en"'), ("./nowhere", "tiny.en, base.en"), ("\x1b[31m", "tiny.en")],
)
def test_a_name_that_nobody_knows_is_told_with_a_hint(name, hint):
    with pytest.raises(UnavailableError, match=hint) as raised:
        find(name)
    assert "\n" not in str(raised.value)
    assert "\x1b" not in str(raised.value)


@pytest.fixture
def hub(tmp_path, monkeypatch):
    """A model hub on loopback that has one repository, and a machine that has no model."""
    commit = "0" * 39 + "1"
    files = {
        path.name: path.read_bytes() for path in MICRO_WHISPER.iterdir() if path.suffix in (".json", ".bin")
    }

    class Hub(BaseHTTPRequestHandler):
        def do_GET(self):
            self.reply(is_head=False)

        def do_HEAD(self):
            self.reply(is_head=True)

        def reply(self, *, is_head):
            path = self.path.partition("?")[0]
            name = path.rpartition("/")[2]
            if "/tree/" in path:
                listed = [
                    {"type": "file", "path": name, "size": len(content), "oid": sha1(content).hexdigest()}
                    for name, content in files.items()
                ]
                self.send(json.dumps(listed).encode(), is_head, "application/json")
            elif path.startswith("/api/models/"):
                known = {
                    "id": "some/model",
                    "sha": commit,
                    "siblings": [{"rfilename": name} for name in files],
                }
                self.send(json.dumps(known).encode(), is_head, "application/json")
            elif name in files and "/resolve/" in path:
                self.send(files[name], is_head, "application/octet-stream")
            else:
                self.send_error(404)

        def send(self, content, is_head, kind):
            self.send_response(200)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(content)))
            self.send_header("ETag", f'"{sha1(content).hexdigest()}"')
            self.send_header("X-Repo-Commit", commit)
            self.end_headers()
            if not is_head:
                self.wfile.write(content)

        def log_message(self, *_):
            pass

    from huggingface_hub import constants

    server = ThreadingHTTPServer(("127.0.0.1", 0), Hub)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    here = f"http://127.0.0.1:{server.server_port}"
    monkeypatch.setattr(constants, "ENDPOINT", here)
    monkeypatch.setattr(
        constants, "HUGGINGFACE_CO_URL_TEMPLATE", f"{here}/{{repo_id}}/resolve/{{revision}}/{{filename}}"
    )
    monkeypatch.setattr(constants, "HF_HUB_CACHE", str(tmp_path / "hub"))
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


def test_a_model_is_fetched_once_with_its_progress(hub):
    told = []
    assert find("some/model") is None

    folder = fetch("some/model", lambda done, total: told.append((done, total)))

    assert (folder / "model.bin").read_bytes() == (MICRO_WHISPER / "model.bin").read_bytes()
    done, total = zip(*told, strict=True)
    assert list(done) == sorted(done)
    assert done[-1] == total[-1] > 3_000_000
    assert find("some/model") == folder
    assert fetch("some/model", lambda *_: pytest.fail("it is here")) == folder


def test_without_a_network_one_line_says_so(tmp_path, monkeypatch):
    from huggingface_hub import constants

    monkeypatch.setattr(constants, "ENDPOINT", "http://127.0.0.1:9")
    monkeypatch.setattr(constants, "HF_HUB_CACHE", str(tmp_path / "hub"))
    with pytest.raises(UnavailableError) as raised:
        fetch("base.en", lambda *_: None)
    assert str(raised.value) == (
        'the speech model "base.en" is not on this machine and cannot be fetched:'
        " connect to the network once, or give --whisper a folder that holds a model"
    )
    with pytest.raises(UnavailableError, match="is not on this machine"):
        Whisper("base.en").load()


def test_a_full_disk_is_told_as_that(monkeypatch, tmp_path):
    import errno

    import huggingface_hub

    def full(*_, **options):
        if options.get("local_files_only"):
            raise huggingface_hub.errors.LocalEntryNotFoundError("not here")
        raise OSError(errno.ENOSPC, "no space")

    monkeypatch.setattr(huggingface_hub, "snapshot_download", full)
    with pytest.raises(UnavailableError, match="no room on the disk"):
        whisper.fetch("base.en", lambda *_: None)
