# Regelrätt. `make` ensam listar målen. Kräver bara Python 3.11 eller senare med pip, och make.
# En annan Python: make site PYTHON=python3.13

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.NOTPARALLEL:
MAKEFLAGS += --no-builtin-rules

NEW_ENOUGH := import sys; sys.exit(sys.version_info < (3, 11))
PYTHON ?= $(shell for each in python3 python python3.14 python3.13 python3.12 python3.11; do \
	"$$each" -c '$(NEW_ENOUGH)' 2>/dev/null && { echo "$$each"; break; }; done)
VENV := .venv
VENV_PYTHON := $(VENV)/bin/python
REGELRATT := $(VENV_PYTHON) -P -m regelratt
PYTEST_ARGS ?=
LINT_ARGS ?=

STAMP_VENV := $(VENV)/.skapad
STAMP_SITE := $(VENV)/.site
STAMP_TEST := $(VENV)/.test

.PHONY: help env env-test site test lint check serve bench guards lock clean

help: ## visa målen
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "make %-9s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

site: env ## bygg webbplatsens båda utgåvor i _build/
	$(REGELRATT) build

test: env-test ## kör alla tester; PYTEST_ARGS går vidare till pytest
	$(VENV_PYTHON) -m pytest -n 2 --dist loadgroup $(PYTEST_ARGS)

lint: env ## läs och kontrollera allt innehåll; LINT_ARGS går vidare till regelratt lint
	$(REGELRATT) lint $(LINT_ARGS)

check: env ## kontrollera innehållet och bedöm varje regel
	$(REGELRATT) check

serve: env ## visa webbplatsen och bygg om den när något sparas
	$(REGELRATT) serve

bench: env-test ## mät farten
	$(VENV_PYTHON) -m bench

guards: env-test ## ta bort varje vakt i tur och ordning och se att dess prov slår till (tar länge)
	$(VENV_PYTHON) -m tests.guards

env: $(STAMP_SITE) ## gör miljön för webbplatsen

env-test: $(STAMP_TEST) ## gör miljön för testerna

# The virtual environment. One that works is kept. Debian's Python may lack ensurepip; then the outer pip installs into it.
$(STAMP_VENV):
	@test -n "$(PYTHON)" || { echo "fel: ingen Python 3.11 eller senare hittades. Ange en: make site PYTHON=/sökväg/till/python3" >&2; exit 2; }
	@"$(PYTHON)" -c '$(NEW_ENOUGH)' || { echo "fel: $(PYTHON) går inte att köra eller är äldre än 3.11. Ange en annan: make site PYTHON=python3.11" >&2; exit 2; }
	@if $(VENV_PYTHON) -c '$(NEW_ENOUGH)' 2>/dev/null; then \
		echo "behåller $(VENV)"; \
	else \
		without=$$("$(PYTHON)" -c 'import ensurepip' 2>/dev/null || echo --without-pip); \
		echo "$(PYTHON) -m venv --clear $$without $(VENV)"; \
		"$(PYTHON)" -m venv --clear $$without $(VENV); \
	fi
	@"$(PYTHON)" -c 'import sys; print(sys.executable)' > $@

# Installs one lock, then the package itself beside its source. An unchanged lock is not read again.
define install
	@if $(VENV_PYTHON) -m pip --version >/dev/null 2>&1; then \
		set -- $(VENV_PYTHON) -m pip; \
	else \
		set -- "$$(cat $(STAMP_VENV))" -m pip --python $(VENV_PYTHON); \
	fi; \
	echo "installerar $(1) (första gången tar det någon minut)"; \
	"$$@" install --disable-pip-version-check --quiet --require-hashes -r $(1) && \
	"$$@" install --disable-pip-version-check --quiet --no-deps --no-build-isolation -e .
endef

$(STAMP_SITE): requirements/site.txt pyproject.toml $(STAMP_VENV)
	$(call install,requirements/site.txt)
	@touch $@

# The test lock holds all that the site lock holds, so it serves for both.
$(STAMP_TEST): requirements/test.txt pyproject.toml $(STAMP_VENV)
	$(call install,requirements/test.txt)
	@touch $(STAMP_SITE) $@

lock: ## räkna om låsfilerna; kräver uv
	@command -v uv >/dev/null || { echo "fel: uv saknas. Installera uv (python -m pip install uv) och kör om." >&2; exit 2; }
	for each in site test; do \
		extra=$$(test $$each = test && echo "--extra test"); \
		uv pip compile --quiet --universal --generate-hashes --no-header --no-annotate \
			--no-emit-index-url --no-emit-find-links --python-version 3.11 $$extra \
			--output-file requirements/$$each.txt pyproject.toml requirements/build.in || exit 1; \
	done

# The stored runs are records: only a person removes them, when their weeding period is over.
clean: ## ta bort allt som byggts, även miljön; sparade kontroller i _build/runs står kvar
	@if [ -d _build ]; then find _build -mindepth 1 -maxdepth 1 ! -name runs -exec rm -rf {} +; fi
	rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
	find src tests bench docs -name __pycache__ -type d -prune -exec rm -rf {} + 2>/dev/null || true
