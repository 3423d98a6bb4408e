#include "protocol/values/stream_event.h"

namespace alpharoute::protocol {

ChunkInfo chunk_info(const StreamEvent& event) {
  ChunkInfo info;
  if (event.usage) {
    info.has_usage = info.is_usage_only = true;
    if (!event.usage->is_empty()) info.usage = event.usage;
    return info;
  }
  info.choices.set(0);
  if (event.finish_reason) info.finished.set(0);
  if (event.text) {
    info.text = *event.text;
    info.text_bytes = event.text->size();
    info.has_token = !event.text->empty();
  }
  if (event.reasoning) {
    info.text_bytes = event.reasoning->size();
    info.has_token = info.has_more_than_text = !event.reasoning->empty();
  }
  if (event.tool_call) info.has_token = info.has_more_than_text = true;
  return info;
}

}  // namespace alpharoute::protocol
