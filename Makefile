# One command per wish; `make` alone lists them.

PYTHON ?= python3
PORT ?= 8000
DATA_DIR ?= var

VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --no-input
INSTALL := $(PIP) install --quiet --require-hashes
INSTALL_SELF := $(PIP) install --quiet --no-deps --no-build-isolation --no-index --editable .
PYTEST := $(BIN)/python -m pytest
LOCK := UV_NO_CONFIG=1 $(BIN)/uv pip compile --universal --python-version 3.11 --generate-hashes \
	--no-header --no-annotate --no-emit-index-url --no-emit-find-links --group build

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help run test check format docs catalogues strangers proof bench soak lock migration clean

help: ## list the wishes
	@awk 'BEGIN { FS = ":.*## " } /^[a-z]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: $(VENV)/.run-stamp ## start the service with the record loaded (PORT=8000 DATA_DIR=var)
	REFORM_MONITOR_PORT=$(PORT) REFORM_MONITOR_DATA_DIR=$(DATA_DIR) $(BIN)/reform-monitor serve --with-dossier

# One more than there are cores: tests wait for disks and for other programs.
test: check ## lint, types and the test suite
	$(PYTEST) -n 3 -m "not proof and not bench and not soak"

check: $(VENV)/.dev-stamp ## lint, formatting, types and the direction of imports
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

format: $(VENV)/.dev-stamp ## put the code in shape
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

docs: $(VENV)/.dev-stamp ## print the pages and schemas that are made from the code
	$(BIN)/python -m tests.docs.printed

catalogues: $(VENV)/.dev-stamp ## bring the catalogues of translators up to what the pages say
	$(BIN)/python -m tests.languages.extracting

strangers: ## install what the proofs need besides Python: Postfix, Chromium, libraries of npm
	.ci/strangers

proof: $(VENV)/.dev-stamp ## the slow proofs: crashes, concurrency, fuzzing of the HTTP interface, pages in a browser
	$(PYTEST) -m proof

bench: $(VENV)/.dev-stamp ## figures for this machine, one JSON line each (BENCH=--quick for a small run)
	$(BIN)/python -m tests.bench $(BENCH)

soak: $(VENV)/.dev-stamp ## hours of mixed load
	$(PYTEST) -m soak -s -q

lock: $(VENV)/.dev-stamp ## pin every dependency anew, with hashes (UPGRADE=--upgrade for the newest releases)
	$(LOCK) $(UPGRADE) --group dev --quiet --output-file requirements/dev.txt pyproject.toml
	$(LOCK) $(UPGRADE) --constraints requirements/dev.txt --quiet --output-file requirements/run.txt pyproject.toml

migration: $(VENV)/.dev-stamp ## write the next migration from the models (NAME="what it does")
	@test -n "$(NAME)" || { echo 'Say what it does: make migration NAME="add the reviewers of a benchmark"' >&2; exit 2; }
	$(BIN)/python -m migrations.revise "$(NAME)"
	$(BIN)/ruff check --fix -q migrations && $(BIN)/ruff format -q migrations

clean: ## remove the environment and the caches (the data directory stays)
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# $(PYTHON) where it is 3.11 or later, else the newest that the machine has. Every candidate is run,
# since a version manager puts names on the path that do not start.
$(BIN)/python:
	@for candidate in "$(PYTHON)" python3.14 python3.13 python3.12 python3.11; do \
		if "$$candidate" -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then \
			echo "making $(VENV) with $$("$$candidate" --version)"; exec "$$candidate" -m venv $(VENV); \
		fi; \
	done; \
	echo "Reform Monitor needs Python 3.11 or later with venv: install it, or name one: make PYTHON=/path/to/python3" >&2; \
	exit 1

# The development lock holds the same pins as the one for running, so neither wish undoes the other's work.
$(VENV)/.run-stamp: requirements/run.txt pyproject.toml | $(BIN)/python
	$(INSTALL) --requirement requirements/run.txt
	$(INSTALL_SELF)
	@touch $@

$(VENV)/.dev-stamp: requirements/dev.txt $(VENV)/.run-stamp
	$(INSTALL) --requirement requirements/dev.txt
	@touch $@
