// Makes a screenshot small enough to keep: a PNG of at most 256 colours.

import { deflateSync } from "node:zlib";

/** The same picture with a palette; `page` is any page without a policy. */
export async function smallPng(page, png) {
  const { width, height, palette, indexes } = await page.evaluate(
    reduceColours,
    png.toString("base64"),
  );
  const rows = Buffer.from(indexes, "base64");
  const raw = Buffer.alloc((width + 1) * height);
  for (let y = 0; y < height; y += 1)
    rows.copy(raw, y * (width + 1) + 1, y * width, (y + 1) * width);
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 3, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk("IHDR", head),
    chunk("PLTE", Buffer.from(palette)),
    chunk("IDAT", deflateSync(raw, { level: 9 })),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}

function chunk(type, data) {
  const body = Buffer.concat([Buffer.from(type, "latin1"), data]);
  const ends = Buffer.alloc(8);
  ends.writeUInt32BE(data.length, 0);
  ends.writeUInt32BE(crc32(body), 4);
  return Buffer.concat([ends.subarray(0, 4), body, ends.subarray(4)]);
}

/** Runs in the page: up to 256 frequent colours that differ, and for each point the nearest. */
async function reduceColours(base64) {
  const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
  const bitmap = await createImageBitmap(new Blob([bytes], { type: "image/png" }));
  const { width, height } = bitmap;
  const context = new OffscreenCanvas(width, height).getContext("2d");
  context.drawImage(bitmap, 0, 0);
  const { data } = context.getImageData(0, 0, width, height);
  const colourAt = (at) => (data[at] << 16) | (data[at + 1] << 8) | data[at + 2];
  const counts = new Map();
  for (let at = 0; at < data.length; at += 4)
    counts.set(colourAt(at), (counts.get(colourAt(at)) ?? 0) + 1);
  const byCount = [...counts].sort((a, b) => b[1] - a[1] || a[0] - b[0]);
  const parts = (colour) => [colour >> 16, (colour >> 8) & 255, colour & 255];
  const distance = (a, b) =>
    parts(a).reduce((sum, part, idx) => sum + (part - parts(b)[idx]) ** 2, 0);
  // Rare hues must not lose to the many greys of text: only what differs from all kept ones is kept, and grounds.
  const kept = [];
  const isGround = (count) => count * 200 > width * height;
  for (const [colour, count] of byCount)
    if (
      kept.length < 256 &&
      (isGround(count) || kept.every((other) => distance(colour, other) > 200))
    )
      kept.push(colour);
  const nearest = (colour) =>
    kept.reduce(
      (best, other, idx) => (distance(colour, other) < distance(colour, kept[best]) ? idx : best),
      0,
    );
  const indexOf = new Map(byCount.map(([colour]) => [colour, nearest(colour)]));
  const indexes = new Uint8Array(width * height);
  for (let at = 0; at < indexes.length; at += 1) indexes[at] = indexOf.get(colourAt(at * 4));
  let text = "";
  for (let at = 0; at < indexes.length; at += 8192)
    text += String.fromCharCode(...indexes.subarray(at, at + 8192));
  return { width, height, palette: kept.flatMap(parts), indexes: btoa(text) };
}

function crc32(bytes) {
  let crc = -1;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit += 1) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return ~crc >>> 0;
}
