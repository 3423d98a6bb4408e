// What went wrong, for people.

/** A sentence or two. The messages of the router's package name the cure themselves. */
export function problemOf(error: unknown): string {
  return sentence(error instanceof Error ? error.message : String(error));
}

/** With the capital that a message of the core lacks, as it also stands behind "error: ". */
export const sentence = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
