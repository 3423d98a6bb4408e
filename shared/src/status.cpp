#include "alpharoute/status.h"

namespace alpharoute {

std::string_view code_name(ErrorCode code) {
  switch (code) {
    case ErrorCode::invalid_argument: return "invalid_argument";
    case ErrorCode::bad_format: return "bad_format";
    case ErrorCode::bad_embedding: return "bad_embedding";
    case ErrorCode::bad_data: return "bad_data";
    case ErrorCode::wrong_embedder: return "wrong_embedder";
    case ErrorCode::no_text: return "no_text";
    case ErrorCode::no_model: return "no_model";
    case ErrorCode::io: return "io";
  }
  return "unknown";
}

}  // namespace alpharoute
