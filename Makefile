# The one list of verbs. Set-up is part of each: a fresh clone needs Python 3.11, git and make.

PYTHON := $(shell python3.11 -c 'import sys; print(sys.executable)' 2>/dev/null || echo python3)
SETUP  := $(PYTHON) build_spec/setup.py
BIN    := .venv/bin
TESTS  ?= tests
# two workers: the tests hold for 2 cores and 4 GB, as the laptops have
WORKERS ?= 2

export PYTHONUTF8 = 1

.DEFAULT_GOAL := help
.PHONY: help demo app test check bench soak shots words package

help: ## Say what there is
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## /\1\t/' | expand -t 10

demo: ## Play a practice round: office, two laptops, a stick, in build/demo
	@$(SETUP) demo
	@rm -rf build/demo
	$(BIN)/satchel demo --out build/demo
	@echo
	@echo "build/demo/office, laptop-1, laptop-2   three vaults, in practice (演练) only"
	@echo "build/demo/usb                          the sealed packages and their digests"
	@echo "build/demo/documents                    the papers, in clear: Word and PDF"
	@echo "build/demo/keys                         passphrases.json, office.age, allowed_signers"
	@echo "build/demo/summary.json                 what was counted and timed"
	@echo "Open one with: make app"

app: ## Open the window
	@$(SETUP) app
	$(BIN)/python -m ui

test: check ## Everything that must be green: check, then the tests
	@mkdir -p build
	QT_QPA_PLATFORM=offscreen $(BIN)/pytest $(TESTS) -n $(WORKERS) -q

check: ## Lint, format, types, architecture
	@$(SETUP) test
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo

bench: ## Print the benchmarks, each against its baseline
	@$(SETUP) test
	QT_QPA_PLATFORM=offscreen $(BIN)/python -m tests.bench

soak: ## Run the full counts and write soak.md (long)
	@$(SETUP) test
	QT_QPA_PLATFORM=offscreen $(BIN)/python -m tests.soak

shots: ## Take a picture of every page into build/shots
	@$(SETUP) test
	QT_QPA_PLATFORM=offscreen $(BIN)/python -m tests.shots

words: ## Refresh the Chinese catalogue from the source and compile it
	@$(SETUP) test
	$(BIN)/python build_spec/words.py

package: ## Freeze the program into dist/ and check that it starts
	@$(SETUP) package
	$(BIN)/python build_spec/words.py --compile
	$(BIN)/pyinstaller --noconfirm --distpath dist --workpath build/package build_spec/satchel.spec
	$(BIN)/python build_spec/check_package.py dist/satchel
