// Errors as text for the user.

/** Returns the message, to be used within a sentence. Messages of the npm package include the fix. */
export const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** Returns the message as one or two sentences. */
export const problemOf = (error: unknown): string => capitalised(messageOf(error));

// Messages of the core start in lower case, because the CLI prints them after "error: ".
const capitalised = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
