// Work that only its newest input matters to.

/**
 * Runs `work` for the newest input, one at a time: what arrives meanwhile replaces what waits. `work` must not throw.
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
