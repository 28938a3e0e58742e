# One command each; every target sets up .venv by itself and is quick the second time.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet install
SCENARIO ?= legal-assistant
PERSONA ?= vp

.DEFAULT_GOAL := help
.PHONY: help interview voice-demo test test-voice test-slow lint bench bench-crash lock clean

help: ## this list
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /  make \1\t/' | expand -t 20

interview: $(VENV)/.runtime ## be interviewed, in text: SCENARIO=legal-assistant PERSONA=vp
	@$(BIN)/simulate --text --scenario $(SCENARIO) --persona $(PERSONA)

voice-demo: $(VENV)/.runtime ## a spoken interview without a microphone: a synthetic voice answers (two minutes)
	@$(BIN)/python -m tests.voice_demo

test: $(VENV)/.development ## run the tests, on all cores
	$(BIN)/pytest -n auto --dist loadfile

test-voice: $(VENV)/.development ## speak whole interviews through a virtual sound card (three minutes; Linux)
	$(BIN)/pytest -m slow tests/test_voice_end_to_end.py

test-slow: $(VENV)/.development ## run the tests that take minutes
	$(BIN)/pytest -m slow

lint: $(VENV)/.development ## ruff, mypy --strict, import contracts
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: $(VENV)/.development ## measure the grader and the speed, and keep the results in benchmarks/results
	$(BIN)/python -m benchmarks.grading
	$(BIN)/python -m benchmarks.noise
	$(BIN)/python -m benchmarks.long_transcript
	$(BIN)/python -m benchmarks.startup
	$(BIN)/python -m benchmarks.replay
	$(BIN)/python -m benchmarks.reply_latency
	$(BIN)/python -m benchmarks.voice_latency

bench-crash: $(VENV)/.development ## kill a thousand interviews and see that nothing is lost (half an hour)
	$(BIN)/python -m benchmarks.crash

lock: ## resolve the exact versions anew (needs uv)
	uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-header --no-annotate \
		--group build pyproject.toml -o requirements.lock
	uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-header --no-annotate \
		--group dev pyproject.toml -c requirements.lock -o requirements-dev.lock

clean: ## remove what the targets made
	rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Python 3.11 or newer is needed; $(PYTHON) is $$($(PYTHON) --version 2>&1). Try: make PYTHON=python3.12 ..." >&2; exit 2; }
	@echo "Making a virtual environment in $(VENV) ..."
	@$(PYTHON) -m venv $(VENV) || { echo "python3-venv is missing: apt install python3-venv" >&2; exit 2; }

$(VENV)/.runtime: requirements.lock pyproject.toml | $(VENV)/bin/python
	@echo "Installing the exact versions of requirements.lock (a minute or two, once) ..."
	@$(PIP) --require-hashes -r requirements.lock
	@$(PIP) --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/.development: requirements-dev.lock pyproject.toml | $(VENV)/bin/python
	@echo "Installing the exact versions of requirements-dev.lock (a minute or two, once) ..."
	@$(PIP) --require-hashes -r requirements-dev.lock
	@$(PIP) --no-deps --no-build-isolation -e .
	@touch $@ $(VENV)/.runtime
