#include "report/draw/labels.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>
#include <numeric>

#include "report/facts/text.h"

namespace alpharoute::report {
namespace {

constexpr double kRings[] = {3.0, 8.0, 14.0, 22.0, 32.0, 44.0, 58.0, 76.0, 98.0, 124.0, 160.0};
constexpr int kAngles = 24;
constexpr int kPasses = 6;
constexpr double kLeaderFrom = 13.0;  // labels at a greater distance get a leader line

// Lowest cost of a position on a ring; rises with the ring.
double distance_cost(double ring) { return ring * (1.0 + ring / 40.0); }

double overlap(const Box& a, const Box& b) {
  const double width = std::min(a.right, b.right) - std::max(a.left, b.left);
  const double height = std::min(a.bottom, b.bottom) - std::max(a.top, b.top);
  return width > 0.0 && height > 0.0 ? width * height : 0.0;
}

bool contains(const Box& box, Point point) {
  return point.x > box.left && point.x < box.right && point.y > box.top && point.y < box.bottom;
}

bool within(const Box& inner, const Box& outer) {
  return inner.left >= outer.left && inner.right <= outer.right && inner.top >= outer.top &&
         inner.bottom <= outer.bottom;
}

Point nearest_in(const Box& box, Point point) {
  return {std::clamp(point.x, box.left, box.right), std::clamp(point.y, box.top, box.bottom)};
}

std::vector<Point> dots_along(const std::vector<Point>& line, double apart) {
  std::vector<Point> dots;
  for (std::size_t i = 1; i < line.size(); ++i) {
    const Point a = line[i - 1], b = line[i];
    const int steps = std::max(1, static_cast<int>(std::hypot(b.x - a.x, b.y - a.y) / apart));
    for (int step = 0; step <= steps; ++step) {
      const double share = static_cast<double>(step) / steps;
      dots.push_back({a.x + share * (b.x - a.x), a.y + share * (b.y - a.y)});
    }
  }
  return dots;
}

// Cost of a label position, in points of distance.
class Cost {
 public:
  Cost(const Obstacles& obstacles, const std::vector<Label>& labels) : marks_(obstacles.marks) {
    for (const Label& label : labels) {
      const double r = label.clearance + 1.0;
      marks_.push_back({label.point.x - r, label.point.y - r, label.point.x + r, label.point.y + r});
    }
    for (const auto& line : obstacles.lines) {
      for (const Point& dot : dots_along(line, 4.0)) dots_.push_back(dot);
    }
  }

  double operator()(const Box& box, const Label& label, std::size_t self, const std::vector<PlacedLabel>& others,
                    double ring, double angle) const {
    double cost = distance_cost(ring) + 3.0 * std::fabs(std::sin(angle)) + (std::cos(angle) < 0.0 ? 1.0 : 0.0);
    for (const Box& mark : marks_) cost += overlap(box, mark) > 0.0 ? 250.0 : 0.0;
    for (const Point& dot : dots_) cost += contains(box, dot) ? 6.0 : 0.0;
    const std::vector<Point> leader = leader_of(box, label.point);
    for (std::size_t i = 0; i < others.size(); ++i) {
      if (i == self || others[i].label.text.empty()) continue;
      const double area = overlap(box, others[i].box);
      if (area > 0.0) cost += 2000.0 + area;
      for (const Point& dot : leader) cost += contains(others[i].box, dot) ? 60.0 : 0.0;
      for (const Point& dot : leader_of(others[i].box, others[i].label.point)) cost += contains(box, dot) ? 60.0 : 0.0;
    }
    return cost;
  }

 private:
  static std::vector<Point> leader_of(const Box& box, Point point) {
    return dots_along({point, nearest_in(box, point)}, 6.0);
  }

  std::vector<Box> marks_;
  std::vector<Point> dots_;
};

Box box_at(const Label& label, double ring, double angle, double width, double height) {
  const double reach = label.clearance + ring;
  const double x = label.point.x + std::cos(angle) * (reach + width / 2.0);
  const double y = label.point.y - std::sin(angle) * (reach + height / 2.0);
  return {x - width / 2.0, y - height / 2.0, x + width / 2.0, y + height / 2.0};
}

Box best_position(const Label& label, std::size_t self, const std::vector<PlacedLabel>& placed, const Cost& cost,
                  const Box& bounds, double font_size) {
  const double width = text_width(label.text, font_size) * (label.lettering.bold ? 1.07 : 1.0) + 2.0;
  const double height = font_size * 1.25;
  double lowest = std::numeric_limits<double>::infinity();
  Box best = box_at(label, kRings[0], 0.0, width, height);
  for (const double ring : kRings) {
    if (distance_cost(ring) >= lowest) break;
    for (int i = 0; i < kAngles; ++i) {
      const double angle = 2.0 * std::numbers::pi * i / kAngles;
      const Box box = box_at(label, ring, angle, width, height);
      if (!within(box, bounds)) continue;
      const double here = cost(box, label, self, placed, ring, angle);
      if (here < lowest) {
        lowest = here;
        best = box;
      }
    }
  }
  return best;
}

}  // namespace

std::vector<PlacedLabel> place_labels(const std::vector<Label>& labels, const Obstacles& obstacles, const Box& bounds,
                                      double font_size) {
  const Cost cost(obstacles, labels);
  std::vector<PlacedLabel> placed(labels.size());
  for (int pass = 0; pass < kPasses; ++pass) {
    for (std::size_t i = 0; i < labels.size(); ++i) {
      const Box box = best_position(labels[i], i, placed, cost, bounds, font_size);
      placed[i] = {labels[i], box};
    }
  }
  return placed;
}

void draw_labels(Canvas& canvas, const std::vector<PlacedLabel>& labels) {
  for (const auto& [label, box] : labels) {
    const Point end = nearest_in(box, label.point);
    const double distance = std::hypot(end.x - label.point.x, end.y - label.point.y);
    if (distance < label.clearance + kLeaderFrom) continue;
    const double share = (label.clearance + 1.0) / distance;
    const Point start = {label.point.x + share * (end.x - label.point.x),
                         label.point.y + share * (end.y - label.point.y)};
    canvas.line(start, end, {Colour::grey, 0.75});
  }
  for (const auto& [label, box] : labels) {
    Lettering lettering = label.lettering;
    lettering.anchor = Anchor::middle;
    lettering.halo = true;
    canvas.text({(box.left + box.right) / 2.0, box.bottom - 0.3 * (box.bottom - box.top)}, label.text, lettering);
  }
}

std::vector<double> spread(const std::vector<double>& wanted, double distance, double top, double bottom) {
  std::vector<std::size_t> order(wanted.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return wanted[a] < wanted[b]; });
  std::vector<double> out(wanted.size());
  double next = top;
  for (const std::size_t i : order) {
    out[i] = std::max(wanted[i], next);
    next = out[i] + distance;
  }
  double last = bottom;
  for (auto i = order.rbegin(); i != order.rend(); ++i) {
    out[*i] = std::min(out[*i], last);
    last = out[*i] - distance;
  }
  return out;
}

}  // namespace alpharoute::report
