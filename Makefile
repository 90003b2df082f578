# Everything a developer runs. Each target installs what it needs and says what it does.

export PATH := $(CURDIR)/node_modules/.bin:$(or $(CARGO_INSTALL_ROOT),$(CARGO_HOME),$(HOME)/.cargo)/bin:$(PATH)
CHROMEDRIVER ?= /usr/bin/chromedriver

.PHONY: help serve page package dist test lint test-native test-wasm test-page test-package test-firefox test-trunk size accept fuzz bench bench-page setup-compiler setup-browsers

help: ## List the targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F':.*## ' '{printf "  make %-12s %s\n", $$1, $$2}'

serve: setup-compiler ## Build a page for trying and serve it on http://127.0.0.1:8080
	@node scripts/serve.mjs

page: setup-compiler ## Build the page into dist/, as small as it is released
	node scripts/page.mjs

package: setup-compiler ## Build the npm package into pkg/
	node scripts/package.mjs

dist: setup-compiler setup-browsers page package ## Build every package that is published into target/packages/, and try each of them
	@scripts/dist/all

test: setup-compiler setup-browsers ## Run every test, in two lanes side by side
	@scripts/test

lint: ## Formatting, clippy, every feature alone, and the pure core for WebAssembly
	cargo fmt --check
	scripts/lint

test-native: ## The native tests; they also write what the WebAssembly tests compare with
	@scripts/setup formats
	@scripts/setup editors
	@scripts/setup sandbox
	cargo test --locked --features cnb
	cargo test --locked --no-default-features --features web,pages --lib

test-wasm: setup-compiler setup-browsers ## The core and the JavaScript API in headless Chromium
	@scripts/setup wasm-pack
	wasm-pack test --headless --chrome --chromedriver $(CHROMEDRIVER) --no-default-features --features js --test web --locked

test-page: setup-browsers page ## The page in headless Chromium, at 1440 and 390 pixels
	node --test --test-reporter=spec tests/split/split.test.mjs
	cargo build --locked
	npx --no-install playwright test

test-package: setup-compiler setup-browsers ## The npm package from Node, TypeScript and Vite, and its program against the native one's sessions
	node scripts/package.mjs trying
	PACKAGE=target/packages/trying node --test --test-reporter=spec tests/packages/npm.test.mjs

test-firefox: setup-browsers page ## The page in headless Firefox, where there is one (FIREFOX=PATH names another)
	node --test-reporter=spec tests/firefox/run.mjs

test-trunk: page ## The page as Trunk makes it, where Trunk is installed
	node tests/trunk.mjs

size: page ## Hold the page's first load to its budget
	node scripts/size.mjs

accept: ## Write what is said now into the test cases; read the difference before committing it
	PUSHREADY_ACCEPT=1 cargo test --locked --test cases --test cli --test failures

fuzz: ## Run the fuzzer on every subject of tests/properties/ for SECONDS=60 each, TARGET=NAME on one of them
	@scripts/setup fuzz
	@scripts/fuzz $(or $(SECONDS),60) $(TARGET)

bench: ## Time the parts, then the native program against its peers; PROJECT=PATH adds a large project
	cargo bench --locked
	cargo build --profile dist --locked
	scripts/bench $(if $(PROJECT),--project '$(PROJECT)')
	scripts/bench-build

bench-page: page package ## Time the page and the package in headless Chromium, their start beside that of ruff's own module
	node scripts/bench-page.mjs

setup-compiler:
	@scripts/setup compiler

setup-browsers:
	@scripts/setup browsers
