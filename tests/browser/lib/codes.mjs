// Activation codes for tests, made independently of the program's own code.
// Source: base32check1 of the DiGA guideline: GF(2^5), rows of the companion matrix 01 11 08 05 03.

import { randomBytes } from "node:crypto";

const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
const ROWS = [0x01, 0x11, 0x08, 0x05, 0x03];

const step = (value) => ROWS.reduce((sum, row, index) => (value & (16 >> index) ? sum ^ row : sum), 0);
const check = (code) => [...code].reverse().reduce((sum, each) => step(sum) ^ ALPHABET.indexOf(each), 0);

/** A fresh code of the test insurer 77. */
export function activationCode() {
  const body = `77A${Array.from(randomBytes(12), (byte) => ALPHABET[byte & 31]).join("")}`;
  const digit = [...ALPHABET].find((each) => check(body + each) === 0);
  return body + digit;
}
