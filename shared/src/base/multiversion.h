// Marks a hot loop to be compiled for several x86 instruction sets, of which the loader picks the machine's best.
//
// Off under sanitizers, whose runtimes are not up yet when the loader picks, and where there is nothing to pick from
// (WebAssembly and arm64 vectorise the same code for their one target).
#pragma once

#if defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer) || __has_feature(memory_sanitizer)
#define ALPHAROUTE_SANITIZED
#endif
#endif
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define ALPHAROUTE_SANITIZED
#endif

#if defined(__x86_64__) && defined(__gnu_linux__) && !defined(ALPHAROUTE_SANITIZED)
#define ALPHAROUTE_MULTIVERSION __attribute__((target_clones("avx512f", "avx2", "default")))
#else
#define ALPHAROUTE_MULTIVERSION
#endif
