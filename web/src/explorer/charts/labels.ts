// Places names next to points so that they overlap neither each other nor the drawing.

/** A position in a plot, in pixels. */
export interface Position {
  readonly x: number;
  readonly y: number;
}

export interface LabelRequest extends Position {
  readonly text: string;
  /** Radius of the labelled mark, in pixels. */
  readonly radius: number;
}

/** A part of the drawing that labels should not cover. */
export interface Mark extends Position {
  /** Cost of covering the mark, in pixels of distance between label and point. */
  readonly weight: number;
}

export interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

export interface Label {
  readonly text: string;
  /** Start of the baseline. */
  readonly x: number;
  readonly y: number;
  /** Line from the mark to a distant label. */
  readonly leader: readonly [Position, Position] | null;
}

const kTextHeight = 14;
const kDescent = 3; // pixels from the baseline to the bottom of a text
const kRings = [5, 12, 22, 34, 48, 64, 84]; // distances to try, in pixels
const kDirections = Array.from({ length: 16 }, (_, step) => (step * Math.PI) / 8);
const kLeaderDistance = 12; // labels at a greater distance get a leader
const kLeaderCost = 12;
const kOverlapCost = 1000;

/**
 * Places labels one by one, in the given order: each gets the candidate position with the lowest cost, which grows with
 * the distance and with what the label would cover. `widthOf` returns the width of a text in pixels.
 */
export function placeLabels(
  requests: readonly LabelRequest[],
  marks: readonly Mark[],
  bounds: Box,
  widthOf: (text: string) => number,
): readonly Label[] {
  const taken: Box[] = [];
  return requests.map((request) => {
    const width = widthOf(request.text);
    let best: { readonly box: Box; readonly cost: number; readonly ring: number } | undefined;
    for (const ring of kRings) {
      for (const angle of kDirections) {
        const box = boxAt(request, width, request.radius + ring, angle);
        // Prefer the right side, slightly above or below.
        const cost =
          1.5 * ring +
          (ring > kLeaderDistance ? kLeaderCost : 0) +
          2 * Math.abs(Math.sin(angle)) +
          (Math.cos(angle) < -0.1 ? 2 : 0) +
          coverCost(box, taken, marks, bounds);
        if (best === undefined || cost < best.cost) best = { box, cost, ring };
      }
      // Stop at a ring with a free position: outer rings cost more.
      if (best !== undefined && best.cost < 1.5 * ring + 5) break;
    }
    const { box, ring } = best as NonNullable<typeof best>;
    taken.push(box);
    const end = {
      x: Math.min(box.right, Math.max(box.left, request.x)),
      y: Math.min(box.bottom, Math.max(box.top, request.y)),
    };
    return {
      text: request.text,
      x: box.left,
      y: box.bottom - kDescent,
      leader: ring > kLeaderDistance ? [request, end] : null,
    };
  });
}

function boxAt({ x, y }: Position, width: number, distance: number, angle: number): Box {
  const across = Math.cos(angle);
  const down = -Math.sin(angle);
  const centreX = x + across * distance + (across * width) / 2;
  const centreY = y + down * distance + (down * kTextHeight) / 2;
  return {
    left: centreX - width / 2,
    right: centreX + width / 2,
    top: centreY - kTextHeight / 2,
    bottom: centreY + kTextHeight / 2,
  };
}

function coverCost(box: Box, taken: readonly Box[], marks: readonly Mark[], bounds: Box): number {
  let cost = 0;
  for (const other of taken) {
    const across = Math.min(box.right, other.right) - Math.max(box.left, other.left) + 4;
    const down = Math.min(box.bottom, other.bottom) - Math.max(box.top, other.top) + 1;
    if (across > 0 && down > 0) cost += kOverlapCost;
  }
  for (const mark of marks) {
    if (mark.x > box.left - 6 && mark.x < box.right + 6 && mark.y > box.top - 5 && mark.y < box.bottom + 5)
      cost += mark.weight;
  }
  const outside =
    Math.max(0, bounds.left - box.left) +
    Math.max(0, box.right - bounds.right) +
    Math.max(0, bounds.top - box.top) +
    Math.max(0, box.bottom - bounds.bottom);
  return cost + (outside > 0 ? kOverlapCost + outside : 0);
}

/** Returns the square around a position. */
export const boxAround = ({ x, y }: Position, half: number): Box => ({
  left: x - half,
  right: x + half,
  top: y - half,
  bottom: y + half,
});

/** Returns the box of a text whose baseline starts at a position. */
export const boxOfText = ({ x, y }: Position, width: number): Box => ({
  left: x,
  right: x + width,
  top: y + kDescent - kTextHeight,
  bottom: y + kDescent,
});

export const overlaps = (a: Box, b: Box): boolean =>
  a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;

/** Returns marks along a line, at most 12 pixels apart, so that every label that crosses the line covers a mark. */
export function marksAlong(line: readonly Position[], weight: number): readonly Mark[] {
  return line.flatMap((to, at) => {
    const from = line[at - 1] ?? to;
    const steps = Math.max(1, Math.ceil(Math.hypot(to.x - from.x, to.y - from.y) / 12));
    return Array.from({ length: steps }, (_, step) => ({
      x: from.x + ((step + 1) / steps) * (to.x - from.x),
      y: from.y + ((step + 1) / steps) * (to.y - from.y),
      weight,
    }));
  });
}
