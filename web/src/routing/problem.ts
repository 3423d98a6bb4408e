// What went wrong, for people.

/** A sentence or two. The messages of the router's package name the cure themselves. */
export function problemOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
