# The two commands are `make demo` and `make test`; `make help` lists the rest.

PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
SERVE  ?= 1
ADDRESS ?= 127.0.0.1:8000
GOLD   ?= tests/gold
PAGES  ?= fixtures/pages
FUZZ_EXAMPLES ?= 25
# A file's tests stay with one worker: they share a class's set-up and a browser. Files are given out as they are
# collected: the long ones of the browser come first, instead of last for being few in a file.
PARALLEL ?= -n auto --maxprocesses=4 --dist loadfile --no-loadscope-reorder

.DEFAULT_GOAL := help
.PHONY: help deps install install-dev demo test lint gold bench-read bench-api bench-admin bench-export bench-effort bench-fluid screenshots schema fuzz-api messages clean

help: ## what can be made
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-12s %s\n", $$1, $$2}'

deps: ## what the targets need from apt (Debian; as root or with sudo)
	@.ci/deps

# A virtual environment is made once; it is filled again whenever the requirements changed.
$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "newsarchive needs Python 3.11 or newer; this is $$($(PYTHON) --version 2>&1). Name another with make PYTHON=..."; exit 1; }
	@$(PYTHON) -m venv $(VENV) || \
	  { rm -rf $(VENV); echo "No virtual environment could be made: the package python3-venv is missing. Run: make deps"; exit 1; }

$(VENV)/.installed: requirements.txt | $(BIN)/python
	@echo "Installing what the archive runs on ..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.txt
	@touch $@

$(VENV)/.installed-dev: requirements-dev.txt requirements.txt | $(BIN)/python
	@echo "Installing what the tests need ..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	@touch $(VENV)/.installed $@

install: $(VENV)/.installed ## the virtual environment, to run the archive
install-dev: $(VENV)/.installed-dev ## the virtual environment, to work on it

demo: install ## an archive of invented papers to try: import, then serve on http://127.0.0.1:8000 (SERVE=0: do not serve)
	@$(BIN)/python manage.py demo
ifneq ($(SERVE),0)
	@DEBUG=true $(BIN)/python manage.py serve $(ADDRESS)
endif

test: install-dev ## the suite, on SQLite and on PostgreSQL, a worker for each core (PARALLEL= for one alone)
	@command -v chromium >/dev/null || { echo "The browser tests need chromium. Run: make deps"; exit 1; }
	@$(BIN)/python -c 'import ctypes; ctypes.CDLL("libatomic.so.1")' 2>/dev/null || \
	  { echo "The browser tests need libatomic1. Run: make deps"; exit 1; }
	$(BIN)/python -m pytest -q $(PARALLEL)
	$(BIN)/python -m pytest -q $(PARALLEL) --database=postgresql -m "database and not browser"

lint: install-dev ## style, types, migrations, deployment settings
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/python manage.py makemigrations --check --dry-run
	PRODUCTION=true SECRET_KEY=$$($(BIN)/python -c 'import secrets; print(secrets.token_urlsafe(64))') \
	  ALLOWED_HOSTS=archive.example $(BIN)/python manage.py check --deploy --fail-level WARNING

gold: install-dev ## how well labelled pages are read, with each gain and loss (GOLD=folder for pages of your own)
	$(BIN)/python -m tests.gold $(GOLD)

bench-read: install-dev ## how fast pages are read, beside a word tagger; what large and hostile pages cost (PAGES=folder)
	$(BIN)/python -m tests.benchmarks.read $(PAGES)

bench-api: install-dev ## what search and the API cost, beside LIKE, tantivy, the bare driver, Datasette (ARTICLES=10000,200000; makes what is missing)
	$(BIN)/python -m tests.benchmarks.api $(if $(ARTICLES),--articles $(ARTICLES)) $(if $(ONLY),--only $(ONLY))

bench-admin: install-dev ## what every list, form and desk of the admin costs (ARTICLES=10000,200000)
	$(BIN)/python -m tests.benchmarks.desk $(if $(ARTICLES),--articles $(ARTICLES)) $(if $(ONLY),--only $(ONLY))

schema: install-dev ## write down the API's schema as it is now, for a review to see what changed in it
	$(BIN)/python manage.py spectacular --lang en --validate --fail-on-warn --file docs/openapi.yaml

fuzz-api: install-dev ## ask the API what can be made up from its schema, and hold the answers to it (FUZZ_EXAMPLES=25)
	FUZZ_EXAMPLES=$(FUZZ_EXAMPLES) $(BIN)/python -m pytest -q -s tests/api/test_fuzz.py

bench-export: install-dev ## what an export holds in memory, on the archive that DATABASE_URL names
	$(BIN)/python -m tests.benchmarks.export

bench-fluid: install-dev ## whether the page desk stays fluid in a browser: long tasks while selecting, time of operations
	$(BIN)/python -m tests.benchmarks.fluid
	$(BIN)/python -m tests.benchmarks.fluid --database postgresql

bench-effort: install-dev ## how many keys and clicks bring each labelled page from the reader's result to its labels (GOLD=, PAGES=)
	$(BIN)/python -m tests.benchmarks.effort $(GOLD) $(PAGES)

screenshots: install-dev ## the pictures in docs/images, taken anew of the invented fixtures
	$(BIN)/python -m tests.screenshots

messages: install-dev ## collect the texts to translate, and compile the translations
	$(BIN)/python manage.py makemessages -l zh_Hans --ignore=.venv --ignore=var --no-location --no-obsolete
	$(BIN)/python manage.py compilemessages --ignore=.venv

clean: ## remove the virtual environment and what the demo made
	rm -rf $(VENV) var staticfiles
