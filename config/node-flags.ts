/**
 * What node is told for the API (`bench/gateway`). The old generation is looked at when it has grown by 60 percent: by
 * default it may grow to four times what lives. Node's own code and V8's built-in functions are kept in large pages,
 * where the system has them, which took 5 to 9 percent off a call. A young generation of twice the size takes another
 * 6 percent off, but 1,000 open streams then mostly need more than the 256 MB that they may have: up to 284.
 */
export const API_NODE_FLAGS: readonly string[] = [
  '--heap-growing-percent=60',
  '--use-largepages=silent',
  '--no-short-builtin-calls',
];

/**
 * What node is told for a worker (`bench/publish`): the same of its heap, and of those of the threads that run workflows,
 * so that thousands of publications that end together leave less behind.
 */
export const WORKER_NODE_FLAGS: readonly string[] = ['--heap-growing-percent=60'];
