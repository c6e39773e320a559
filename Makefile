# make install, demo, test, check, bench. Needs make and Python 3.11 or later, nothing else.

PORT ?= 8000
# What else pytest is told: make test ARGS="-k search". WORKERS=0 runs everything in one process.
ARGS ?=
WORKERS ?= auto

VENV := .venv
PYTHON := $(VENV)/bin/python
LOCK := requirements.txt requirements-dev.txt
STAMP := $(VENV)/.made-from-lock
COMPILE := $(VENV)/bin/uv pip compile --quiet --no-config --generate-hashes --universal --python-version 3.11 \
	--no-header --no-emit-index-url --no-emit-find-links
# `make check` looks at the project as it is deployed, in a data folder of its own.
DEPLOYED := NEWSROOM_DATA=build/check DEBUG=0 ALLOWED_HOSTS=newsroom.example NEWSROOM_HTTPS=1 \
	SECRET_KEY=not-a-secret-but-long-enough-and-varied-for-the-check-0123456789

.DEFAULT_GOAL := help
.PHONY: help install demo test check check-types check-style check-deployed bench lock format

help:
	@echo "make install   make .venv from the lock (quick when nothing changed)"
	@echo "make demo      a working dashboard with data, at http://localhost:$(PORT)/ (PORT=8123 for another)"
	@echo "make test      the tests (ARGS=\"-k word\" for some of them)"
	@echo "make check     style, types, import floors, templates, migrations, deployment"
	@echo "make bench     how fast and how right it is, at small sizes"
	@echo "make lock      requirements*.txt from requirements*.in (UPGRADE=--upgrade for newer releases)"
	@echo "make format    put code and templates into the style that make check asks for"

install: $(STAMP)

# The first Python that is new enough; one that is on the PATH but does not start (a shim) is passed over.
$(STAMP): $(LOCK)
	@set -e; \
	old=""; \
	if ! $(PYTHON) -c 'import pip, sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; then \
		for name in python3 python3.14 python3.13 python3.12 python3.11; do \
			if "$$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; then found="$$name"; break; fi; \
			version=$$("$$name" --version 2>/dev/null || true); \
			old="$$old$${version:+ $$version}"; \
		done; \
		if [ -z "$${found:-}" ]; then \
			echo "newsroom needs Python 3.11 or later; found:$${old:- none}. Install python3.12, say, and run make again." >&2; exit 1; \
		fi; \
		if ! "$$found" -m venv --clear $(VENV); then \
			echo "$$found cannot make virtual environments. On Debian and Ubuntu: apt install python3-venv." >&2; exit 1; \
		fi; \
	fi
	$(PYTHON) -m pip install --quiet --disable-pip-version-check --no-input --require-hashes $(LOCK:%=-r %)
	@touch $@

demo: install
	$(PYTHON) manage.py demo --port $(PORT)

test: install
	$(PYTHON) -m pytest -n $(WORKERS) --dist loadfile --no-loadscope-reorder $(ARGS)

# Two at a time: types take as long as all the rest. What each of them says stays together where make can do that.
check: install
	@$(MAKE) --no-print-directory -j 2 $(if $(filter output-sync,$(.FEATURES)),--output-sync) check-types check-style check-deployed

check-types: install
	NEWSROOM_DATA=build/check $(VENV)/bin/mypy

check-style: install
	$(VENV)/bin/ruff check .
	$(VENV)/bin/ruff format --check .
	$(VENV)/bin/lint-imports
	find templates -name '*.html' -print0 | xargs -0 -r $(VENV)/bin/djade --check --target-version 5.2

check-deployed: install
	$(DEPLOYED) $(PYTHON) manage.py check --deploy --fail-level WARNING
	$(DEPLOYED) $(PYTHON) manage.py makemigrations --check --dry-run

bench: install
	@set -e; for script in bench/*.py; do echo "== $$script"; $(PYTHON) "$$script"; done

lock: install
	$(COMPILE) $(UPGRADE) requirements.in -o requirements.txt
	$(COMPILE) $(UPGRADE) requirements-dev.in -o requirements-dev.txt

format: install
	$(VENV)/bin/ruff check --fix .
	$(VENV)/bin/ruff format .
	find templates -name '*.html' -print0 | xargs -0 -r $(VENV)/bin/djade --target-version 5.2
