# Every target sets up what it needs by itself, from a clean clone on.
.DEFAULT_GOAL := help
.PHONY: help run test docs bench lint clean

PYTHON_BIN := .venv/bin
FILE ?= examples/unet3d.layerdeck
WORKERS ?= 2

help: ## say what can be made
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-6s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: ## open an example in the editor (FILE=... another one); without a screen, the same job without a window
	@scripts/setup
	@scripts/run "$(FILE)"

test: ## run every test (WORKERS=... at a time, ARGS=... for pytest)
	@scripts/setup test
	@$(PYTHON_BIN)/python -m pytest -n $(WORKERS) --dist worksteal $(ARGS)

lint: ## style, types and who may import whom
	@scripts/setup lint
	@$(PYTHON_BIN)/ruff check
	@$(PYTHON_BIN)/ruff format --check
	@$(PYTHON_BIN)/mypy
	@$(PYTHON_BIN)/lint-imports

docs: ## build the documentation site under build/docs/html; a warning fails
	@scripts/setup docs
	@scripts/docs build/docs

bench: ## measure the canvas against its peers, the start, live inference, the memory budget
	@scripts/setup test
	@benchmarks/run

clean: ## remove everything that was made here
	rm -rf .venv benchmarks/.venv benchmarks/results out build dist
	rm -rf .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
