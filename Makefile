# The front door. `make demo` and `make test` are all a newcomer needs: each installs what is missing, builds and runs.

JOBS ?= $(shell nproc)
FUZZ_SECONDS ?= 600
BUILD = cmake --preset $(1) --log-level=WARNING && cmake --build --preset $(1) --parallel $(JOBS)
SOURCES = git ls-files '*.h' '*.cpp' '*.inc' ':!*_tables.inc'

.PHONY: help build demo test bench sanitize fuzz format check-format tidy clean bootstrap

help:            ## lists these targets
	@sed -n 's/^\([a-z-]*\):.*## /  make \1\t/p' Makefile | expand -t 22

bootstrap:
	@scripts/bootstrap

build: bootstrap  ## the release program: build/release/bin/alpharoute
	@$(call BUILD,release)

demo: build      ## routes sample prompts, then yours
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

tidy: build      ## clang-tidy over the sources
	@scripts/bootstrap fuzz
	@git ls-files 'shared/*.cpp' 'native/*.cpp' | xargs -P $(JOBS) -n 4 clang-tidy-14 --quiet -p build/release

clean:           ## removes everything that was built
	@rm -rf build
