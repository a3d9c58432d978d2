import { readFileSync } from 'node:fs';

/** The programs that README shows, by the file name that their first line, a comment, gives them. */
export function readmePrograms(): Map<string, string> {
  const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');
  const programs = new Map<string, string>();
  for (const [, code] of readme.matchAll(/^```(?:js|ts|javascript|typescript)\n([\s\S]*?)^```$/gm)) {
    const [, name] = code.match(/^\/\/ (\S+\.m?[jt]s): /) ?? [];
    if (!name) throw new Error(`expected README's program to begin with "// NAME.mjs: what it does", found:\n${code}`);
    programs.set(name, code);
  }
  return programs;
}
