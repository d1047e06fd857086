# Two commands for a fresh machine: make demo, make test. Both build .venv first.
PYTHON ?= python3.11
VENV := .venv
BIN := $(VENV)/bin
WINDOWS := src/sitwell/desktop
INPUTS := pyproject.toml requirements.lock Makefile
INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint requirements.lock

.PHONY: demo test lint wheel bench soak words clean

demo: $(VENV)/.installed
	$(BIN)/sitwell demo

# Two at a time: half of the suite waits for clocks, cameras and processes. A file stays in one
# process, so what is made ready for it is made once.
test: $(VENV)/.test
	$(BIN)/python -m pytest --numprocesses 2 --dist loadfile

lint: $(VENV)/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

wheel: $(VENV)/.dev
	$(BIN)/python -m build --wheel

bench: $(VENV)/.test
	$(BIN)/python bench/bench.py
	$(BIN)/python bench/quiet.py
	$(BIN)/python bench/report.py
	$(BIN)/python bench/desktop.py

# Collects the windows' words into each catalogue, where new ones wait to be translated, and compiles
# those that are.
words: $(VENV)/.test
	mkdir -p build
	$(BIN)/pybabel -q extract --keywords=_ --keywords=ngettext:1,2 --no-location --output build/sitwell.pot $(WINDOWS)
	$(BIN)/pybabel -q update --domain sitwell --input-file build/sitwell.pot --output-dir $(WINDOWS)/locale \
	  --no-fuzzy-matching --ignore-obsolete --ignore-pot-creation-date --width 100
	$(BIN)/pybabel -q compile --domain sitwell --directory $(WINDOWS)/locale

soak: $(VENV)/.test
	$(BIN)/python tests/soak/week.py

$(VENV)/.installed: $(INPUTS)
	$(PYTHON) -m venv $(VENV)
	$(INSTALL) --editable .
	touch $@

$(VENV)/.test: $(VENV)/.installed
	$(INSTALL) --editable '.[test]'
	touch $@

$(VENV)/.dev: $(VENV)/.test
	$(INSTALL) --editable '.[test,dev]'
	touch $@

clean:
	rm -rf $(VENV) dist
