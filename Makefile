# `make demo` shows what Recoupe does, `make test` runs every test; each does all of its own set-up.
# `make serve` shows the demo in the browser.
.PHONY: setup demo serve test check quality speed docs clean web screenshots lock audit sbom performance

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
DEMO := build/demo.db

setup: $(READY)

# Debian ships Python without ensurepip; then its own package for that is asked for.
$(READY): pyproject.toml tests/export/readers.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Recoupe needs Python 3.11 or later (PYTHON=… names one)"; exit 1; }
	@test -x $(BIN)/pip || $(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); echo "trying to install python3-venv"; apt-get install -y -qq python3-venv && $(PYTHON) -m venv $(VENV); }
	@echo "Installing Recoupe and what it needs into $(VENV) …"
	@$(BIN)/pip install --quiet --disable-pip-version-check --editable '.[dev]'
	@$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --only-binary :all: --requirement tests/export/readers.txt
	@touch $@

demo: $(READY)
	@mkdir -p build && rm -f $(DEMO) $(DEMO)-wal $(DEMO)-shm
	@$(BIN)/recoupe add examples/newsroom --store $(DEMO)
	@echo
	@$(BIN)/recoupe incidents --full --store $(DEMO)
	@echo
	@echo "All of them:"
	@$(BIN)/recoupe incidents --store $(DEMO)
	@echo
	@echo "What to type next:"
	@echo '  export RECOUPE_STORE=$(DEMO) PATH="$$PWD/$(BIN):$$PATH"'
	@echo "  recoupe incidents --country IQ --outcome intercepted    one line an incident"
	@echo "  recoupe explain koutougou --field killed                each toll, its words, its rule, its chain"
	@echo "  recoupe export --format geojson                         the same for a map"
	@echo "  recoupe read examples/newsroom/factdesk-220105.html     what one page says"
	@echo "  recoupe read YOUR-ARTICLE.txt --published 2022-01-04    and what yours does"

serve: $(READY)
	@test -f $(DEMO) || $(MAKE) demo
	@$(BIN)/recoupe serve --store $(DEMO)

test: $(READY)
	@$(BIN)/python -m pytest

check: $(READY)
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m pytest

quality: $(READY)
	@$(BIN)/python -m benchmarks.quality

speed: $(READY)
	@$(BIN)/python -m benchmarks.speed

performance: $(READY)
	@$(BIN)/python -m benchmarks.performance --write

docs: $(READY) demo
	$(BIN)/python docs/write_records.py
	$(BIN)/python docs/write_cli.py
	$(BIN)/python docs/write_sources.py
	$(BIN)/python docs/write_outputs.py

# The web app as it is committed under src/recoupe/web/assets, from frontend/. A user needs no Node.js.
web:
	cd frontend && npm ci --silent && npm run --silent check && npm run --silent build

screenshots: $(READY) demo
	$(BIN)/python docs/write_screenshots.py

clean:
	rm -rf build $(VENV) .mypy_cache .ruff_cache .pytest_cache .import_linter_cache

# The versions that were tested, each with the hashes of its files; `pip install --require-hashes -r requirements.lock`.
lock: $(READY)
	$(BIN)/pip install --quiet --disable-pip-version-check uv
	$(BIN)/uv pip compile --quiet --universal --generate-hashes --no-header --no-emit-index-url --no-annotate \
	    --python-version 3.11 --extra web --extra postgres --extra cluster --extra formats --extra dev \
	    --output-file requirements.lock pyproject.toml

# Known weaknesses of those versions, where an index can be asked.
audit: $(READY)
	@if $(BIN)/pip index versions pip >/dev/null 2>&1; then \
	    $(BIN)/pip install --quiet --disable-pip-version-check pip-audit && \
	    $(BIN)/pip-audit --requirement requirements.lock --disable-pip --require-hashes --progress-spinner off; \
	else echo "no package index can be reached: not audited"; fi

# What a distribution is made of, in CycloneDX.
sbom: $(READY)
	@$(BIN)/pip install --quiet --disable-pip-version-check cyclonedx-bom
	@mkdir -p build && $(BIN)/cyclonedx-py requirements requirements.lock --pyproject pyproject.toml -o build/sbom.json
	@echo "build/sbom.json"
