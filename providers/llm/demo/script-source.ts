export type Language = 'python' | 'node' | 'bash';

/** What a script does. `name` is what a file of it may be called. */
export type Subject = { readonly name: string } & (
  | { readonly kind: 'print'; readonly text: string }
  | { readonly kind: 'fibonacci'; readonly count: number }
  /** The first so many, or all up to a limit. */
  | { readonly kind: 'primes'; readonly count?: number; readonly limit?: number }
  | { readonly kind: 'sum'; readonly numbers: readonly number[] }
  | { readonly kind: 'sum-range'; readonly from: number; readonly to: number }
  | { readonly kind: 'date' }
  /** In Python alone. */
  | { readonly kind: 'csv' }
);

type InAnyLanguage = Exclude<Subject, { readonly kind: 'csv' }>;

/** What a script of `csv` reads where it is given no file; it lies beside the script. */
export const SAMPLE_CSV = {
  file: 'sample.csv',
  content: 'name,city,score\nAda,London,93\n王芳,北京,88\n"Lovelace, A.",Bath,75\n',
} as const;

const FIRST_LINE: Readonly<Record<Language, string>> = {
  python: '#!/usr/bin/env python3',
  node: '#!/usr/bin/env node',
  bash: '#!/usr/bin/env bash',
};

/** A whole script that runs as it is and prints its result. */
export function scriptSource(language: Language, subject: Subject): string {
  const body = subject.kind === 'csv' ? csvReader() : { python, node, bash }[language](subject);
  return `${FIRST_LINE[language]}\n${body.join('\n')}\n`;
}

/** The command that runs a file. */
export function runCommand(language: Language, file: string): string {
  const path = /^[\w./~-]+$/.test(file) ? file : quotedForShell(file);
  return `${{ python: 'python3', node: 'node', bash: 'bash' }[language]} ${path}`;
}

export function quotedForShell(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}

function python(subject: InAnyLanguage): string[] {
  switch (subject.kind) {
    case 'print':
      return [`print(${JSON.stringify(subject.text)})`];
    case 'fibonacci':
      return ['a, b = 0, 1', `for _ in range(${subject.count}):`, '    print(a)', '    a, b = b, a + b'];
    case 'primes':
      return [
        'primes = []',
        'number = 2',
        subject.limit === undefined
          ? `while len(primes) < ${subject.count ?? 10}:`
          : `while number <= ${subject.limit}:`,
        '    if all(number % prime for prime in primes):',
        '        primes.append(number)',
        '    number += 1',
        'print(*primes)',
      ];
    case 'sum':
      return [`print(sum([${subject.numbers.join(', ')}]))`];
    case 'sum-range':
      return [`print(sum(range(${subject.from}, ${subject.to + 1})))`];
    case 'date':
      return ['from datetime import datetime', '', 'print(datetime.now().strftime("%Y-%m-%d %H:%M:%S"))'];
  }
}

function csvReader(): string[] {
  return [
    `"""Reads a CSV file and prints its rows. Without a file it reads ${SAMPLE_CSV.file} beside it."""`,
    'import csv',
    'import sys',
    'from pathlib import Path',
    '',
    '',
    'def read_rows(path):',
    '    with open(path, newline="", encoding="utf-8-sig") as file:',
    '        return [row for row in csv.reader(file) if row]',
    '',
    '',
    'def main():',
    `    sample = Path(__file__).with_name(${JSON.stringify(SAMPLE_CSV.file)})`,
    '    path = Path(sys.argv[1]) if len(sys.argv) > 1 else sample',
    '    rows = read_rows(path)',
    '    for row in rows:',
    '        print(" | ".join(row))',
    '    print(f"{max(len(rows) - 1, 0)} rows in {path.name}")',
    '',
    '',
    'if __name__ == "__main__":',
    '    main()',
  ];
}

function node(subject: InAnyLanguage): string[] {
  switch (subject.kind) {
    case 'print':
      return [`console.log(${JSON.stringify(subject.text)});`];
    case 'fibonacci':
      return [
        'let [a, b] = [0n, 1n];',
        `for (let turn = 0; turn < ${subject.count}; turn++) {`,
        '  console.log(String(a));',
        '  [a, b] = [b, a + b];',
        '}',
      ];
    case 'primes':
      return [
        'const primes = [];',
        subject.limit === undefined
          ? `for (let number = 2; primes.length < ${subject.count ?? 10}; number++) {`
          : `for (let number = 2; number <= ${subject.limit}; number++) {`,
        '  if (primes.every((prime) => number % prime !== 0)) primes.push(number);',
        '}',
        "console.log(primes.join(' '));",
      ];
    case 'sum':
      return [`console.log([${subject.numbers.join(', ')}].reduce((sum, number) => sum + number, 0));`];
    case 'sum-range':
      return [
        'let sum = 0;',
        `for (let number = ${subject.from}; number <= ${subject.to}; number++) sum += number;`,
        'console.log(sum);',
      ];
    case 'date':
      return ["console.log(new Date().toISOString().slice(0, 19).replace('T', ' '));"];
  }
}

function bash(subject: InAnyLanguage): string[] {
  switch (subject.kind) {
    case 'print':
      return [`printf '%s\\n' ${quotedForShell(subject.text)}`];
    case 'fibonacci':
      return [
        'a=0',
        'b=1',
        `for ((turn = 0; turn < ${subject.count}; turn++)); do`,
        '  echo "$a"',
        '  next=$((a + b))',
        '  a=$b',
        '  b=$next',
        'done',
      ];
    case 'primes':
      return [
        'primes=()',
        subject.limit === undefined
          ? `for ((number = 2; \${#primes[@]} < ${subject.count ?? 10}; number++)); do`
          : `for ((number = 2; number <= ${subject.limit}; number++)); do`,
        '  is_prime=1',
        '  for prime in "${primes[@]}"; do',
        '    if ((number % prime == 0)); then is_prime=0; break; fi',
        '  done',
        '  if ((is_prime)); then primes+=("$number"); fi',
        'done',
        'echo "${primes[*]}"',
      ];
    case 'sum':
      return [`echo $((${subject.numbers.map((number) => `(${number})`).join(' + ')}))`];
    case 'sum-range':
      return [
        'sum=0',
        `for ((number = ${subject.from}; number <= ${subject.to}; number++)); do`,
        '  sum=$((sum + number))',
        'done',
        'echo "$sum"',
      ];
    case 'date':
      return ["date '+%Y-%m-%d %H:%M:%S'"];
  }
}
