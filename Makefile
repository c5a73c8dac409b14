# EventHub: every task has a name here; `make` lists them.

BIN := .venv/bin
# Processes that share the tests, two for each of two cores since browsers wait; 0 runs them in one.
WORKERS ?= 4
# What to run of the tests, for example: make test TESTS=tests/booths
TESTS ?=

.DEFAULT_GOAL := help
.PHONY: help setup setup-dev demo test check bench lint format catalogues screenshots wheel lock vendor vendor-check clean

help: ## list these targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-13s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

setup: ## install into .venv/ what the command .venv/bin/eventhub needs
	@scripts/setup

setup-dev: ## the same, with the tools for tests, checks and benchmarks
	@scripts/setup --dev

demo: setup ## everything, then the demo at http://127.0.0.1:8000 (PORT=… for another port)
	@exec $(BIN)/eventhub demo

test: setup-dev ## everything, then all tests (WORKERS=0: one process; TESTS=… some; DRAW=500: more drawn examples)
	@exec $(BIN)/pytest -n $(WORKERS) --dist loadgroup $(TESTS)

check: setup-dev ## format, lint, types, import contracts, templates, catalogues, vendored files, tests
	@scripts/check $(BIN)/ruff format --check .
	@$(MAKE) --no-print-directory lint
	@scripts/check $(BIN)/python scripts/catalogues --check
	@$(MAKE) --no-print-directory vendor-check
	@scripts/check $(BIN)/pytest -n $(WORKERS) --dist loadgroup $(TESTS)

bench: setup-dev ## the benchmarks, as ratios
	@exec $(BIN)/python -m bench

lint: setup-dev ## lint, types, import contracts, templates
	@scripts/check $(BIN)/ruff check .
	@scripts/check $(BIN)/mypy
	@scripts/check $(BIN)/lint-imports
	@scripts/check $(BIN)/djlint --quiet --lint templates

format: setup-dev ## write the code the way `make check` wants it
	@$(BIN)/ruff check --fix-only --quiet .
	@$(BIN)/ruff format .

catalogues: setup-dev ## bring the translations' catalogues up to date with the code and compile them
	@$(BIN)/python scripts/catalogues

screenshots: setup-dev ## pictures of the demo's main pages, for the guides
	@$(BIN)/python scripts/screenshots

wheel: setup-dev ## one file to install elsewhere, in dist/
	@$(BIN)/python -m build --wheel --no-isolation --outdir dist .

lock: setup-dev ## requirements*.txt again from requirements*.in (UPGRADE=1 for the newest versions)
	@scripts/lock

vendor: ## static/vendor/ again from package.json (needs npm) and the fonts from Debian's packages
	@scripts/vendor

vendor-check: ## compare the vendored files with their manifests
	@scripts/check scripts/vendor --check

clean: ## remove what can be made again; keeps var/, where the data is
	@rm -rf .venv build dist node_modules .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache
	@find eventhub tests bench scripts migrations -name __pycache__ -prune -exec rm -rf {} + 2>/dev/null || true
