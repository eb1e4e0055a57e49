// Reads a PNG as the drivers make them (8 bits, RGB or RGBA, not interlaced), to ask what colours a screen has.

import { inflateSync } from 'node:zlib';

/** `{ width, height, at(x, y) → 0xRRGGBB, colours() → Map(colour → pixels) }`; `base64` as from takeScreenshot. */
export function readPng(base64) {
  const file = Buffer.from(base64, 'base64');
  const width = file.readUInt32BE(16);
  const height = file.readUInt32BE(20);
  const [depth, kind, , , interlaced] = file.subarray(24, 29);
  if (depth !== 8 || (kind !== 2 && kind !== 6) || interlaced) throw new Error(`PNG of another sort: ${depth} ${kind}`);
  const packed = [];
  for (let at = 8; at < file.length;) {
    const length = file.readUInt32BE(at);
    if (file.toString('latin1', at + 4, at + 8) === 'IDAT') packed.push(file.subarray(at + 8, at + 8 + length));
    at += length + 12;
  }
  const raw = inflateSync(Buffer.concat(packed));
  const size = kind === 6 ? 4 : 3;
  const line = width * size;
  const pixels = Buffer.alloc(line * height);
  for (let y = 0; y < height; y += 1) {
    const filter = raw[y * (line + 1)];
    for (let x = 0; x < line; x += 1) {
      const left = x >= size ? pixels[y * line + x - size] : 0;
      const up = y ? pixels[(y - 1) * line + x] : 0;
      const corner = y && x >= size ? pixels[(y - 1) * line + x - size] : 0;
      const guess = [0, left, up, (left + up) >> 1, paeth(left, up, corner)][filter];
      pixels[y * line + x] = (raw[y * (line + 1) + 1 + x] + guess) & 255;
    }
  }
  const at = (x, y) => pixels.readUIntBE((y * width + x) * size, 3);
  return {
    width,
    height,
    at,
    colours() {
      const found = new Map();
      for (let y = 0; y < height; y += 1) {
        for (let x = 0; x < width; x += 1) found.set(at(x, y), (found.get(at(x, y)) ?? 0) + 1);
      }
      return found;
    },
  };
}

function paeth(left, up, corner) {
  const guess = left + up - corner;
  const [a, b, c] = [Math.abs(guess - left), Math.abs(guess - up), Math.abs(guess - corner)];
  if (a <= b && a <= c) return left;
  return b <= c ? up : corner;
}
