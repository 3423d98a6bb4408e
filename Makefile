# The front door. `make demo` and `make test` are all a newcomer needs: each installs what is missing, builds and runs.

JOBS ?= $(shell nproc)
FUZZ_SECONDS ?= 600
BUILD = cmake --preset $(1) --log-level=WARNING >/dev/null && cmake --build --preset $(1) --parallel $(JOBS)
export PATH := $(CURDIR)/build/node/bin:$(PATH)
# Once for every change of the lock file.
NPM_CI = if [ ! -e node_modules/.package-lock.json ] || [ package-lock.json -nt node_modules/.package-lock.json ]; then \
  PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD=1 npm ci --silent && touch node_modules/.package-lock.json; fi
SOURCES = git ls-files '*.h' '*.cpp' '*.inc' ':!*_tables.inc'

.PHONY: help build program wasm web demo test screenshots bench sanitize fuzz format check-format tidy clean bootstrap

help:            ## lists these targets
	@sed -n 's/^\([a-z-]*\):.*## /  make \1\t/p' Makefile | expand -t 22

bootstrap:
	@scripts/bootstrap

build: program web  ## the release program, build/release/bin/alpharoute, the page it serves, and the npm package

program: bootstrap
	@$(call BUILD,release)

wasm: bootstrap  ## the WebAssembly modules and the npm package: wasm/dist
	@. ./emsdk.env && emcmake cmake --preset wasm --log-level=WARNING >/dev/null && \
	  cmake --build --preset wasm --parallel $(JOBS)
	@cd wasm && $(NPM_CI) && npm run --silent build

web: wasm        ## the page, web/dist, and beside the program, which serves it
	@cd web && $(NPM_CI) && npm run --silent build
	@mkdir -p build/release/bin && rm -rf build/release/bin/web && cp -a web/dist build/release/bin/web

demo: web          ## starts the gateway with its page, and says where to look
	@$(call BUILD,release) --target alpharoute
	@scripts/demo

test: build      ## every test
	@scripts/bootstrap-tests
	@ctest --preset release --parallel $(JOBS)

screenshots: build ## the pictures of the README, docs/images
	@cd web && ALPHAROUTE_SCREENSHOTS=../docs/images npx playwright test screenshots.spec.ts

bench: build     ## every figure of docs/benchmarks.md, measured here
	@bench/run

sanitize: bootstrap  ## every test under AddressSanitizer, UndefinedBehaviorSanitizer and ThreadSanitizer
	@$(call BUILD,asan) && ctest --preset asan --parallel $(JOBS)
	@$(call BUILD,tsan) && ctest --preset tsan --parallel $(JOBS)

fuzz:            ## every fuzz target for FUZZ_SECONDS (600) each
	@scripts/bootstrap fuzz
	@$(call BUILD,fuzz)
	@scripts/fuzz $(FUZZ_SECONDS)

format:          ## formats the sources
	@scripts/bootstrap fuzz
	@$(SOURCES) | xargs clang-format-14 -i
	@cd web && $(NPM_CI) && npm run --silent format

check-format:    ## fails if `make format` would change a file
	@$(SOURCES) | xargs clang-format-14 --dry-run -Werror
	@cd web && $(NPM_CI) && npm run --silent check-format

tidy: program      ## clang-tidy over the sources
	@scripts/bootstrap fuzz
	@git ls-files 'shared/*.cpp' 'native/*.cpp' | xargs -P $(JOBS) -n 4 clang-tidy-14 --quiet -p build/release

clean:           ## removes everything that was built
	@rm -rf build wasm/dist wasm/node_modules web/dist web/node_modules
