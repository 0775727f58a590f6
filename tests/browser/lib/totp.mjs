// One-time codes (RFC 6238: SHA-1, six digits, thirty seconds) for logins in tests.

import { createHmac } from "node:crypto";

const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

function decodeBase32(text) {
  let bits = "";
  for (const each of text.toUpperCase().replace(/[\s=-]/g, "")) {
    const value = ALPHABET.indexOf(each);
    if (value < 0) throw new Error("not a Base32 secret");
    bits += value.toString(2).padStart(5, "0");
  }
  return Buffer.from(bits.match(/.{8}/g)?.map((byte) => Number.parseInt(byte, 2)) ?? []);
}

/** The code of a Base32 secret at a time in milliseconds since 1970. */
export function totp(secret, now = Date.now()) {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(now / 30_000)));
  const digest = createHmac("sha1", decodeBase32(secret)).update(counter).digest();
  const offset = digest[digest.length - 1] & 15;
  const number = digest.readUInt32BE(offset) & 0x7fffffff;
  return String(number % 1_000_000).padStart(6, "0");
}

/** A secret of an `otpauth://` address. */
export function secretOf(address) {
  return new URL(address).searchParams.get("secret");
}
