/** The picture, in pixels and frames a second. */
export const FRAME = { width: 1280, height: 720, rate: 25 } as const;
