# Two commands set everything up on a fresh Debian or Ubuntu machine: make demo, make test.

VENV    := .venv
BIN     := $(VENV)/bin
PYTHON  ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null \
	&& { echo $$p; break; }; done)
PIP     := $(BIN)/python -m pip --disable-pip-version-check
ARGS    ?=
export PYTHONUTF8 := 1

.PHONY: demo test run check lint types contracts bundle bench pictures soak lock install clean
.DEFAULT_GOAL := demo

## demo: the whole loop, unattended; screenshots end up in out/demo
demo: install
	@sh installer/system-packages.sh demo $(VENV)
	$(BIN)/simtrainer demo --out out/demo $(ARGS)

## test: every test, offscreen
test: install
	@sh installer/system-packages.sh test $(VENV)
	QT_QPA_PLATFORM=offscreen $(BIN)/python -m pytest $(ARGS)

## run: the desktop app, with its data in out/home
run: install
	@sh installer/system-packages.sh demo $(VENV)
	SIMTRAINER_HOME="$${SIMTRAINER_HOME:-$(CURDIR)/out/home}" $(BIN)/simtrainer $(ARGS)

## check: all that is not a test
check: lint types contracts
	$(BIN)/simtrainer check resources/packs/* scenarios/*

lint: install
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: install
	$(BIN)/mypy

contracts: install
	$(BIN)/lint-imports --no-logo

## bundle: dist/simtrainer (the program) and dist/bare-window (the floor it is measured against)
bundle: install
	@sh installer/system-packages.sh bundle $(VENV)
	$(BIN)/pyinstaller --noconfirm --log-level ERROR --distpath dist --workpath build installer/simtrainer.spec
	$(BIN)/pyinstaller --noconfirm --log-level ERROR --distpath dist --workpath build installer/bare_window.spec

## bench: figures beside their floors (ARGS="record --json")
bench: install
	QT_QPA_PLATFORM=offscreen $(BIN)/simtrainer bench $(ARGS)

## pictures: one of every module of every screen pack, for the documentation
pictures: install
	QT_QPA_PLATFORM=offscreen $(BIN)/python -m simtrainer.launch.pictures resources/docs/modules

## soak: the tests again, with the long ones and many more generated examples
soak: install
	QT_QPA_PLATFORM=offscreen SIMTRAINER_SOAK=1 $(BIN)/python -m pytest $(ARGS)

## lock: resolve anew for Linux, Windows and macOS; the result names no index host
lock: install
	$(PIP) install --quiet uv
	$(BIN)/uv pip compile --quiet --no-config --universal --python-version 3.11 --all-extras \
	    --generate-hashes --no-header --no-annotate --no-emit-index-url --no-emit-find-links \
	    --upgrade pyproject.toml --output-file requirements.lock

# The program's own bytecode is made here, not at its first start.
install: $(VENV)/.project
	@$(BIN)/python -m compileall -q simtrainer

$(VENV)/.made:
	@test -n "$(PYTHON)" || { echo "Python 3.11 or newer is needed, and none was found." >&2; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); \
	    echo "Python's venv module is needed: apt-get install python3-venv" >&2; exit 1; }
	@touch $@

$(VENV)/.lock: requirements.lock | $(VENV)/.made
	$(PIP) install --quiet --require-hashes --requirement requirements.lock
	@touch $@

$(VENV)/.project: pyproject.toml $(VENV)/.lock
	$(PIP) install --quiet --no-deps --no-build-isolation --editable .
	@touch $@

clean:
	rm -rf build dist out .mypy_cache .ruff_cache .pytest_cache .import_linter_cache
