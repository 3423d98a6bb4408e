// Measures the width of text in plots.

const kFontSize = 12; // pixels, as in plots.css

let context: CanvasRenderingContext2D | null = null;

/** Returns the width in pixels. `weight` is a CSS font weight. */
export function textWidth(text: string, weight = 400): number {
  context ??= document.createElement("canvas").getContext("2d");
  if (context === null) return text.length * kFontSize * 0.55;
  context.font = `${weight} ${kFontSize}px ${getComputedStyle(document.body).fontFamily}`;
  return context.measureText(text).width;
}
