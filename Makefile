# What a newcomer needs: `make run` to try it, `make test` to trust it. `make help` lists the rest.
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
.PHONY: help setup setup-dev run test test-all check bench bench-live pictures mutants lock

PYTHON := .venv/bin/python
WITH_TEST_DATABASE := env BB_TEST=1 $(PYTHON) -m buurtbalans.embedded_postgres with test
# Two at a time, each taking the next group of tests in the order of tests/conftest.py.
PYTEST := $(PYTHON) -m pytest -n 2 --dist loadgroup --no-loadscope-reorder --max-worker-restart 0
# More options for pytest: make test ARGS="-k agenda"
ARGS ?=

help: ## Toon deze lijst
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "make %-10s %s\n", $$1, $$2}' Makefile

setup: ## Zet alles klaar in deze map, zonder iets te starten (BB_APT=0: niets van apt)
	@deploy/setup.sh runtime

setup-dev:
	@deploy/setup.sh dev

run: setup ## Start Buurtbalans met voorbeelddata (PORT=8000; stoppen met Ctrl-C)
	@exec $(PYTHON) -m buurtbalans.supervisor

test: setup-dev ## Draai alle tests, behalve de lange ronde (ARGS="-k agenda")
	@exec $(WITH_TEST_DATABASE) $(PYTEST) -m "not sweep" $(ARGS)

test-all: setup-dev ## Draai alle tests, met de lange ronde langs alle pagina's en breedtes
	@exec $(WITH_TEST_DATABASE) $(PYTEST) $(ARGS)

check: setup-dev ## Controleer stijl, typen, lagen, sjablonen en migraties
	$(PYTHON) -m ruff check .
	$(PYTHON) -m ruff format --check .
	$(PYTHON) -m mypy
	$(PYTHON) -c 'from importlinter.cli import lint_imports_command; lint_imports_command()'
	$(PYTHON) -m djlint templates --check --lint --quiet
	env -u DATABASE_URL BB_TEST=1 $(PYTHON) -W ignore::RuntimeWarning manage.py makemigrations --check --dry-run
	deploy/check_tracked_files.sh

bench: setup ## Meet de snelheid met de voorbeelddata
	@exec $(PYTHON) -m buurtbalans.supervisor bench

bench-live: setup-dev ## Meet tien bijeenkomsten tegelijk met elk zestig telefoons (ARGS="--phones 20 --seconds 30")
	@exec $(WITH_TEST_DATABASE) $(PYTHON) manage.py bench_live $(ARGS)

pictures: setup-dev ## Maak de beelden van het handboek opnieuw
	@exec $(WITH_TEST_DATABASE) $(PYTHON) -m pytest tests/browser/pictures.py $(ARGS)

mutants: setup-dev ## Neem elke voorwaarde van de poort een keer weg: er moet een test falen (ARGS="--only seat")
	@exec $(WITH_TEST_DATABASE) $(PYTHON) -m tests.mutants $(ARGS)

lock: setup-dev ## Leg de versies van alle pakketten opnieuw vast
	$(foreach name,requirements requirements-dev requirements-node,$(PYTHON) -m uv --quiet pip compile --universal \
		--python-version 3.11 --generate-hashes --no-emit-index-url --custom-compile-command "make lock" \
		$(name).in --output-file $(name).txt;)
	$(PYTHON) -m uv --quiet pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-deps \
		--custom-compile-command "make lock" requirements-lists.in --output-file requirements-lists.txt
