import { expect, it } from 'vitest';
import { parseCsv } from './csv.js';

it('names the fields of each line by the first one', () => {
  expect(parseCsv('file,label\na.png,3\r\nb.png,\n')).toEqual([
    { file: 'a.png', label: '3' },
    { file: 'b.png', label: '' },
  ]);
});

it('takes commas, quotes and line feeds within quotes', () => {
  expect(parseCsv('file,boxes,note\n"a,b.png","[[1, 2]]","he said ""4""\nor 9"\n')).toEqual([
    { file: 'a,b.png', boxes: '[[1, 2]]', note: 'he said "4"\nor 9' },
  ]);
});

it('fills what is missing, ends without a line feed, skips empty lines and a byte order mark', () => {
  expect(parseCsv('\uFEFFa,b,c\n1\n\n1,2,')).toEqual([
    { a: '1', b: '', c: '' },
    { a: '1', b: '2', c: '' },
  ]);
  expect(parseCsv('')).toEqual([]);
});
