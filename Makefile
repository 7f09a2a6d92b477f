# Everything Convoke needs is installed into .venv and frontend/node_modules, from pins; nothing else is touched.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
JOBS ?= 2

.DEFAULT_GOAL := help
.PHONY: help run test check unit format client migration golden bench lock web clean

help: ## These lines
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 12

run: $(VENV)/ready frontend/.svelte-kit/built ## Serve the anniversary year at http://127.0.0.1:8000
	$(BIN)/convoke serve --demo

$(VENV)/ready: requirements/dev.txt pyproject.toml
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements/dev.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	touch $@

frontend/node_modules/ready: frontend/package.json frontend/package-lock.json
	cd frontend && npm ci --no-fund --no-audit --loglevel=error
	touch $@

web: frontend/.svelte-kit/built ## Build the web app
frontend/.svelte-kit/built: frontend/node_modules/ready $(shell find frontend/src frontend/static frontend/*.ts frontend/tsconfig.json -type f 2>/dev/null)
	cd frontend && npm run --silent build
	touch $@

check: $(VENV)/ready frontend/node_modules/ready ## Format, lint, types, arrows and unit tests, before each commit
	$(BIN)/ruff format --check events tests bench hatch_build.py
	$(BIN)/ruff check events tests bench hatch_build.py
	$(BIN)/mypy
	$(BIN)/lint-imports
	cd frontend && npm run --silent lint && npm run --silent check && npm run --silent test
	$(BIN)/pytest tests/rules tests/tickets tests/test_docs.py

test: $(VENV)/ready frontend/.svelte-kit/built ## Everything: check, real database, real browser
	$(BIN)/python -m tests.chromium
	$(MAKE) --no-print-directory check
	$(BIN)/pytest -n $(JOBS) --dist loadgroup tests --ignore tests/browser
	$(BIN)/pytest -n $(JOBS) --dist loadfile tests/browser

format: $(VENV)/ready frontend/node_modules/ready ## Put the code in its form
	$(BIN)/ruff check --fix events tests bench hatch_build.py
	$(BIN)/ruff format events tests bench hatch_build.py
	cd frontend && npm run --silent format

client: $(VENV)/ready frontend/node_modules/ready ## The web app's types, from the API itself
	$(BIN)/python -m tests.openapi > frontend/openapi.json
	cd frontend && npm run --silent client

migration: $(VENV)/ready ## A migration from the tables: make migration m="proxies: limit per holder"
	$(BIN)/piccolo migrations new events --auto --auto_input=n --desc="$(m)"

golden: $(VENV)/ready ## Write the golden files anew; review the difference
	GOLDEN=1 $(BIN)/pytest -n $(JOBS) tests

bench: $(VENV)/ready frontend/.svelte-kit/built ## Each hot path as a ratio to a limit measured beside it
	$(BIN)/python -m bench

lock: $(VENV)/ready ## The pins, with hashes and without any registry's address
	$(BIN)/uv pip compile pyproject.toml --generate-hashes --no-emit-index-url --no-emit-find-links --universal -p 3.11 -q -o requirements/run.txt
	$(BIN)/uv pip compile pyproject.toml --extra dev --generate-hashes --no-emit-index-url --no-emit-find-links --universal -p 3.11 -q -o requirements/dev.txt

clean: ## Remove what was built, not the data
	rm -rf $(VENV) frontend/node_modules frontend/build frontend/.svelte-kit dist
