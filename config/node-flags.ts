/**
 * What node is told for the API: requests leave little behind that is young for long, and with the default
 * of 16 MB for each half of the young generation its memory settles a third higher (`bench/api.ts`).
 */
export const API_NODE_FLAGS: readonly string[] = ['--max-semi-space-size=8'];
