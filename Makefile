# One command each; `make help` lists them. Needs GNU make and Python 3.11+ with venv, nothing else.
.DEFAULT_GOAL := help
.PHONY: help run test test-sqlite test-postgres lint format messages lock bench reset
.DELETE_ON_ERROR:
SHELL := /bin/sh

HOST ?= 127.0.0.1
PORT ?= 8000
PYTEST_ARGS ?=
export HOST PORT

ACCEPTABLE := import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))
CANDIDATES := python3 python3.14 python3.13 python3.12 python3.11 python
PYTHON ?= $(firstword $(foreach p,$(CANDIDATES),$(shell $(p) -c '$(ACCEPTABLE)' 2>/dev/null && echo $(p))))

VENV := .venv
BIN := $(VENV)/bin
INSTALL := sh .ci/install $(BIN)
MANAGE := DEMO=1 $(BIN)/python manage.py
SOURCES := config trade events articles tests manage.py
# Rooms that import no Django: a second database would tell nothing new of them.
PURE := tests/articles/figures tests/articles/rules tests/articles/binding
CATALOGUES := $(patsubst %.po,%.mo,$(wildcard config/locale/*/LC_MESSAGES/*.po config/locale/django/*/LC_MESSAGES/*.po))

help: ## List the commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "make %-14s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

# -- Set-up: once, and again only when a lock file changes ---------------------------------------------------
$(VENV)/.uv: .ci/uv.txt
	@test -n "$(PYTHON)" || { echo "Python 3.11 or newer with venv is needed; say where: make PYTHON=/path/to/python3" >&2; exit 1; }
	@echo "Making $(VENV) with $$($(PYTHON) --version)"
	@$(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r .ci/uv.txt
	@touch $@

$(VENV)/.runtime: requirements.txt $(VENV)/.uv
	@echo "Installing requirements.txt"
	@$(INSTALL) requirements.txt
	@touch $@

$(VENV)/.tests: tests/requirements.txt $(VENV)/.runtime
	@echo "Installing tests/requirements.txt"
	@$(INSTALL) tests/requirements.txt
	@touch $@

%.mo: %.po $(VENV)/.runtime
	@$(BIN)/pybabel --quiet compile --domain django --input-file $< --output-file $@
	@touch $@

# -- The site ------------------------------------------------------------------------------------------------
run: $(VENV)/.runtime $(CATALOGUES) ## Serve the seeded site (HOST, PORT) with its demo logins
	@$(MANAGE) migrate --verbosity 0
	@$(MANAGE) seed
	@echo
	@echo "  Site    http://$(HOST):$(PORT)/"
	@echo "  Admin   http://$(HOST):$(PORT)/admin/"
	@echo "  API     http://$(HOST):$(PORT)/api/docs/"
	@echo "  Stop with Ctrl-C."
	@echo
	@DEMO=1 exec $(BIN)/gunicorn --config config/gunicorn.py config.wsgi

reset: ## Remove the demo's database
	rm -f var/sverka.sqlite3 var/sverka.sqlite3-wal var/sverka.sqlite3-shm

# -- The suite -----------------------------------------------------------------------------------------------
test: $(VENV)/.tests $(CATALOGUES) ## Run the suite on SQLite, then on PostgreSQL
	@sqlite=0; postgres=0; \
	$(MAKE) --no-print-directory test-sqlite || sqlite=$$?; \
	$(MAKE) --no-print-directory test-postgres || postgres=$$?; \
	verdict() { test "$$1" = 0 && echo passed || echo "FAILED"; }; \
	echo; echo "Suite on SQLite: $$(verdict $$sqlite). Suite on PostgreSQL: $$(verdict $$postgres)."; \
	test $$sqlite = 0 && test $$postgres = 0

test-sqlite: $(VENV)/.tests $(CATALOGUES) ## The suite on SQLite alone, browser tests included
	@echo "== SQLite"
	@env -u DATABASE_URL $(BIN)/python -m pytest -n auto $(PYTEST_ARGS)

test-postgres: $(VENV)/.tests $(CATALOGUES) ## The suite on PostgreSQL alone (TEST_DATABASE_URL, system or embedded)
	@echo "== PostgreSQL (browser tests, and rooms without a database, ran on SQLite)"
	@$(BIN)/python -m tests.postgres pytest -n auto -m "not browser" $(PURE:%=--ignore=%) $(PYTEST_ARGS)

bench: $(VENV)/.tests $(CATALOGUES) ## Cost of pages, a revision, binding, the finder (FIGURES=folder scores it), the API and imports
	@$(MANAGE) migrate --verbosity 0
	@$(MANAGE) seed
	@DEMO=1 $(BIN)/python -m tests.bench.pages
	@DEMO=1 $(BIN)/python -m tests.postgres $(BIN)/python -m tests.bench.newsroom
	@DEMO=1 $(BIN)/python -m tests.bench.recheck
	@DEMO=1 $(BIN)/python -m tests.bench.shelf
	@$(BIN)/python -m tests.bench.binding
	@DEMO=1 $(BIN)/python -m tests.postgres $(BIN)/python -m tests.bench.api
	@$(BIN)/python -m tests.bench.figures $(FIGURES)
	@DEMO=1 $(BIN)/python -m tests.postgres $(BIN)/python -m tests.bench.imports

# -- The code ------------------------------------------------------------------------------------------------
lint: $(VENV)/.tests ## Check style, types and templates
	$(BIN)/ruff check $(SOURCES)
	$(BIN)/ruff format --check $(SOURCES)
	DEMO=1 $(BIN)/mypy
	find templates -name '*.html' -exec $(BIN)/djade --check --target-version 5.2 {} +

format: $(VENV)/.tests ## Rewrite code and templates in the house style
	$(BIN)/ruff check --fix $(SOURCES)
	$(BIN)/ruff format $(SOURCES)
	find templates -name '*.html' -exec $(BIN)/djade --target-version 5.2 {} +

messages: $(VENV)/.runtime ## Collect translatable strings into the catalogues (needs GNU gettext)
	@command -v xgettext >/dev/null || { echo "GNU gettext is needed to collect strings (apt-get install gettext)" >&2; exit 1; }
	@mkdir -p config/locale
	$(MANAGE) makemessages --locale ru --locale kk --locale en --locale zh_Hans --no-wrap --add-location file \
		--ignore .venv --ignore tests --ignore staticfiles

COMPILE := $(BIN)/uv pip compile --quiet --universal --generate-hashes --python-version 3.11 --no-header \
	--no-emit-index-url --no-emit-find-links $(LOCK_ARGS)
lock: $(VENV)/.uv ## Resolve the inputs of pyproject.toml into hashed lock files (LOCK_ARGS=--upgrade)
	$(COMPILE) --group uv --output-file .ci/uv.txt
	$(COMPILE) pyproject.toml --output-file requirements.txt
	$(COMPILE) --group test --constraints requirements.txt --output-file tests/requirements.txt
