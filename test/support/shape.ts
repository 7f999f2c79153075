/** That `answer` has every field of `example`, of the same kind, through and through. */
export function expectShape(answer: unknown, example: unknown, where = 'answer'): void {
  if (Array.isArray(example)) {
    expect({ where, isArray: Array.isArray(answer) }).toEqual({ where, isArray: true });
    for (const item of answer as unknown[]) expectShape(item, example[0], `${where}[]`);
  } else if (typeof example === 'object' && example !== null) {
    for (const [key, value] of Object.entries(example)) {
      expect(answer).toHaveProperty([key]);
      expectShape((answer as Record<string, unknown>)[key], value, `${where}.${key}`);
    }
  } else {
    expect({ where, type: typeof answer }).toEqual({ where, type: typeof example });
  }
}
