# Two commands do all set-up: `make run` and `make test`.
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
UV := $(BIN)/uv
PORT ?= 8000
WORKERS ?= 2
# Files in their order: tests that empty the database come after those that need it filled.
SPREAD := -n $(WORKERS) --dist loadfile --no-loadscope-reorder
LOCALE := src/pprnet_site/locale

export PPRNET_HOME ?= $(CURDIR)/var
ifneq ($(wildcard ../shared/data),)
export PPRNET_TEST_DATA ?= $(abspath ../shared/data)
endif

# The fast tests load neither Django nor shared data, and start no server, pandoc, git or reader.
FAST := -p no:django -o addopts=-ra -W ignore::pytest.PytestConfigWarning --hypothesis-profile fast \
	-m "not slow" --ignore tests/unit/sources --ignore tests/unit/citations \
	--ignore tests/unit/limited_reading \
	--ignore tests/code/test_check_commits.py --ignore tests/code/test_release.py

.PHONY: help run test prepare lint check fast hooks test-postgres docs fonts messages lock clean

help: ## Show what can be made.
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 16

run: $(VENV)/.run fonts messages ## Set up, load the sample and serve the site on 127.0.0.1:8000.
	@$(BIN)/pprnet setup --sample
	@$(BIN)/pprnet serve --port $(PORT)

test: $(VENV)/.dev fonts messages ## Run every test, on SQLite and (where it is installed) PostgreSQL.
	$(BIN)/pytest $(SPREAD)
	@$(MAKE) --no-print-directory test-postgres

test-postgres: $(VENV)/.dev messages ## Run the site's tests on a PostgreSQL of their own.
	$(BIN)/python scripts/with_postgres.py $(BIN)/pytest $(SPREAD) -m "not browser" tests/functional tests/site

prepare: $(VENV)/.dev messages ## Migrate a database for the tests, which each worker copies.
	@$(BIN)/pytest -q tests/site/digest/test_permissions.py

lint: $(VENV)/.dev ## Lint, types and import contracts.
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

check: lint messages ## Lint, types, import contracts and the tests of the engine: before each push.
	$(BIN)/pytest -q -n $(WORKERS) -m "not slow and not browser" tests/unit tests/spec tests/formats tests/generative tests/reference tests/docs tests/code

fast: $(VENV)/.dev ## Lint, types and unit tests of the engine, in less than 20 s of processor time.
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy -p pprnet
	$(BIN)/lint-imports
	PPRNET_TEST_DATA= $(BIN)/pytest -q $(FAST) tests/unit tests/code

hooks: $(VENV)/.dev ## Have git run `make fast` before each commit, and check the message.
	$(BIN)/pre-commit install

docs: $(VENV)/.dev ## Build the documentation site into build/docs; a warning is an error.
	@$(BIN)/python scripts/build_docs.py

fonts: $(VENV)/.run ## Cut the fonts from their npm packages (system faces where npm is missing).
	@$(BIN)/python scripts/build_fonts.py

messages: $(LOCALE)/fr/LC_MESSAGES/django.mo ## Compile the French interface.

$(LOCALE)/fr/LC_MESSAGES/django.mo: $(LOCALE)/fr/LC_MESSAGES/django.po | $(VENV)/.run
	@$(BIN)/pybabel --quiet compile --domain django --directory $(LOCALE)

$(UV): requirements/uv.txt
	@$(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/uv.txt
	@touch $@

$(VENV)/.run: requirements/run.txt pyproject.toml | $(UV)
	@$(UV) pip install --quiet --python $(BIN)/python --compile-bytecode --require-hashes -r requirements/run.txt
	@$(UV) pip install --quiet --python $(BIN)/python --no-deps --no-build-isolation --editable .
	@$(BIN)/python -m compileall -q src
	@touch $@

$(VENV)/.dev: requirements/dev.txt $(VENV)/.run
	@$(UV) pip install --quiet --python $(BIN)/python --compile-bytecode --require-hashes -r requirements/dev.txt
	@touch $@

lock: $(UV) ## Lock the dependency lists again, with hashes and without a registry's address.
	$(UV) pip compile --quiet --upgrade --generate-hashes --no-emit-index-url --universal --python-version 3.11 --extra site --extra postgres --extra build -o requirements/run.txt pyproject.toml
	$(UV) pip compile --quiet --generate-hashes --no-emit-index-url --universal --python-version 3.11 --extra site --extra postgres --extra build --extra train --extra dev --extra docs -c requirements/run.txt -o requirements/dev.txt pyproject.toml

clean: ## Remove what was built; the site's own data in var/ stays.
	rm -rf $(VENV) dist .mypy_cache .ruff_cache .pytest_cache src/pprnet_site/core/static/pprnet/fonts
	find src -name '*.mo' -delete
