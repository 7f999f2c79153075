import { execFileSync } from 'node:child_process';
import { scriptRequest } from '../../providers/llm/demo/script-request';

/** The scripts that the demo model writes: what is asked for, and that they run. */

function printed(ask: string): string {
  const script = scriptRequest(ask)!;
  const runner = script.language === 'node' ? process.execPath : 'bash';
  return execFileSync(runner, ['-'], { input: script.source, encoding: 'utf8' }).trimEnd();
}

test.each(['node', 'bash'])('a %s script prints what was asked for', (language) => {
  expect(printed(`Write a ${language} script that prints 'it is "fine" & $HOME'`)).toBe(
    'it is "fine" & $HOME',
  );
  expect(printed(`Write a ${language} script that prints "it's \`fine\`"`)).toBe("it's `fine`");
  expect(printed(`Create a hello world script in ${language}`)).toBe('hello world');
  expect(printed(`Write a ${language} script that prints hello and run it`)).toBe('hello');
  expect(printed(`Write a ${language} script that says Hello Ada, then run it`)).toBe('Hello Ada');
  expect(printed(`Write a ${language} program: the first 6 Fibonacci numbers`)).toBe('0\n1\n1\n2\n3\n5');
  expect(printed(`Write a ${language} script with the first 5 primes`)).toBe('2 3 5 7 11');
  expect(printed(`写一个 ${language} 脚本，输出 30 以内的质数`)).toBe('2 3 5 7 11 13 17 19 23 29');
  expect(printed(`Write a ${language} script for the sum of 4, -9 and 20`)).toBe('15');
  expect(printed(`写一个 ${language} 脚本，求 1 到 100 的总和`)).toBe('5050');
  expect(printed(`Write a ${language} script for today's date`)).toMatch(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/);
  expect(printed(`Write a ${language} script`)).toBe('Hello from the demo model!');
});

test.each([
  ['Create a Python script that prints "hi"', 'python', 'hello.py', 'print("hi")'],
  [
    'Write primes in python, as src/find primes.py please, code only',
    'python',
    'primes.py',
    'primes.append(number)',
  ],
  ['Add src/tools/fib.py with fibonacci', 'python', 'src/tools/fib.py', 'a, b = b, a + b'],
  ['Write a Node.js script for the date', 'node', 'today.js', 'new Date()'],
  ['Make a program in JavaScript that sums 2 and 3', 'node', 'hello.js', 'console.log'],
  ['写一个脚本', 'bash', 'hello.sh', '演示模型'],
  ['写一个Python脚本读取CSV文件', 'python', 'read_csv.py', 'with_name("sample.csv")'],
  ['Create tools/show.py, a script that loads a CSV', 'python', 'tools/show.py', 'csv.reader(file)'],
  ['Write a node script that reads a CSV', 'node', 'hello.js', 'console.log'],
])('%s', (ask, language, file, source) => {
  const script = scriptRequest(ask);
  expect(script).toMatchObject({ language, file });
  expect(script?.source).toContain(source);
});
