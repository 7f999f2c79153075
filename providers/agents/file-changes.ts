/** How a file was changed, in the words of the log; agents have their own. */
export function changeKind(word: unknown): 'add' | 'update' | 'delete' {
  if (word === 'add' || word === 'create' || word === 'added') return 'add';
  return word === 'delete' || word === 'remove' || word === 'deleted' ? 'delete' : 'update';
}
