// Two ways to drop work that newer input has made useless.

/**
 * Returns a function that runs `work` for its newest input, one run at a time. Input that arrives during a run replaces
 * the input that waits. `work` must not throw.
 */
export function latestOnly<Input>(work: (input: Input) => Promise<void>): (input: Input) => void {
  let waiting: { readonly input: Input } | null = null;
  let isRunning = false;
  const run = async (): Promise<void> => {
    isRunning = true;
    while (waiting !== null) {
      const { input }: { readonly input: Input } = waiting;
      waiting = null;
      await work(input);
    }
    isRunning = false;
  };
  return (input) => {
    waiting = { input };
    if (!isRunning) void run();
  };
}

/** Returns a function that calls `work` only if a member of its input has changed since the last call. */
export function rememberLast<Input extends object, Output>(work: (input: Input) => Output): (input: Input) => Output {
  let last: { readonly input: Input; readonly output: Output } | null = null;
  return (input) => {
    if (last === null || !hasSameMembers(last.input, input)) last = { input, output: work(input) };
    return last.output;
  };
}

function hasSameMembers<T extends object>(one: T, other: T): boolean {
  return (Object.keys(one) as (keyof T)[]).every((key) => Object.is(one[key], other[key]));
}
