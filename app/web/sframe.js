// SFrame (RFC 9605) with AES_256_GCM_SHA512_128: the second layer of encryption of picture and sound.
//
// A sealed frame is   clear bytes | SFrame header | ciphertext | tag (16 bytes).
// The clear bytes are what the browser itself reads of a frame; they are authenticated as the frame's metadata.

const SUITE = 5;
const TAG_BYTES = 16;
const SALT_BYTES = 12;
// More frames than a consultation of a thousand years has; still exact as a JavaScript number.
const MAX_COUNTER = 2 ** 48;

// Opus: the byte that tells bandwidth and length. VP8: the frame tag and a key frame's dimensions, 10 bytes.
export const CLEAR_BYTES = { audio: 1, video: 10 };

/** The key and salt of one sender; `usage` is "encrypt" or "decrypt". `baseKey` is overwritten. */
export async function deriveKeys(baseKey, kid, usage) {
  const secret = await crypto.subtle.importKey("raw", baseKey, "HKDF", false, ["deriveBits"]);
  baseKey.fill(0);
  const derive = async (purpose, bytes) => {
    const info = new Uint8Array([...new TextEncoder().encode(`SFrame 1.0 Secret ${purpose} `), ...suffix(kid)]);
    const algorithm = { name: "HKDF", hash: "SHA-512", salt: new Uint8Array(), info };
    return new Uint8Array(await crypto.subtle.deriveBits(algorithm, secret, bytes * 8));
  };
  const raw = await derive("key", 32);
  const key = await crypto.subtle.importKey("raw", raw, "AES-GCM", false, [usage]);
  raw.fill(0);
  return { kid, key, salt: await derive("salt", SALT_BYTES) };
}

/** Seals a frame; the same counter must never be used twice with the same keys. */
export async function seal(keys, counter, frame, clearBytes) {
  if (counter >= MAX_COUNTER) throw new Error("no counter is left");
  const clear = Math.min(clearBytes, frame.length);
  const header = encodeHeader(keys.kid, counter);
  const sealed = new Uint8Array(clear + header.length + frame.length - clear + TAG_BYTES);
  sealed.set(frame.subarray(0, clear));
  sealed.set(header, clear);
  const body = await crypto.subtle.encrypt(
    parameters(keys, counter, header, frame.subarray(0, clear)),
    keys.key,
    frame.subarray(clear),
  );
  sealed.set(new Uint8Array(body), clear + header.length);
  return sealed;
}

/** Opens a frame: `{ counter, frame }`, or null when it was not sealed with these keys or was changed. */
export async function open(keys, sealed, clearBytes) {
  for (const clear of clearLengths(sealed.length, clearBytes)) {
    const header = readHeader(sealed.subarray(clear));
    if (!header || header.kid !== keys.kid) continue;
    const start = clear + header.length;
    if (sealed.length < start + TAG_BYTES) continue;
    const prefix = sealed.subarray(0, clear);
    const about = parameters(keys, header.counter, sealed.subarray(clear, start), prefix);
    const body = await crypto.subtle.decrypt(about, keys.key, sealed.subarray(start)).catch(() => null);
    if (!body) continue;
    const frame = new Uint8Array(clear + body.byteLength);
    frame.set(prefix);
    frame.set(new Uint8Array(body), clear);
    return { counter: header.counter, frame };
  }
  return null;
}

/** Refuses a counter that was seen before or is too old to tell. All streams of a sender share one counter. */
export class ReplayWindow {
  #seen = new Set();
  #highest = -1;
  #size;

  constructor(size = 1024) {
    this.#size = size;
  }

  accept(counter) {
    if (counter <= this.#highest - this.#size || this.#seen.has(counter)) return false;
    this.#seen.add(counter);
    this.#highest = Math.max(this.#highest, counter);
    if (this.#seen.size > 2 * this.#size) {
      for (const each of this.#seen) if (each <= this.#highest - this.#size) this.#seen.delete(each);
    }
    return true;
  }
}

export function encodeHeader(kid, counter) {
  const [shortKid, shortCounter] = [kid < 8, counter < 8];
  const [kidBytes, counterBytes] = [shortKid ? [] : bigEndian(kid), shortCounter ? [] : bigEndian(counter)];
  const first = shortKid ? kid << 4 : 0x80 | ((kidBytes.length - 1) << 4);
  const second = shortCounter ? counter : 0x08 | (counterBytes.length - 1);
  return new Uint8Array([first | second, ...kidBytes, ...counterBytes]);
}

/** `{ kid, counter, length }`, or null when there is no complete header of numbers we can hold. */
export function readHeader(bytes) {
  if (bytes.length === 0) return null;
  const [first] = bytes;
  const [kidSize, counterSize] = [first & 0x80 ? ((first >> 4) & 7) + 1 : 0, first & 0x08 ? (first & 7) + 1 : 0];
  const length = 1 + kidSize + counterSize;
  if (bytes.length < length) return null;
  const number = (from, size) => bytes.subarray(from, from + size).reduce((sum, byte) => sum * 256 + byte, 0);
  const kid = kidSize ? number(1, kidSize) : (first >> 4) & 7;
  const counter = counterSize ? number(1 + kidSize, counterSize) : first & 7;
  return kid < MAX_COUNTER && counter < MAX_COUNTER ? { kid, counter, length } : null;
}

function parameters(keys, counter, header, metadata) {
  const iv = new Uint8Array(SALT_BYTES);
  const number = bigEndian(counter);
  iv.set(number, SALT_BYTES - number.length);
  for (let index = 0; index < SALT_BYTES; index += 1) iv[index] ^= keys.salt[index];
  const additionalData = new Uint8Array(header.length + metadata.length);
  additionalData.set(header);
  additionalData.set(metadata, header.length);
  return { name: "AES-GCM", iv, additionalData, tagLength: TAG_BYTES * 8 };
}

// How many bytes may be in the clear. A frame shorter than that is all clear: then nothing but the tag follows the header.
function* clearLengths(length, clearBytes) {
  yield clearBytes;
  for (let header = 1; header <= 9; header += 1) {
    const clear = length - TAG_BYTES - header;
    if (clear >= 0 && clear < clearBytes) yield clear;
  }
}

function suffix(kid) {
  const bytes = new Uint8Array(10);
  const view = new DataView(bytes.buffer);
  view.setBigUint64(0, BigInt(kid));
  view.setUint16(8, SUITE);
  return bytes;
}

function bigEndian(number) {
  const bytes = [];
  for (let rest = number; rest > 0; rest = Math.floor(rest / 256)) bytes.unshift(rest % 256);
  return bytes.length > 0 ? bytes : [0];
}
