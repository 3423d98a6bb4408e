#include "report/draw/axes.h"

namespace alpharoute::report {

void draw_axes(Canvas& canvas, const Axes& axes) {
  const double left = axes.x.from, right = axes.x.to, bottom = axes.y.from, top = axes.y.to;
  const double size = canvas.font_size();
  for (const double tick : axes.y.ticks) {
    canvas.line({left, axes.y(tick)}, {right, axes.y(tick)}, {Colour::rule});
    canvas.text({left - 8.0, axes.y(tick) + 0.35 * size}, axes.format_y(tick), {Colour::muted, Anchor::end});
  }
  for (const double tick : axes.x.ticks) {
    canvas.line({axes.x(tick), bottom}, {axes.x(tick), bottom + 5.0}, {Colour::grey});
    canvas.text({axes.x(tick), bottom + 8.0 + size}, axes.format_x(tick), {Colour::muted, Anchor::middle});
  }
  canvas.line({left, bottom}, {right, bottom}, {Colour::grey});
  canvas.text({left - kAxisLeft + 4.0, top - 14.0}, axes.y_title, {Colour::ink, Anchor::start, true});
  canvas.text({right, bottom + 10.0 + 2.4 * size}, axes.x_title, {Colour::muted, Anchor::end});
}

std::vector<Box> panel_boxes(const Frame& frame, std::size_t n) {
  constexpr double kGap = 28.0;
  std::vector<Box> boxes;
  const double count = static_cast<double>(n);
  const double width = frame.narrow ? frame.width : (frame.width - kGap * (count - 1.0)) / count;
  const double height = frame.narrow ? (frame.height - kGap * (count - 1.0)) / count : frame.height;
  for (std::size_t i = 0; i < n; ++i) {
    const double left = frame.narrow ? 0.0 : static_cast<double>(i) * (width + kGap);
    const double top = frame.narrow ? static_cast<double>(i) * (height + kGap) : 0.0;
    boxes.push_back({left, top, left + width, top + height});
  }
  return boxes;
}

}  // namespace alpharoute::report
