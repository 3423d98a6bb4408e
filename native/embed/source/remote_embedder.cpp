#include "embed/source/remote_embedder.h"

#include <algorithm>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <set>

#include "embed/source/vector_cache.h"
#include "net/sleep.h"
#include "net/tls.h"
#include "protocol/openai/embeddings.h"
#include "provider/kinds.h"
#include "resilience/retry.h"

namespace alpharoute::embed {
namespace {

namespace asio = boost::asio;

constexpr net::Milliseconds kBackoff{500};
constexpr net::Milliseconds kMaxWait{60000};

Error failed(const RemoteEmbedder& remote, const std::string& why) {
  return {ErrorCode::io, "the embedding model " + remote.model + " at " + remote.base_url + " failed: " + why};
}

class Job {
 public:
  Job(const RemoteEmbedder& remote, std::vector<std::string> texts, VectorCache& cache, const Progress& progress)
      : remote_(remote),
        policy_(policy_for(remote)),
        texts_(std::move(texts)),
        cache_(cache),
        progress_(progress),
        deadlines_(loop_.get_executor()) {}

  Result<void> run(const net::Url& url) {
    provider::ProviderOptions options;
    options.name = "embedding";
    options.upstream.url = url;
    if (url.is_tls) options.upstream.tls = net::client_tls("");
    options.key = remote_.key;
    provider_ = provider::make_openai(loop_.get_executor(), deadlines_, options);
    for (std::size_t i = 0; i < remote_.in_flight; ++i) asio::co_spawn(loop_, work(), asio::detached);
    loop_.run();
    return result_;
  }

 private:
  asio::awaitable<void> work() {
    while (next_ < texts_.size() && result_.ok()) {
      const std::size_t begin = next_;
      const std::size_t end = std::min(begin + remote_.batch, texts_.size());
      next_ = end;
      const std::vector<std::string> batch(texts_.begin() + static_cast<std::ptrdiff_t>(begin),
                                           texts_.begin() + static_cast<std::ptrdiff_t>(end));
      Result<void> done = co_await request_vectors(batch);
      if (!done) {
        result_ = done;
        co_return;
      }
      finished_ += batch.size();
      if (progress_) progress_(static_cast<double>(finished_) / static_cast<double>(texts_.size()));
    }
  }

  asio::awaitable<Result<void>> request_vectors(const std::vector<std::string>& batch) {
    const std::string body = protocol::embeddings_request(remote_.model, batch);
    provider::Response response;
    const resilience::Attempt attempt = [&] {
      response = {};
      return provider_->embed(body, cancellation_, response);
    };
    const resilience::Sleep sleep = [this](net::Milliseconds time) {
      return net::sleep_for(loop_.get_executor(), time, cancellation_);
    };
    const protocol::Failure failure = co_await resilience::call_with_retries(policy_, nullptr, sleep, attempt);
    if (failure.is_failure()) co_return failed(remote_, failure.message);
    co_return store(batch, response.body);
  }

  static resilience::RetryPolicy policy_for(const RemoteEmbedder& remote) {
    resilience::RetryPolicy policy;
    policy.retries = remote.retries;
    policy.backoff = kBackoff;
    policy.wait_cap = kMaxWait;
    policy.may_retry = [](const protocol::Failure& failure) {
      return protocol::may_retry(failure.outcome) || failure.outcome == protocol::Outcome::timed_out ||
             failure.outcome == protocol::Outcome::truncated;
    };
    return policy;
  }

  Result<void> store(const std::vector<std::string>& batch, const std::string& body) {
    protocol::Vectors vectors = protocol::read_vectors(body, batch.size());
    if (vectors.empty()) return failed(remote_, "Its response does not contain one vector per text.");
    std::vector<std::pair<std::string, std::vector<float>>> entries;
    for (std::size_t i = 0; i < batch.size(); ++i) entries.emplace_back(batch[i], std::move(vectors[i]));
    return cache_.add(entries);
  }

  const RemoteEmbedder& remote_;
  const resilience::RetryPolicy policy_;
  const std::vector<std::string> texts_;
  VectorCache& cache_;
  const Progress& progress_;
  asio::io_context loop_;
  net::Deadlines deadlines_;
  net::Cancellation cancellation_;  // never requested
  std::unique_ptr<provider::Provider> provider_;
  std::size_t next_ = 0, finished_ = 0;
  Result<void> result_;
};

}  // namespace

Result<Embeddings> embed_remotely(const RemoteEmbedder& remote, const std::vector<std::string>& texts,
                                  const Progress& progress) {
  const Result<net::Url> url = net::parse_url(remote.base_url);
  if (!url) return url.error();
  const std::string model_key = remote.base_url + "\n" + remote.model;
  Result<std::unique_ptr<VectorCache>> cache = VectorCache::open(remote.cache, model_key);
  if (!cache) return cache.error();
  std::set<std::string> seen;
  std::vector<std::string> missing;
  for (const std::string& text : texts) {
    if ((*cache)->find(text).empty() && seen.insert(text).second) missing.push_back(text);
  }
  Job job(remote, std::move(missing), **cache, progress);
  if (const Result<void> done = job.run(*url); !done) return done.error();
  Embeddings out;
  for (const std::string& text : texts) {
    const std::span<const float> vector = (*cache)->find(text);
    out.values.insert(out.values.end(), vector.begin(), vector.end());
    out.made_by.dimensions = static_cast<std::uint32_t>(vector.size());
  }
  out.made_by.id = remote.model;
  return out;
}

}  // namespace alpharoute::embed
