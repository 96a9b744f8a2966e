# For a machine with Python 3.11 or newer and make, nothing else.
# All that setting up prints goes to standard error, and it reads no input:
# `printf '…' | make -s console` prints answers alone.

.POSIX:
.SUFFIXES:
.NOTPARALLEL:
.DELETE_ON_ERROR:
.DEFAULT_GOAL := help

# A Python of your choice, asked before all others: make console PYTHON=/opt/python3.13
PYTHON =
# Further words for the command: make console ARGS='--help'
ARGS =
# What `make tune` fits to.
FAMILIES =

BIN = .venv/bin
# Stamps, made when all of a set-up has worked; an interrupted one is begun again.
RUNTIME = .venv/.runtime
DEV = .venv/.dev
INPUTS = pyproject.toml constraints/runtime.txt
PIP = $(BIN)/python -m pip --disable-pip-version-check --no-input
INSTALL = $(PIP) install -qq
LOCKED = bin/python -m pip --disable-pip-version-check --no-input install -qq
FREEZE = bin/python -m pip --disable-pip-version-check freeze --exclude yuanju

.PHONY: help console setup test coverage e2e chaos replicas kills failover load speed bench fuzz format quality pictures tune lock clean

help: ## List these targets
	@sed -n 's/^\([a-z0-9]*\):.*## \(.*\)/  make \1	\2/p' Makefile

console: $(RUNTIME) ## Ask the article in this terminal, or through a pipe
	@$(BIN)/yuanju console $(ARGS)

setup: $(DEV) ## Install all that working on this needs, into .venv

test: $(DEV) ## Check style, types and layers, and run all tests
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m pytest -n 2 --dist loadfile -m "not long"

# Counting doubles the time that the tests take.
coverage: $(DEV) ## Run all tests, and tell which lines none of them runs
	@$(BIN)/coverage erase
	@$(BIN)/coverage run -m pytest -n 2 --dist loadfile -m "not long"
	@$(BIN)/coverage combine -q
	@$(BIN)/coverage report

e2e: $(DEV) ## Run the tests with the real bot and a server of our own
	@$(BIN)/python -m pytest -n 2 --dist loadfile tests/e2e tests/bot/telegram tests/retrieval/index

chaos: $(DEV) ## Kill the bot ten times while 200 questions are asked, and count the answers
	@$(BIN)/python -m tests.e2e.runs.chaos $(ARGS)

# Needs a PostgreSQL server's files, which setting up brings along.
replicas: $(DEV) ## Kill one of two bots on one PostgreSQL ten times while 200 questions are asked
	@$(BIN)/python -m tests.e2e.runs.replicas $(ARGS)

kills: $(DEV) ## Kill who adds and removes articles 200 times on each engine, and look at the store
	@$(BIN)/python -m tests.bot.store.killing $(ARGS)

failover: $(DEV) ## Kill the primary of a shelf on a cluster ten times under load, and compare
	@$(BIN)/python -m tests.retrieval.index.failover $(ARGS)

load: $(DEV) ## Ask 2,000 questions in 200 chats: answers a second, and how late others are
	@$(BIN)/python -m tests.e2e.runs.load $(ARGS)

# ARGS=FILE for articles made of a labelled file's contexts.
speed: $(DEV) ## Measure how fast articles are analysed, the memory, and who is held up
	@$(BIN)/python -m tests.retrieval.analysis.speed $(ARGS)

# ARGS='--sizes 1k,10k --runs 3 --folder build' for less, written elsewhere. All of it takes
# some 40 minutes, and 12 GB.
bench: $(DEV) ## Measure retrieval beside other systems, and write docs/performance.md
	@$(BIN)/python -m tests.bench $(ARGS)

fuzz: $(DEV) ## Read 10,000 broken files, and count what comes of them
	@$(BIN)/python -m tests.retrieval.articles.fuzzing $(ARGS)

format: $(DEV) ## Put the code in shape
	@$(BIN)/ruff format .
	@$(BIN)/ruff check --fix .

quality: $(DEV) ## Measure the answers to the questions of tests/quality
	@$(BIN)/yuanju evaluate tests/quality/*.yaml

pictures: $(DEV) ## Draw the chats of the READMEs from the bot's messages
	@$(BIN)/python -m tests.pictures

# FAMILIES='cmrc=cmrc.json squad=xquad.json,squad2.json': see `yuanju tune --help`. PyTorch
# is large and only needed here, so no other target installs it.
tune: $(DEV) ## Fit the ranking to labelled files: make tune FAMILIES='NAME=FILE …'
	@$(INSTALL) -c constraints/dev.txt -e '.[dev,tune]' >&2 </dev/null
	@$(BIN)/yuanju tune $(FAMILIES) $(ARGS)

# All of it first, and what running needs out of that: a tool of the tests may hold a
# package back, and both files must agree.
lock: $(RUNTIME) ## Pin the newest versions that fit, in constraints/
	@echo 'Resolving from scratch …' >&2
	@rm -rf build/lock && mkdir -p build/lock
	@$(BIN)/python -m venv build/lock/dev && $(BIN)/python -m venv build/lock/runtime
	@build/lock/dev/$(LOCKED) '.[dev]' >&2 </dev/null
	@build/lock/dev/$(FREEZE) > build/lock/all
	@build/lock/runtime/$(LOCKED) -c build/lock/all . >&2 </dev/null
	@build/lock/runtime/$(FREEZE) > build/lock/some
	@if grep -n '[@/]' build/lock/all; then \
	  echo 'Not pinned by name and version; nothing was changed.' >&2; exit 1; fi
	@{ echo '# What running needs; rewritten by `make lock`.'; cat build/lock/some; } \
	  > constraints/runtime.txt
	@{ echo '# What tests and checks need besides; rewritten by `make lock`.'; \
	  echo '-c runtime.txt'; grep -vxF -f build/lock/some build/lock/all; } \
	  > constraints/dev.txt
	@rm -rf build/lock

clean: ## Remove all that was made, .venv as well
	rm -rf .venv build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	rm -f .coverage .coverage.*
	find bot retrieval config tests -name __pycache__ -type d -prune -exec rm -rf {} +

$(RUNTIME): $(INPUTS)
	@{ $(PREPARE); $(INSTALL) -c constraints/runtime.txt -e .; } >&2 </dev/null
	@touch $@

$(DEV): $(INPUTS) constraints/dev.txt
	@{ $(PREPARE); $(INSTALL) -c constraints/dev.txt -e '.[dev]'; } >&2 </dev/null
	@touch $(RUNTIME) $@

# A virtual environment that works: the one that is there, or a new one. Each Python is
# asked for its version, for there are names (of version managers) that do not run.
PREPARE = set -e; \
	echo 'Setting up .venv (once) …'; \
	if ! $(PIP) --version >/dev/null 2>&1; then \
	  found=; lacking=; \
	  for python in "$(PYTHON)" python3 python3.14 python3.13 python3.12 python3.11; do \
	    test -n "$$python" || continue; \
	    "$$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || continue; \
	    if "$$python" -c 'import ensurepip, venv' 2>/dev/null; then found=$$python; break; fi; \
	    lacking=$$python; \
	  done; \
	  if test -z "$$found" && test -n "$$lacking"; then \
	    echo "$$lacking has no venv or ensurepip; on Debian or Ubuntu: apt install python3-venv"; \
	    exit 1; \
	  fi; \
	  if test -z "$$found"; then \
	    echo 'No Python 3.11 or newer was found; name one: make PYTHON=/path/to/python …'; \
	    exit 1; \
	  fi; \
	  "$$found" -m venv --clear .venv; \
	fi
