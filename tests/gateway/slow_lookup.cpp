// Loaded before the C library: looking up the host "slow.invalid" takes a minute.
#include <dlfcn.h>
#include <netdb.h>
#include <unistd.h>

#include <string_view>

extern "C" int getaddrinfo(const char* node, const char* service, const addrinfo* hints, addrinfo** found) {
  if (node != nullptr && node == std::string_view("slow.invalid")) {
    sleep(60);
    return EAI_AGAIN;
  }
  const auto next = reinterpret_cast<decltype(&getaddrinfo)>(dlsym(RTLD_NEXT, "getaddrinfo"));
  return next(node, service, hints, found);
}
