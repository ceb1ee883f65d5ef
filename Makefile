# make demo：建立环境，生成一套方案和协议，审查一份有缺漏的对方文本。
# make test：建立开发环境，通过 ruff、mypy、import-linter 和 pytest。
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
PIP    := $(BIN)/python -m pip --disable-pip-version-check --no-input --quiet

.PHONY: demo test check bench accuracy mutation learn lock wheelhouse clean

demo: $(VENV)/.run
	$(BIN)/contractkit generate samples/traffic.yaml --out out/demo
	@echo
	@echo "审查一份有缺漏的对方文本 samples/drafts/flawed-agreement.docx："
	@$(BIN)/contractkit check samples/drafts/flawed-agreement.docx; code=$$?; \
	  if [ $$code -ne 1 ]; then echo "演示结果不对：退出码应为 1，实为 $$code"; exit 1; fi
	@echo "演示完成：生成的文件在 out/demo，审查发现缺漏时退出码为 1。"

test: $(VENV)/.dev check
	$(BIN)/python -m pytest -n 2 --dist loadfile

check: $(VENV)/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/contractkit lint

# How fast it reads, each as a ratio within one run, and whether one draft gets one verdict in every format.
bench: $(VENV)/.dev
	$(BIN)/python benchmarks/reading_word.py
	$(BIN)/python benchmarks/reading_pdf.py
	$(BIN)/python benchmarks/generating.py --rows 20000
	$(BIN)/python benchmarks/batch_kills.py
	$(BIN)/python benchmarks/tables.py
	$(BIN)/python benchmarks/formats.py samples/drafts/good-agreement.docx
	$(BIN)/python benchmarks/cold_start.py
	$(BIN)/python benchmarks/checking.py

# How right the check is on labelled drafts, those to learn from and those held out apart.
accuracy: $(VENV)/.dev
	$(BIN)/python accuracy/score.py

# Whether what is deleted, blanked, put off, denied, recited, only defined or put on others in our own documents is flagged.
mutation: $(VENV)/.dev
	$(BIN)/python accuracy/mutation.py

# The learnt weights anew (needs the dependency group train, more than an hour): `make learn CORPUS=FOLDER`, FOLDER with
# phrases/*.jsonl and dev/*.md and *.json. HELD_OUT is learnt from nowhere. The weighing is set on drafts that the models
# that it weighs have not seen (WEIGHED of learn2), so that the models are learnt twice. RULED sets the margins of the rules:
# the models learn nothing from its findings.
HELD_OUT := d02 d05 d08 d11 d13 d19 d22
WEIGHED  := $(foreach letter,b c q r,$(foreach number,02 04 06 08 10 12,$(letter)$(number))) e02 e04 e06 e12 e14 e16
NAMES_OF  = $(notdir $(basename $(wildcard accuracy/drafts/$(1)/*.json)))
RULED    := $(call NAMES_OF,learn5)
PHRASES   = --phrases $(CORPUS)/phrases training/phrases
SEEN      = $(PHRASES) --drafts $(CORPUS)/dev $(addprefix accuracy/drafts/,learn learn2 learn3) --without $(HELD_OUT) $(WEIGHED)
ALL       = $(PHRASES) --drafts $(CORPUS)/dev $(wildcard accuracy/drafts/learn*) --without $(HELD_OUT) --without-findings $(RULED)
UNSEEN    = accuracy/drafts/learn2 --only $(WEIGHED)
LEARN     = PYTHONPATH=training:accuracy $(BIN)/python training
learn: $(VENV)/.dev
	test -d "$(CORPUS)/phrases" || { echo "请写明语料所在的文件夹：make learn CORPUS=…"; exit 2; }
	$(PIP) install --group train
	mkdir -p out/learn
	$(LEARN)/train_grams.py $(SEEN) --output out/learn/grams.npz
	$(LEARN)/train_encoder.py $(SEEN) --output out/learn/encoder.npz
	$(LEARN)/learn_weighing.py $(UNSEEN) --grams out/learn/grams.npz --encoder out/learn/encoder.npz
	$(LEARN)/train_grams.py $(ALL)
	$(LEARN)/train_encoder.py $(ALL)

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "需要 Python 3.11 或者更高版本：make PYTHON=python3.12 …"; exit 1; }
	@# A Python without ensurepip (Debian's without python3-venv) still makes a venv, and its own pip can fill it.
	$(PYTHON) -m venv $(VENV) || { $(PYTHON) -m venv --clear --without-pip $(VENV) && $(PYTHON) -m pip --python $(BIN)/python install --quiet pip; }

$(VENV)/.run: requirements/run.lock pyproject.toml | $(BIN)/python
	$(PIP) install --require-hashes -r requirements/run.lock
	$(PIP) install --no-deps --editable .
	@touch $@

$(VENV)/.dev: requirements/dev.lock pyproject.toml | $(BIN)/python
	$(PIP) install --require-hashes -r requirements/dev.lock
	$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@ $(VENV)/.run

# Newest allowed versions into both lock files (needs uv).
lock:
	uv pip compile --quiet --universal --python-version 3.11 pyproject.toml --extra ocr --extra web --extra cluster --group dev --generate-hashes --no-emit-index-url --no-header --upgrade -o requirements/dev.lock
	uv pip compile --quiet --universal --python-version 3.11 pyproject.toml -c requirements/dev.lock --generate-hashes --no-emit-index-url --no-header --upgrade -o requirements/run.lock

# Everything an offline machine of this platform needs, contractkit included.
wheelhouse: | $(BIN)/python
	$(PIP) wheel --wheel-dir wheelhouse -r requirements/run.lock
	$(PIP) wheel --no-deps --wheel-dir wheelhouse .

clean:
	rm -rf $(VENV) out dist build wheelhouse .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
