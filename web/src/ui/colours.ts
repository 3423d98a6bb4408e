// A model keeps its colour in every picture: that of its row in the artifact.

const kColours = 12;

/** The CSS variable `--model` for elements and plots of the model in that row. */
export function modelStyle(row: number): Record<string, string> {
  return { "--model": modelColour(row) };
}

export function modelColour(row: number): string {
  return `var(--model-${((row % kColours) + kColours) % kColours})`;
}
