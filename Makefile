# Two commands do everything on a fresh machine: `make episode` and `make test`.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
SENTENCES ?= training/sentences
SEED := seeds/000_8d8e673a960d8607.txt
# Python keeps what it compiles, whatever the caller's environment says: setup leaves that to the first use.
export PYTHONDONTWRITEBYTECODE :=

.PHONY: messages train train-lines episode test quick fuzz endure programs setup setup-dev lint lock sample clean

episode: setup  ## build the Davos episode into audio/
	$(BIN)/turncast build $(SEED)

setup: $(VENV)/.installed
setup-dev: $(VENV)/.installed-dev

$(VENV)/bin/python:
	@$(PYTHON) -m venv $(VENV) || { \
	  echo "python3 cannot make virtual environments: apt-get install python3-venv" >&2; exit 1; }

$(VENV)/.installed: pyproject.toml requirements.lock | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-compile --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e . # hatchling is in the lock
	@$(BIN)/turncast script $(SEED) >/dev/null 2>&1 || $(BIN)/turncast doctor # its first start compiles
	@touch $@

$(VENV)/.installed-dev: pyproject.toml requirements-dev.lock | $(VENV)/.installed
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	@touch $@

lint: setup-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

# Other programs that the tests ask: a browser, podcast clients, an SSH server, readers of feeds written in JavaScript.
# Only root can install the first three; what is missing is skipped, with the reason.
programs:
	@for program in chromium podboat gpo sshd mp3val eyeD3 exiftool firefox-esr; do command -v $$program >/dev/null || missing=yes; done; \
	  test -z "$$missing" || test "$$(id -u)" != 0 || ! command -v apt-get >/dev/null || \
	  { apt-get update -qq && DEBIAN_FRONTEND=noninteractive \
	    apt-get install -y -qq --no-install-recommends chromium newsboat gpodder openssh-server mp3val eyed3 libimage-exiftool-perl firefox-esr >/dev/null; }
	@! command -v npm >/dev/null || npm ci --silent --no-audit --no-fund --prefix tests/node

# One process a core; what shares a browser or the voice's network stays in one of them.
PYTEST = $(BIN)/python -m pytest --numprocesses auto --dist loadgroup

test: setup-dev lint programs  ## set up and pass all tests
	$(PYTEST)

messages: setup-dev  ## bring the Chinese catalogue in step with what the code says; then translate what is new in it
	PYTHONPATH=. $(BIN)/python tests/catalogue.py

fuzz: setup-dev  ## damaged documents by the thousand: make fuzz CASES=100000
	cd tests && PYTHONPATH=.. ../$(BIN)/python -m fuzz $(or $(CASES),1000)

endure: setup-dev  ## all tests ten times in a row while the machine is busy: what fails once is a defect
	$(BIN)/python tests/endure.py $(or $(TIMES),10)

train: train-lines train-polyphones  ## the small learned models in the package: the same data give the same files

train-lines: setup-dev  ## who is named how, and what every line is: minutes on two cores
	$(BIN)/python -m training.labels
	$(BIN)/python -m training.lines

quick: setup-dev  ## the tests without browser, network weights and whole builds: little more than a minute on two cores
	$(PYTEST) -m "not slow"

COMPILE = $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-annotate

lock: | $(VENV)/bin/python  ## pin what pyproject.toml allows today
	$(BIN)/python -m pip install --quiet --disable-pip-version-check uv
	$(COMPILE) --upgrade pyproject.toml --extra fast --extra build -o requirements.lock
	$(COMPILE) --upgrade pyproject.toml --extra dev -c requirements.lock -o requirements-dev.lock

sample: episode  ## remake docs/sample.mp3 from the Davos episode
	$(BIN)/python docs/make_sample.py audio/000-8d8e673a960d8607 docs/sample.mp3

train-polyphones: setup-dev  ## remake the network that reads polyphones from the sentences in $(SENTENCES)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r training/requirements.txt
	$(BIN)/python -m training.polyphones $(SENTENCES)

clean:
	rm -rf $(VENV) .mypy_cache .pytest_cache .ruff_cache .hypothesis
