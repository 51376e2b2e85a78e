# `make run` and `make test`; see README.md. PYTHON= chooses the interpreter, PORT= the port.
PYTHON ?= python3
PORT ?= 8000

BIN := .venv/bin
# Translations of every room, compiled beside their sources.
CATALOGUES := $(wildcard */locale/*/LC_MESSAGES/*.po)

export PIP_DISABLE_PIP_VERSION_CHECK := 1
export PORT

.DELETE_ON_ERROR:
.PHONY: help setup setup-dev run test check pytest quality bench faults fuzz soak lock audit clean

help:
	@echo "make run    install, prepare and serve the site on http://127.0.0.1:8000 (PORT= changes it)"
	@echo "make test   install what tests need, then run every check and test"
	@echo "make setup  only install, into .venv"
	@echo "make quality  measure extraction against the gold, into benchmarks/QUALITY.md (CORPUS= adds WiNER texts)"
	@echo "make bench  measure imports beside the bare language model, workers, and filters and pages of ARTICLES= invented articles"; \
		echo "            beside their peers and SMALLER= archives, into benchmarks/RESULTS.md (CORPUS= other texts)"
	@echo "make faults  kill and starve everything ROUNDS times (default: 50); takes an hour"
	@echo "make fuzz   property tests on other examples than those of every run, ROUNDS times (default: 10)"
	@echo "make soak   MINUTES of reading, curating and importing at once (default: 30), with memory and errors"
	@echo "make lock   renew the lock files from pyproject.toml"
	@echo "make audit  look known faults of the locked packages up, or tell how old the locks are"
	@echo "make clean  remove .venv (the database stays in .state)"

setup: .venv/site-installed $(CATALOGUES:.po=.mo)

setup-dev: .venv/tests-installed $(CATALOGUES:.po=.mo)

run: setup
	@exec $(BIN)/python manage.py run

test: setup-dev
	@bash .ci/chromium
	@$(MAKE) --no-print-directory check pytest

check:
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/djlint --lint --quiet templates
	git ls-files -z -- 'templates/*.html' | xargs -0 -r $(BIN)/djade --target-version 5.2 --check
	git ls-files -z -- '*.py' | xargs -0 -r $(BIN)/django-upgrade --target-version 5.2 --check
	$(BIN)/python manage.py check --deploy --fail-level WARNING
	HTTPS=1 $(BIN)/python manage.py check --deploy --fail-level WARNING
	$(BIN)/python manage.py makemigrations --check --dry-run

pytest:
	$(BIN)/python -m pytest -n 2

quality: setup
	$(BIN)/python benchmarks/quality.py $(if $(CORPUS),--corpus $(CORPUS)) $(addprefix --model ,$(MODEL))

bench: setup .venv/bench-installed
	$(BIN)/python benchmarks/speed.py --output benchmarks/RESULTS.md $(if $(CORPUS),--corpus $(CORPUS))
	$(BIN)/python benchmarks/storing.py --output benchmarks/RESULTS.md $(if $(CORPUS),--corpus $(CORPUS))
	$(BIN)/python benchmarks/growing.py --output benchmarks/RESULTS.md
	$(BIN)/python benchmarks/workers.py --output benchmarks/RESULTS.md
	TRILATERALE_STATE=$(or $(BENCH_STATE),.state/bench) $(BIN)/python benchmarks/facets.py \
		--articles $(or $(ARTICLES),100000) $(addprefix --smaller ,$(SMALLER)) $(addprefix --only ,$(ONLY)) \
		--output benchmarks/RESULTS.md

faults: ROUNDS ?= 50
faults: setup-dev
	FAULT_ROUNDS=$(ROUNDS) $(BIN)/python -m pytest tests/faults tests/hostile -n 0

fuzz: ROUNDS ?= 10
fuzz: setup-dev
	for round in $$(seq $(ROUNDS)); do \
		$(BIN)/python -m pytest -m hypothesis --hypothesis-profile random -n 2 || exit; \
	done

soak: MINUTES ?= 30
soak: setup-dev
	$(BIN)/python -m tests.faults.soak $(MINUTES)

# Runtime pins are constraints of the second file, so that tests run what readers get.
lock: .venv/tests-installed
	$(BIN)/uv pip compile $(UV_FLAGS) pyproject.toml -o requirements.lock
	$(BIN)/uv pip compile $(UV_FLAGS) pyproject.toml --group dev -c requirements.lock -o requirements-dev.lock
	$(BIN)/uv pip compile $(UV_FLAGS) --group bench -c requirements.lock -c requirements-dev.lock -o requirements-bench.lock

lock: UV_FLAGS := --universal --python-version 3.11 --upgrade --no-emit-index-url --no-emit-find-links \
	--generate-hashes --custom-compile-command "make lock" --quiet

audit: .venv/tests-installed
	$(BIN)/python .ci/audit

clean:
	rm -rf .venv

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
		echo "Python 3.11 or newer is needed, and $(PYTHON) is $$($(PYTHON) --version 2>&1): name another with PYTHON=…" >&2; \
		exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { \
		echo "$(PYTHON) can't make virtual environments. On Debian and Ubuntu: apt-get install python3-venv" >&2; \
		exit 1; }
	$(PYTHON) -m venv .venv

# The lock file is complete and names a hash of every file, so pip neither resolves nor trusts.
.venv/site-installed: requirements.lock | .venv/bin/python
	$(BIN)/python -m pip install --quiet --no-deps --require-hashes -r requirements.lock
	@touch $@

.venv/tests-installed: requirements-dev.lock .venv/site-installed | .venv/bin/python
	$(BIN)/python -m pip install --quiet --no-deps --require-hashes -r requirements-dev.lock
	@touch $@

.venv/bench-installed: requirements-bench.lock .venv/site-installed | .venv/bin/python
	$(BIN)/python -m pip install --quiet --no-deps --require-hashes -r requirements-bench.lock
	@touch $@

%.mo: %.po .venv/site-installed
	$(BIN)/pybabel --quiet compile --input-file $< --output-file $@ --locale $(notdir $(patsubst %/LC_MESSAGES/,%,$(dir $<)))
