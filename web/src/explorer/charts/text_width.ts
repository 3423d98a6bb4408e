// How wide a plot's letters are, so that names find their room.

const kSize = 12; // pixels, as plots.css has it

let context: CanvasRenderingContext2D | null = null;

/** In pixels; `weight` as in CSS. */
export function textWidth(text: string, weight = 400): number {
  context ??= document.createElement("canvas").getContext("2d");
  if (context === null) return text.length * kSize * 0.55;
  context.font = `${weight} ${kSize}px ${getComputedStyle(document.body).fontFamily}`;
  return context.measureText(text).width;
}
