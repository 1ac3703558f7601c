import { expect, test } from 'vitest';
import { matrixPage, picturePage } from './weight-pages';

const room = { width: 400, height: 200, unit: 1, devicePixelRatio: 1 };

test('ten classes by 64 hidden units fill the width with square cells', () => {
  const page = matrixPage([64, 10], room, 0);
  expect(page).toMatchObject({ kind: 'matrix', cell: { width: 6, height: 6 }, pages: 1 });
});

test('a matrix wider than the room turns pages, each of them within it', () => {
  const pages = matrixPage([1024, 300], room, 0).pages;
  expect(pages).toBe(6);
  const last = matrixPage([1024, 300], room, 5);
  expect(last.words).toBe('Units 201–300 of 300, inputs 801–1024 of 1024');
  expect(matrixPage([1024, 300], room, 99).words).toBe(last.words);
});

test('pictures say which of them are on the page', () => {
  const tiles = { height: 28, width: 28, channels: 1, count: 120 };
  expect(picturePage(tiles, room, 0, 'Units').words).toBe('Units 1–72 of 120');
  expect(picturePage(tiles, room, 1, 'Units').words).toBe('Units 73–120 of 120');
});
