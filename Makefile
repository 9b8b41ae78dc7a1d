# Everything runs in .venv, which is made when it is missing or pyproject.toml is newer.
PYTHON ?= python3
BIN := .venv/bin
READY := .venv/.ready

.PHONY: demo test test-spark lint bench docs quality format format-data golden notebooks coverage mutation release clean

demo: $(READY)
	$(BIN)/aitalent-kg demo

# A file stays with one worker, so that it starts its servers once; in the order of names, the last
# files are short ones, so that no worker is idle long.
test: $(READY)
	$(BIN)/python -m pytest -n auto --dist loadfile --no-loadscope-reorder $(TESTS)

# PySpark is half a gigabyte, so it is not among what `make test` sets up.
test-spark: $(READY)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[spark]'
	$(BIN)/python -m pytest tests/test_population_spark.py

lint: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/python scripts/format_data.py --check
	$(BIN)/python scripts/class_diagram.py --check
	$(BIN)/python scripts/json_ld_context.py --check
	$(BIN)/python scripts/query_list.py --check
	$(BIN)/python scripts/crosswalk_quality.py --check

# How much of the package the tests run, and whether they notice a change of it: docs/testing.md.
coverage: $(READY)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[measure]'
	$(BIN)/python -m coverage run -m pytest -n auto --dist loadfile --no-loadscope-reorder $(TESTS)
	$(BIN)/python -m coverage combine --quiet
	$(BIN)/python -m coverage report --skip-covered --fail-under 95

mutation: $(READY)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[measure]'
	$(BIN)/python -W ignore scripts/mutation.py $(GROUPS)
	$(BIN)/python scripts/mutation.py --report

# The site of the documentation, in site/: English, and Chinese below site/zh-TW/.
docs: $(READY)
	$(BIN)/python scripts/site_docs_build.py

# docs/quality.md and data/void.ttl; Java is needed for the lines on OWL.
quality: $(READY)
	$(BIN)/python scripts/description.py
	$(BIN)/python scripts/quality_page.py

bench: $(READY)
	$(BIN)/python benchmarks/everything.py $(BENCHMARKS)

format: $(READY) format-data
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .
	$(BIN)/python scripts/class_diagram.py
	$(BIN)/python scripts/json_ld_context.py
	$(BIN)/python scripts/query_list.py
	$(BIN)/python scripts/crosswalk_quality.py
	$(BIN)/python scripts/quality_page.py --quick

# Wheel and sdist in dist/, the same bytes wherever they are built, with SHA256SUMS.
release: $(READY)
	$(BIN)/python scripts/release.py

golden: $(READY)
	$(BIN)/python scripts/golden.py

# What the notebooks print; edit their cells, never the outputs.
notebooks: $(READY)
	$(BIN)/python scripts/notebooks.py

format-data: $(READY)
	$(BIN)/python scripts/format_data.py
	$(BIN)/python scripts/description.py

$(READY): pyproject.toml
	@echo "Setting up .venv; this takes a minute the first time."
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	touch $@

clean:
	rm -rf .venv build dist site .mypy_cache .pytest_cache .ruff_cache
