// Archives for the tests: tar and zip, written by hand so that nothing has to be installed.

import { crc32, deflateRawSync } from "node:zlib";

/** 2026-10-14 09:00:00 UTC. */
const SECONDS = 1_791_968_400;
const DOS_TIME = 9 << 11;
const DOS_DATE = ((2026 - 1980) << 9) | (10 << 5) | 14;

/** A tar archive of `[path, content]`. */
export function tarOf(files) {
  const parts = files.flatMap(([path, content]) => {
    const bytes = Buffer.from(content);
    const header = Buffer.alloc(512);
    header.write(path, 0);
    header.write("0000644\0", 100);
    header.write(`${bytes.length.toString(8).padStart(11, "0")}\0`, 124);
    header.write(`${SECONDS.toString(8).padStart(11, "0")}\0`, 136);
    header.write("        0", 148);
    header.write("ustar\x0000", 257);
    const sum = header.reduce((total, byte) => total + byte, 0);
    header.write(`${sum.toString(8).padStart(6, "0")}\0 `, 148);
    return [header, bytes, Buffer.alloc((512 - (bytes.length % 512)) % 512)];
  });
  return Buffer.concat([...parts, Buffer.alloc(1024)]);
}

/** A zip archive of `[path, content, isEncrypted]`; nothing is encrypted, some only say that they are. */
export function zipOf(files) {
  const parts = [];
  const directory = [];
  let at = 0;
  for (const [path, content, isEncrypted = false] of files) {
    const bytes = Buffer.from(content);
    const packed = deflateRawSync(bytes);
    const name = Buffer.from(path);
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE(isEncrypted ? 1 : 0, 2);
    common.writeUInt16LE(8, 4);
    common.writeUInt16LE(DOS_TIME, 6);
    common.writeUInt16LE(DOS_DATE, 8);
    common.writeUInt32LE(crc32(bytes), 10);
    common.writeUInt32LE(packed.length, 14);
    common.writeUInt32LE(bytes.length, 18);
    common.writeUInt16LE(name.length, 22);
    const place = Buffer.alloc(14);
    place.writeUInt32LE(at, 10);
    const file = Buffer.concat([Buffer.from("PK\x03\x04"), common, name, packed]);
    parts.push(file);
    directory.push(Buffer.from("PK\x01\x02\x14\0"), common, place, name);
    at += file.length;
  }
  const listing = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.write("PK\x05\x06", 0);
  end.writeUInt16LE(files.length, 8);
  end.writeUInt16LE(files.length, 10);
  end.writeUInt32LE(listing.length, 12);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...parts, listing, end]);
}
