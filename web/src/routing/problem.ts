// What went wrong, for people.

/** One sentence or two: what went wrong and, as an AlpharouteError knows it, what to do about it. */
export function problemOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { cure = "" } = error as { readonly cure?: string };
  return error.message.includes(cure) ? error.message : `${error.message} ${cure}`;
}
