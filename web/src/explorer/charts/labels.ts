// Names beside points, where they cover neither each other nor what is drawn.

export interface Place {
  readonly x: number;
  readonly y: number;
}

export interface Wanted extends Place {
  readonly text: string;
  /** Of the mark that is named. */
  readonly radius: number;
}

/** Something drawn that a name had better not cover. */
export interface Mark extends Place {
  /** How bad it would be, beside pixels of distance. */
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
  /** Start of the base line. */
  readonly x: number;
  readonly y: number;
  /** From the mark to a name that stands apart from it. */
  readonly leader: readonly [Place, Place] | null;
}

const kHeight = 14;
const kRings = [5, 12, 22, 34, 48, 64, 84];
const kDirections = Array.from({ length: 16 }, (_, step) => (step * Math.PI) / 8);
const kNear = 12; // farther names need a leader
const kFar = 12; // which is worth as much as so many pixels
const kOverlap = 1000;

/**
 * Greedy, in the given order: each takes the nearest free place, or the least crowded. `marks` are what is not to be
 * covered; `widthOf` a text in pixels.
 */
export function placeLabels(
  wanted: readonly Wanted[],
  marks: readonly Mark[],
  bounds: Box,
  widthOf: (text: string) => number,
): readonly Label[] {
  const taken: Box[] = [];
  return wanted.map((label) => {
    const width = widthOf(label.text);
    let best: { readonly box: Box; readonly cost: number; readonly ring: number } | undefined;
    for (const ring of kRings) {
      for (const angle of kDirections) {
        const box = boxAt(label, width, label.radius + ring, angle);
        // To the right and a little above is where one looks first.
        const cost =
          1.5 * ring +
          (ring > kNear ? kFar : 0) +
          2 * Math.abs(Math.sin(angle)) +
          (Math.cos(angle) < -0.1 ? 2 : 0) +
          crowding(box, taken, marks, bounds);
        if (best === undefined || cost < best.cost) best = { box, cost, ring };
      }
      if (best !== undefined && best.cost < 1.5 * ring + 5) break;
    }
    const { box, ring } = best as NonNullable<typeof best>;
    taken.push(box);
    const end = {
      x: Math.min(box.right, Math.max(box.left, label.x)),
      y: Math.min(box.bottom, Math.max(box.top, label.y)),
    };
    return { text: label.text, x: box.left, y: box.bottom - 3, leader: ring > kNear ? [label, end] : null };
  });
}

function boxAt({ x, y }: Place, width: number, distance: number, angle: number): Box {
  const across = Math.cos(angle);
  const down = -Math.sin(angle);
  const centreX = x + across * distance + (across * width) / 2;
  const centreY = y + down * distance + (down * kHeight) / 2;
  return {
    left: centreX - width / 2,
    right: centreX + width / 2,
    top: centreY - kHeight / 2,
    bottom: centreY + kHeight / 2,
  };
}

function crowding(box: Box, taken: readonly Box[], marks: readonly Mark[], bounds: Box): number {
  let cost = 0;
  for (const other of taken) {
    const across = Math.min(box.right, other.right) - Math.max(box.left, other.left) + 4;
    const down = Math.min(box.bottom, other.bottom) - Math.max(box.top, other.top) + 1;
    if (across > 0 && down > 0) cost += kOverlap;
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
  return cost + (outside > 0 ? kOverlap + outside : 0);
}

export const boxAround = ({ x, y }: Place, half: number): Box => ({
  left: x - half,
  right: x + half,
  top: y - half,
  bottom: y + half,
});

/** Of a text whose base line begins at a place. */
export const boxOfText = ({ x, y }: Place, width: number): Box => ({
  left: x,
  right: x + width,
  top: y + 3 - kHeight,
  bottom: y + 3,
});

export const overlaps = (a: Box, b: Box): boolean =>
  a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;

/** Marks along a line, close enough that no name slips between them. */
export function marksAlong(line: readonly Place[], weight: number): readonly Mark[] {
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
