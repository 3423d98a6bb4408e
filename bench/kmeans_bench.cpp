// Measures the time of k-means, for the comparison in bench/kmeans.py.
//
//   kmeans_bench EMBEDDINGS.safetensors K STARTS SEED THREADS
#include <chrono>
#include <cstdio>
#include <cstdlib>

#include "embed/embeddings.h"
#include "fit/cluster/kmeans.h"

int main(int argc, char** argv) {
  using namespace alpharoute;
  if (argc != 6) return 2;
  const Result<embed::Embeddings> embeddings = embed::read_embeddings(argv[1]);
  if (!embeddings) {
    std::fprintf(stderr, "%s\n", embeddings.error().message.c_str());
    return 1;
  }
  fit::KMeansOptions options;
  options.clusters = static_cast<std::uint32_t>(std::atoi(argv[2]));
  options.starts = static_cast<std::uint32_t>(std::atoi(argv[3]));
  options.seed = static_cast<std::uint64_t>(std::atoi(argv[4]));
  options.threads = static_cast<unsigned>(std::atoi(argv[5]));
  const fit::Rows rows{embeddings->values.data(), embeddings->rows(), embeddings->made_by.dimensions};
  const auto begin = std::chrono::steady_clock::now();
  const fit::KMeans means = fit::kmeans(rows, options, [](double) {});
  const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
  std::printf("{\"seconds\": %.6f, \"inertia\": %.6f, \"iterations\": %u}\n", seconds, means.inertia, means.iterations);
}
