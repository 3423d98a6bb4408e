// Colours of models. A model has the same colour in every figure, selected by its row in the artifact.

const kColours = 12;

/** Returns the CSS variable `--model` for elements of the model in `row`. */
export function modelStyle(row: number): Record<string, string> {
  return { "--model": modelColour(row) };
}

export function modelColour(row: number): string {
  return `var(--model-${((row % kColours) + kColours) % kColours})`;
}
