# Two commands for a newcomer: `make run` and `make test`. `make help` lists the rest.
#
# Every step leaves a stamp file, so that a second call does only what has changed.

HOST ?= 127.0.0.1
PORT ?= 8000
DATABASE ?= sqlite:///var/anxin.sqlite3
CLOCK ?= real
TEST_WORKERS ?= auto
BIN := .venv/bin
CODE := engine aftersales api tests benchmarks tools

# Where it is set, every process (the tests start a hundred) would compile all of Python's files for itself again.
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := help
.PHONY: help setup run test check generate lint format types imports dependencies migrations docs generated \
	bench soak screenshots wheel fix clean

help: ## Show this list.
	@grep -E '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## /  make \1\t/' | expand -t 22

# ---------------------------------------------------------------- setting up

setup: .venv/.ready web ## Install everything; start nothing.

.venv/.ready: pyproject.toml uv.lock tools/setup.sh
	@echo "Installing the Python packages into .venv …"
	@tools/setup.sh
	@mkdir -p $(@D) && touch $@

# The browser's pages exist only where web/ does, and back-end work can do without them.
.PHONY: web
ifeq ($(wildcard web/package.json)$(ANXIN_SKIP_WEB),web/package.json)
web: web/node_modules/.built

web/node_modules/.ready: web/package.json web/package-lock.json
	@command -v npm >/dev/null || { \
	  echo "The web pages need Node 20 or newer:  sudo apt-get install nodejs npm" >&2; \
	  echo "Without them:                         ANXIN_SKIP_WEB=1 make $(MAKECMDGOALS)" >&2; exit 1; }
	cd web && npm ci --no-audit --no-fund
	@mkdir -p $(@D) && touch $@

web/node_modules/.built: web/node_modules/.ready $(shell find web -type f \
		-not -path 'web/node_modules/*' -not -path 'web/dist/*' 2>/dev/null)
	cd web && npm run build
	@mkdir -p $(@D) && touch $@
else
web:
endif

# ---------------------------------------------------------------- the two commands

run: setup ## Serve the demo at http://127.0.0.1:8000 (PORT=, DATABASE=, CLOCK=virtual).
	@mkdir -p var
	$(BIN)/anxin serve --demo --host $(HOST) --port $(PORT) --database $(DATABASE) --clock $(CLOCK)

test: setup ## Run every test, PostgreSQL's and the browser's included (ARGS= for pytest).
	$(BIN)/pytest -n $(TEST_WORKERS) --maxprocesses 8 --durations 15 --durations-min 3 $(ARGS)

# ---------------------------------------------------------------- checks

check: types lint format imports dependencies migrations docs generated ## Run every static check.
	@echo "All checks passed."

lint: setup
	$(BIN)/ruff check .

format: setup
	$(BIN)/ruff format --check .

types: setup
	$(BIN)/mypy $(wildcard $(CODE))

imports: setup
	$(BIN)/lint-imports

dependencies: setup
	$(BIN)/deptry engine aftersales api

migrations: setup
	$(BIN)/python -m tools.check_migrations

docs: setup
	$(BIN)/python -m tools.check_links

generated: setup
	$(BIN)/python -m tools.check_generated

fix: setup ## Mend what ruff can mend, and format.
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

generate: setup ## Write the generated files anew.
	$(BIN)/python -m tools.check_generated --write

# ---------------------------------------------------------------- longer work

bench: setup ## Measure speed and size beside the peers.
	$(BIN)/python -m benchmarks $(ARGS)

soak: setup ## Run the long hunts: fuzzing, kill loops, load (SOAK_MINUTES=).
	$(BIN)/pytest -m soak -n 0 $(ARGS)

screenshots: setup ## Take the pictures of the docs with a headless browser.
	$(BIN)/python -m tools.screenshots $(ARGS)

wheel: setup ## Build the wheel into dist/, models, forms and pages included.
	$(if $(wildcard $(BIN)/uv),$(BIN)/uv,uv) build --wheel --quiet

clean: ## Remove what these commands made, except var/ (your data).
	rm -rf .venv dist build web/dist web/node_modules .mypy_cache .ruff_cache .pytest_cache .hypothesis \
	  .import_linter_cache
