# Every target sets up what it needs: a machine with Python 3.11 or newer, make and a C compiler is enough.
PYTHON ?= python3
UV := $(shell command -v uv 2>/dev/null || echo .tools/bin/uv)
BUILD := --build-constraints .ci/tools.txt
RUN := .venv/bin
DEV := .venv-dev/bin

.PHONY: install install-dev run demo test check lint types imports eval gate bench lock format clean

install: .venv/.installed ## the environment that runs Rasd (.venv)
install-dev: .venv-dev/.installed ## the same with the tools that test it (.venv-dev)

run: install ## the whole service on config.yaml; state under var/ (RASD_DATA moves it)
	$(RUN)/rasd run

demo: install-dev ## all of it in half a minute, on loopback, without internet
	$(DEV)/python -m tests.demo

test: install-dev ## every test, with real Redis, PostgreSQL and processes
	$(DEV)/python -m pytest

check: lint types imports gate ## what CI checks beside the tests

lint: install-dev
	$(DEV)/ruff check .
	$(DEV)/ruff format --check .

types: install-dev
	$(DEV)/mypy

imports: install-dev
	$(DEV)/lint-imports

eval: install-dev ## the extractor against the reference corpus, beside the figures pinned last
	$(DEV)/python -m tests.evaluation.run

gate: install-dev ## as eval, and fails when a figure has fallen
	$(DEV)/python -m tests.evaluation.run --gate

bench: install-dev ## speed, as ratios against named references
	for each in $(filter-out pages,$(basename $(notdir $(wildcard bench/*.py)))); do $(DEV)/python -m bench.$$each || exit 1; done

lock: .tools/bin/uv ## pin the newest allowed versions again, with hashes and without any index address
	.tools/bin/uv pip compile .ci/tools.in --universal --generate-hashes --no-emit-index-url --python-version 3.11 --upgrade -q -o .ci/tools.txt
	.tools/bin/uv pip compile pyproject.toml --universal --generate-hashes --no-emit-index-url --python-version 3.11 --upgrade -q -o requirements.txt
	.tools/bin/uv pip compile pyproject.toml --group dev --universal --generate-hashes --no-emit-index-url --python-version 3.11 -c requirements.txt --upgrade -q -o requirements-dev.txt

format: install-dev
	$(DEV)/ruff check --fix .
	$(DEV)/ruff format .

clean:
	rm -rf .venv .venv-dev .tools

.tools/bin/uv:
	$(PYTHON) -c 'import sys; sys.exit(0 if sys.version_info >= (3, 11) else "Rasd needs Python 3.11 or newer; set PYTHON=python3.11")'
	$(PYTHON) -m venv .tools
	.tools/bin/python -m pip install -q --require-hashes -r .ci/tools.txt

.venv/.installed: requirements.txt pyproject.toml | $(UV)
	$(UV) venv -q --allow-existing --python $(PYTHON) .venv
	$(UV) pip install -q --python $(RUN)/python --require-hashes -r requirements.txt
	$(UV) pip install -q --python $(RUN)/python --no-deps $(BUILD) -e .
	touch $@

.venv-dev/.installed: requirements-dev.txt pyproject.toml | $(UV)
	$(UV) venv -q --allow-existing --python $(PYTHON) .venv-dev
	$(UV) pip install -q --python $(DEV)/python --require-hashes -r requirements-dev.txt
	$(UV) pip install -q --python $(DEV)/python --no-deps $(BUILD) -e .
	touch $@
