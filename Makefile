# The front door. `make demo` and `make test` are all a newcomer needs: each installs what is missing, builds and runs.

JOBS ?= $(shell nproc)
FUZZ_SECONDS ?= 600
BUILD = cmake --preset $(1) --log-level=WARNING && cmake --build --preset $(1) --parallel $(JOBS)
export PATH := $(CURDIR)/build/node/bin:$(PATH)
SOURCES = git ls-files '*.h' '*.cpp' '*.inc' ':!*_tables.inc'

.PHONY: help build program wasm demo test bench sanitize fuzz format check-format tidy clean bootstrap

help:            ## lists these targets
	@sed -n 's/^\([a-z-]*\):.*## /  make \1\t/p' Makefile | expand -t 22

bootstrap:
	@scripts/bootstrap

build: program wasm  ## the release program, build/release/bin/alpharoute, and the npm package

program: bootstrap
	@$(call BUILD,release)

wasm: bootstrap  ## the WebAssembly modules and the npm package: wasm/dist
	@. ./emsdk.env && emcmake cmake --preset wasm --log-level=WARNING >/dev/null && \
	  cmake --build --preset wasm --parallel $(JOBS)
	@cd wasm && if [ ! -e node_modules/.package-lock.json ] || [ package-lock.json -nt node_modules/.package-lock.json ]; then \
	  npm ci --silent && touch node_modules/.package-lock.json; fi && npm run --silent build

demo: program      ## routes sample prompts, then yours
	@scripts/demo

test: build      ## every test
	@scripts/bootstrap-tests
	@ctest --preset release --parallel $(JOBS)

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

check-format:    ## fails if `make format` would change a file
	@$(SOURCES) | xargs clang-format-14 --dry-run -Werror

tidy: program      ## clang-tidy over the sources
	@scripts/bootstrap fuzz
	@git ls-files 'shared/*.cpp' 'native/*.cpp' | xargs -P $(JOBS) -n 4 clang-tidy-14 --quiet -p build/release

clean:           ## removes everything that was built
	@rm -rf build wasm/dist wasm/node_modules
