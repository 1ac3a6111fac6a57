# One word for a chore, the same at home and in CI. `make` alone lists them.
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DELETE_ON_ERROR:
.NOTPARALLEL:
.DEFAULT_GOAL := help
.PHONY: help demo test check score bench parity bundle clean

PYTHON ?= python3
BIN := .venv/bin
# A terminal that knows no Chinese is no reason to fail.
export PYTHONUTF8 := 1
export PIP_DISABLE_PIP_VERSION_CHECK := 1

help: ## 本页 / this list
	@sed -nE 's/^([a-z]+):.*## (.*)/make \1\t\2/p' $(MAKEFILE_LIST) | expand -t 16

demo: .venv/ready-to-run ## 读入虚构的示例市，问市知识产权局牵头哪些任务 / read the invented city, ask what its IP office leads
	@tools/demo

test: .venv/ready-neo4j .venv/ready-jena .venv/ready-office check ## 检查、全部测试、示例得分 / checks, all tests, scores on the examples
	@$(BIN)/python -m pytest -q -n logical --maxprocesses 4 --dist loadgroup
	@$(MAKE) -s score

check: .venv/ready-to-test ## ruff, mypy, import-linter
	@$(BIN)/ruff check --quiet
	@$(BIN)/ruff format --check --quiet || { $(BIN)/ruff format --check; exit 1; }
	@$(BIN)/mypy --no-error-summary
	@$(BIN)/lint-imports > .venv/imports.log || { cat .venv/imports.log; exit 1; }
	@echo "· ruff, mypy --strict, import-linter: 通过 / passed"

# GOLD: a folder of answers in the guide's format; DOCUMENTS: the folder of the documents that they answer for.
# Several of each, in the same order, are scored as one: make score GOLD='a b' DOCUMENTS='c d' (their names hold no blanks).
score: .venv/ready-to-run ## 得分 / scores: make score [GOLD=DIR DOCUMENTS=DIR]
	@$(BIN)/python -m bench.score $(foreach folder,$(GOLD),--gold '$(folder)') $(foreach folder,$(DOCUMENTS),--documents '$(folder)')

bench: .venv/ready-neo4j ## 快慢 / speed: make bench [DOCUMENTS=DIR]
	@status=0; \
	$(BIN)/python -m bench.reading $(if $(DOCUMENTS),'$(DOCUMENTS)') || status=1; \
	$(BIN)/python -m bench.formats $(if $(DOCUMENTS),'$(DOCUMENTS)') || status=1; \
	$(BIN)/python -m bench.questions $(if $(DOCUMENTS),'$(DOCUMENTS)') || status=1; \
	$(BIN)/python -m bench.publish || status=1; \
	$(BIN)/python -m bench.bulk || status=1; \
	$(BIN)/python -m bench.pictures || status=1; \
	$(BIN)/python -m bench.serving || status=1; \
	exit $$status

# DOCUMENTS: a folder of documents; the invented city where none is named.
parity: .venv/ready-neo4j ## 三个引擎的行是否相同 / the same rows from three engines: make parity [DOCUMENTS=DIR]
	@$(BIN)/python -m bench.parity $(if $(DOCUMENTS),'$(DOCUMENTS)')

# SYSTEM, PYTHON_VERSION: another machine than this one: make bundle SYSTEM=windows-x86_64 PYTHON_VERSION=3.12
bundle: .venv/ready-to-run ## 不联网的机器用的安装包 / wheels for a machine without a network: make bundle [SYSTEM=…]
	@BIN=$(BIN) tools/bundle 'dist/policygraph$(if $(SYSTEM),-$(SYSTEM))$(if $(PYTHON_VERSION),-python$(PYTHON_VERSION))' '$(SYSTEM)' '$(PYTHON_VERSION)'

docs: .venv/ready-system ## 词汇的网页 docs/ontology.html，各种图 docs/images / the vocabulary as a page, one picture of each kind
	@$(BIN)/python -m policygraph.web.vocabulary docs/ontology.html
	@$(BIN)/python tools/pictures.py docs/images

clean: ## 删去所有生成之物 / remove all that was made
	@rm -rf .venv .demo dist .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis tests/neo4j_server/*/lib tests/jena/lib

# Set-up: each step leaves a mark, and is done again only when what it was made from has changed.
INSTALL := $(BIN)/python -m pip install -q --no-input --no-build-isolation -c constraints.txt

.venv/ready-to-run: pyproject.toml constraints.txt
	@command -v '$(PYTHON)' > /dev/null || { echo "× 找不到 $(PYTHON) / $(PYTHON) not found: apt-get install python3" >&2; exit 1; }
	@'$(PYTHON)' -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "× 需要 Python 3.11 或更新，$(PYTHON) 是 $$('$(PYTHON)' -V) / needs Python 3.11 or newer: make PYTHON=python3.11 …" >&2; exit 1; }
	@tools/need "虚拟环境 / virtual environments" "'$(PYTHON)' -c 'import ensurepip, venv'" python3-venv
	@rm -rf .venv
	@tools/quietly .venv/log/environment "建立虚拟环境 .venv / making a virtual environment" '$(PYTHON)' -m venv .venv
	@tools/quietly .venv/log/builder "安装构建工具 / installing the build tool" $(INSTALL) hatchling editables
	@tools/quietly .venv/log/project "安装 policygraph 及所需的包 / installing policygraph and what it needs" $(INSTALL) -e .
	@touch $@

.venv/ready-to-test: .venv/ready-to-run
	@tools/quietly .venv/log/tests "安装检查与测试所需的包 / installing what the checks and tests need" $(INSTALL) -e '.[dev]'
	@touch $@

# Whoever names a Neo4j of their own needs no other, and no Maven to fetch it.
.venv/ready-system: | .venv/ready-to-test
	@tools/need "测试用浏览器、中文字体、Neo4j / a browser, a Chinese font and Neo4j for the tests" \
	  "command -v chromium || command -v google-chrome" chromium \
	  "$(BIN)/python -m playwright --version" "libatomic1 libstdc++6" \
	  "fc-list :lang=zh-cn family | grep -q ." "fonts-noto-cjk fontconfig" \
	  "command -v curl" curl \
	  '[ -n "$$POLICYGRAPH_TEST_NEO4J" ] || command -v mvn' maven
	@touch $@

# Without windows, and without the parts that neither open old Word files nor write what the tests read.
.venv/ready-office: | .venv/ready-to-test
	@tools/need "测试 .doc、.wps、.xls 用的 LibreOffice / LibreOffice for the tests of .doc, .wps and .xls" \
	  '[ -n "$$POLICYGRAPH_SOFFICE" ] || command -v soffice || command -v libreoffice' "libreoffice-writer-nogui libreoffice-calc-nogui"
	@touch $@

# Both lines of Neo4j, each into a folder of its own.
.venv/ready-neo4j: tests/neo4j_server/pom.xml tests/neo4j_server/lts/pom.xml tests/neo4j_server/current/pom.xml | .venv/ready-system
	@if [ -z "$${POLICYGRAPH_TEST_NEO4J:-}" ]; then \
	  tools/need "取得测试用 Neo4j / to fetch Neo4j for the tests" "command -v mvn" maven; \
	  rm -rf tests/neo4j_server/*/lib; \
	  tools/quietly .venv/log/neo4j "取得测试用 Neo4j 服务器 / fetching the Neo4j servers for the tests" \
	    mvn -q -B -f tests/neo4j_server/pom.xml dependency:copy-dependencies -DoutputDirectory=lib; \
	  touch $@; \
	fi

# Reads back what is exported, beside the libraries of Python.
.venv/ready-jena: tests/jena/pom.xml | .venv/ready-to-test
	@tools/need "取得测试用 Jena / to fetch Jena for the tests" "command -v mvn" maven
	@rm -rf tests/jena/lib
	@tools/quietly .venv/log/jena "取得测试用 Jena / fetching Jena for the tests" \
	  mvn -q -B -f tests/jena/pom.xml dependency:copy-dependencies -DoutputDirectory=lib
	@touch $@
