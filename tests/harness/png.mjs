// PNG: reads them as the drivers make them (8 bits, RGB or RGBA, not interlaced), to ask what colours a
// screen has, and writes the virtual display's pixels, to look at.

import { deflateSync, inflateSync } from "node:zlib";

/** `{ width, height, at(x, y) → 0xRRGGBB }`; `base64` as from takeScreenshot. */
export function readPng(base64) {
  const file = Buffer.from(base64, "base64");
  const width = file.readUInt32BE(16);
  const height = file.readUInt32BE(20);
  const [depth, kind, , , interlaced] = file.subarray(24, 29);
  if (depth !== 8 || (kind !== 2 && kind !== 6) || interlaced)
    throw new Error(`PNG of another sort: ${depth} ${kind}`);
  const packed = [];
  for (let at = 8; at < file.length;) {
    const length = file.readUInt32BE(at);
    if (file.toString("latin1", at + 4, at + 8) === "IDAT")
      packed.push(file.subarray(at + 8, at + 8 + length));
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
  return { width, height, at: (x, y) => pixels.readUIntBE((y * width + x) * size, 3) };
}

function paeth(left, up, corner) {
  const guess = left + up - corner;
  const [a, b, c] = [Math.abs(guess - left), Math.abs(guess - up), Math.abs(guess - corner)];
  if (a <= b && a <= c) return left;
  return b <= c ? up : corner;
}

/** The file's bytes; `screen` as from `readPng`. */
export function writePng({ width, height, at }) {
  const raw = Buffer.alloc(height * (1 + width * 3));
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) raw.writeUIntBE(at(x, y), y * (1 + width * 3) + 1 + x * 3, 3);
  }
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 2, 0, 0, 0], 8);
  const parts = [
    ["IHDR", head],
    ["IDAT", deflateSync(raw)],
    ["IEND", Buffer.alloc(0)],
  ];
  return Buffer.concat([
    Buffer.from("89504e470d0a1a0a", "hex"),
    ...parts.map(([name, data]) => chunk(name, data)),
  ]);
}

function chunk(name, data) {
  const body = Buffer.concat([Buffer.from(name, "latin1"), data]);
  const whole = Buffer.alloc(body.length + 8);
  whole.writeUInt32BE(data.length, 0);
  body.copy(whole, 4);
  whole.writeUInt32BE(checksum(body), body.length + 4);
  return whole;
}

function checksum(bytes) {
  let sum = 0xffffffff;
  for (const byte of bytes) {
    sum ^= byte;
    for (let bit = 0; bit < 8; bit += 1) sum = (sum >>> 1) ^ (sum & 1 ? 0xedb88320 : 0);
  }
  return (sum ^ 0xffffffff) >>> 0;
}
