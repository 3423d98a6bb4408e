// What went wrong, for people.

/** To go into a sentence. The messages of the router's package name the cure themselves. */
export const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** A sentence or two. */
export const problemOf = (error: unknown): string => sentence(messageOf(error));

// With the capital that a message of the core lacks, as it also stands behind "error: ".
const sentence = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
