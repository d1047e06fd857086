# Two commands for a fresh machine: make demo, make test. Both build .venv first.
PYTHON ?= python3.11
VENV := .venv
BIN := $(VENV)/bin
LOCALE := src/sitwell/locale
INPUTS := pyproject.toml requirements.lock Makefile
INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint requirements.lock

.PHONY: demo test long lint wheel bench soak words pictures clean

demo: $(VENV)/.installed
	$(BIN)/sitwell demo

# Three at a time: much of the suite waits for clocks, cameras and processes. A file stays in one
# process, so what is made ready for it is made once; the slow ones begin (tests/conftest.py).
test: $(VENV)/.test
	$(BIN)/python -m pytest --numprocesses 3 --dist loadfile --no-loadscope-reorder

# What takes long, each with a shorter test beside it in the suite.
long: $(VENV)/.test
	$(BIN)/python -m pytest -m long --numprocesses 2 --dist loadfile --no-loadscope-reorder

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

# Collects the words of windows, nudges, cards and faults (words/babel.cfg) into each catalogue, where
# new ones wait to be translated, and compiles those that are.
words: $(VENV)/.test
	mkdir -p build
	$(BIN)/python -m babel.messages.frontend -q extract --mapping words/babel.cfg --keywords=_ \
	  --keywords=translate --keywords=ngettext:1,2 --no-location --output build/sitwell.pot src/sitwell
	$(BIN)/pybabel -q update --domain sitwell --input-file build/sitwell.pot --output-dir $(LOCALE) \
	  --no-fuzzy-matching --ignore-obsolete --ignore-pot-creation-date --width 100
	$(BIN)/pybabel -q compile --domain sitwell --directory $(LOCALE)

# Photographs every window in light and dark, at 100 and 200 %, in English and German, and with large
# letters, and fails where something is cut off, too faint, unnamed or out of Tab's reach. Needs what
# tests/desktop needs.
pictures: $(VENV)/.test
	$(BIN)/python tests/desktop/photographs.py build/windows

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
