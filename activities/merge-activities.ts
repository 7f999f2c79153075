/** Everything that the parts have. */
type Merged<Parts extends readonly object[]> = Parts extends readonly [
  infer First,
  ...infer Rest extends readonly object[],
]
  ? First & Merged<Rest>
  : unknown;

/**
 * The activities of several factories in one object. Two of one name would be one activity, whichever came last, and
 * workflows would run the wrong one: a repeated name is an Error.
 */
export function mergeActivities<const Parts extends readonly object[]>(...parts: Parts): Merged<Parts> {
  const merged: Record<string, unknown> = {};
  for (const part of parts) {
    for (const [name, activity] of Object.entries(part)) {
      if (Object.hasOwn(merged, name)) throw new Error(`There are two activities with the name ${name}.`);
      merged[name] = activity;
    }
  }
  return merged as Merged<Parts>;
}
