import { describe, expect, it } from 'vitest';
import { sniff } from './sniff.js';

const bytes = (latin1: string) => Uint8Array.from(latin1, (character) => character.charCodeAt(0));

describe('sniff', () => {
  it.each([
    ['\x89PNG\r\n\x1a\n', 'png', true],
    ['\xff\xd8\xff\xe0', 'jpeg', true],
    ['GIF89a', 'gif', true],
    ['II*\0', 'tiff', true],
    ['RIFF\0\0\0\0WEBPVP8 ', 'webp', true],
    ['\0\0\0\x1cftypavif\0\0\0\0', 'avif', true],
    ['\0\0\0\x1cftypmif1\0\0\0\0mif1avif', 'avif', true],
    ['\0\0\0\x18ftypheic\0\0\0\0mif1heic', 'heic', true],
    ['BM\x46\0\0\0\0\0\0\0\x36\0\0\0\x28\0\0\0', 'bmp', true],
    ['\0\0\0\x20ftypisom', 'mp4', false],
    ['%PDF-1.7', 'pdf', false],
    ['\x89HDF\r\n\x1a\n', 'hdf5', false],
    ['PK\x03\x04', 'zip', false],
    ['<?xml version="1.0"?>\n<svg>', 'svg', false],
    ['<!DOCTYPE html>', 'html', false],
    ['BMW is a maker of cars, not of bitmaps', 'text', false],
    ['\x00\x01\x02', 'unknown', false],
  ])('%j is %s', (start, format, isPicture) => {
    expect(sniff(bytes(start))).toMatchObject({ format, isPicture });
  });
});
