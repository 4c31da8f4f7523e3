# Everything a person does with a checkout of Handel. It needs Python 3.11 or later, git and make; `make` says what there is.
#
# .tools holds the pinned uv, .venv what Handel runs on. Both come from the hashed locks in requirements/ and
# are renewed when a lock changes; a second run starts at once.

PYTHON ?= python3
UV := .tools/bin/uv
BIN := .venv/bin

# Checks and tests keep what they write here, never in the folder of a running Handel.
SCRATCH := .tools/scratch

.DEFAULT_GOAL := help
.NOTPARALLEL:
.DELETE_ON_ERROR:
.PHONY: help demo test check test-sqlite test-postgresql test-browser bench assets lock

# $(call step,NAME,COMMAND): run the command and say how long it took, whether it passed or not.
define step
@echo "== $(1)"; start=$$(date +%s); \
if $(2); then echo "== $(1): passed in $$(( $$(date +%s) - start )) s"; \
else echo "== $(1): FAILED after $$(( $$(date +%s) - start )) s" >&2; exit 1; fi
endef

help: ## Say what there is
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-16s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

demo: .venv/ready-to-run ## Build the sample operation and serve both sites
	$(BIN)/handel demo

test: check test-sqlite test-postgresql test-browser ## Check and test everything; installs Chromium on Debian when run as root

# Templates are linted, not reformatted: djlint's formatter moves white space that a reader sees.
check: export HANDEL_DATA := $(SCRATCH)/check
check: .venv/ready-to-test ## Check style, types, templates, imports, migrations and that no file names a host
	$(call step,ruff,$(BIN)/ruff check .)
	$(call step,format,$(BIN)/ruff format --check .)
	$(call step,types,$(BIN)/mypy)
	$(call step,templates,$(BIN)/djlint --quiet --lint src)
	$(call step,imports,$(BIN)/lint-imports)
	$(call step,hosts,$(BIN)/python tools/check_no_hosts.py)
	$(call step,desk migrations,$(BIN)/python -m django makemigrations --check --dry-run --settings handel.sites.desk.settings)
	$(call step,public migrations,$(BIN)/python -m django makemigrations --check --dry-run --settings handel.sites.public.settings)

test-sqlite: .venv/ready-to-test ## Test on SQLite
	$(call step,tests on SQLite,HANDEL_LANE=sqlite $(BIN)/pytest -m "not browser")

test-postgresql: .venv/ready-to-test ## Test on PostgreSQL (a server of its own, stopped afterwards)
	$(call step,tests on PostgreSQL,HANDEL_LANE=postgresql $(BIN)/pytest -m "not browser")

test-browser: .venv/ready-to-test ## Test the pages in Chromium
	@tools/install_chromium.sh
	$(call step,tests in Chromium,if command -v chromium >/dev/null; then HANDEL_LANE=sqlite $(BIN)/pytest -m browser; else true; fi)

bench: .venv/ready-to-test ## Measure; writes bench-results/
	$(BIN)/python -m benchmarks

assets: ## Build the committed styles and scripts again (needs Node.js)
	npm ci
	npm run build

lock: .tools/ready ## Bring the locks in line with requirements/*.in; delete a .txt first to take newer versions
	for name in tools base dev; do \
		$(UV) pip compile --quiet --universal --python-version 3.11 --generate-hashes \
			--no-annotate --no-header requirements/$$name.in --output-file requirements/$$name.txt || exit 1; \
	done

.tools/ready: requirements/tools.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Handel needs Python 3.11 or later; name it: make PYTHON=/path/to/python3.11" >&2; exit 1; }
	@$(PYTHON) -m venv .tools || { echo "On Debian and Ubuntu: apt-get install python3-venv, then again." >&2; exit 1; }
	.tools/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes --requirement requirements/tools.txt
	@touch $@

.venv/ready-to-run: requirements/base.txt pyproject.toml .tools/ready
	test -x $(BIN)/python || $(UV) venv --quiet --no-python-downloads --python $(PYTHON) .venv
	$(UV) pip install --quiet --python $(BIN)/python --require-hashes --requirement requirements/base.txt
	$(UV) pip install --quiet --python $(BIN)/python --no-deps --build-constraints requirements/tools.txt --editable .
	@touch $@

.venv/ready-to-test: requirements/dev.txt .venv/ready-to-run
	$(UV) pip install --quiet --python $(BIN)/python --require-hashes --requirement requirements/dev.txt
	@touch $@
