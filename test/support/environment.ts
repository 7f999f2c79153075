/** A variable that the test runner sets: the address of one of its services. */
export function required(name: string): string {
  const value = process.env[name];
  if (!value)
    throw new Error(`${name} is not set: run the tests with \`npm test\`, which starts their services.`);
  return value;
}
