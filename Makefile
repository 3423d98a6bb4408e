# `make demo` and `make test` install what is missing, build and run. V=1 prints the output of every step.

JOBS ?= $(shell nproc)
FUZZ_SECONDS ?= 600
export PATH := $(CURDIR)/build/node/bin:$(PATH)
STEP = scripts/step
configure = $(STEP) "configure $(1)" cmake --preset $(1) --log-level=WARNING
compile = $(STEP) "compile $(2)" cmake --build --preset $(1) --parallel $(JOBS)

.PHONY: help build program wasm web demo test check screenshots bench sanitize fuzz format tidy generate clean bootstrap

help:            ## lists these targets
	@sed -n 's/^\([a-z-]*\):.*## /  make \1\t/p' Makefile | expand -t 22

bootstrap:
	@scripts/bootstrap

build: program web  ## the program with its web app: build/release/bin; the npm package: wasm/dist

program: bootstrap
	@$(call configure,release)
	@$(call compile,release,the program and its tests)

wasm: bootstrap  ## the WebAssembly modules and the npm package: wasm/dist
	@. ./emsdk.env && $(STEP) "configure wasm" emcmake cmake --preset wasm --log-level=WARNING
	@. ./emsdk.env && $(call compile,wasm,the WebAssembly modules)
	@$(STEP) "install npm packages: wasm" scripts/npm-install wasm
	@$(STEP) "build the npm package" npm --prefix wasm run --silent build

web: wasm        ## the web app: web/dist, and a copy that the program serves
	@$(STEP) "install npm packages: web" scripts/npm-install web
	@$(STEP) "build the web app" npm --prefix web run --silent build
	@mkdir -p build/release/bin && rm -rf build/release/bin/web && cp -a web/dist build/release/bin/web

demo: web        ## starts the gateway with its web app, and prints the address
	@$(call configure,release)
	@$(call compile,release,the program) --target alpharoute
	@scripts/demo

test: build      ## every test
	@scripts/bootstrap tests
	@ctest --preset release --parallel $(JOBS)

check:           ## formatters, linters, includes, links, versions, wording; CI runs it before the tests
	@scripts/bootstrap check
	@$(call configure,release)
	@$(call compile,release,the tools of the checks) --target glue repository_tests
	@$(STEP) "install npm packages: web" scripts/npm-install web
	@scripts/check

screenshots: build ## the pictures of the README: docs/images
	@cd web && ALPHAROUTE_SCREENSHOTS=../docs/images npx playwright test screenshots.spec.ts

bench: build     ## every figure of docs/benchmarks.md, measured on this machine
	@bench/run

sanitize:  ## every test under AddressSanitizer and UndefinedBehaviorSanitizer, then under ThreadSanitizer
	@scripts/bootstrap tests
	@$(call configure,asan)
	@$(call compile,asan,the tests for AddressSanitizer)
	@ctest --preset asan --parallel $(JOBS)
	@$(call configure,tsan)
	@$(call compile,tsan,the tests for ThreadSanitizer)
	@ctest --preset tsan --parallel $(JOBS)

fuzz:            ## every fuzz target for FUZZ_SECONDS (600) each
	@scripts/bootstrap fuzz
	@$(call configure,fuzz)
	@$(call compile,fuzz,the fuzz targets)
	@scripts/fuzz $(FUZZ_SECONDS)

format:          ## formats C++ and TypeScript
	@scripts/bootstrap check
	@$(STEP) "format C++" scripts/format
	@$(STEP) "install npm packages: web" scripts/npm-install web
	@$(STEP) "format web and wasm" npm --prefix web run --silent format

tidy:            ## clang-tidy over every source file
	@scripts/bootstrap check
	@$(call configure,release)
	@scripts/tidy --all

generate: bootstrap  ## wasm/src/generated.ts, from the core's lists of options, scoring modes and error codes
	@$(call configure,release)
	@$(call compile,release,glue) --target glue
	@scripts/generate

clean:           ## removes everything that was built
	@rm -rf build wasm/dist wasm/node_modules web/dist web/node_modules
