// Looking for plaintext where none may be: files, logs, captured traffic.

import { readFile, readdir } from "node:fs/promises";
import { join } from "node:path";

/** Every file below a folder. */
export async function filesBelow(folder) {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath ?? entry.path, entry.name));
}

/** How a secret could lie about: as it is, UTF-16, hexadecimal, Base64 at any alignment. */
export function disguises(secret) {
  const bytes = Buffer.from(secret, "utf8");
  const base64 = [0, 1, 2].map((shift) => {
    const shifted = Buffer.concat([Buffer.alloc(shift), bytes]).toString("base64");
    // Characters that also depend on neighbours are cut off.
    return shifted.slice(shift === 0 ? 0 : 4, -4);
  });
  const all = [bytes, Buffer.from(secret, "utf16le"), Buffer.from(bytes.toString("hex"))];
  return [...all, ...base64.filter((text) => text.length >= 8).map((text) => Buffer.from(text))];
}

/** Files among `paths` that contain one of `secrets` in any disguise, as `path: secret`. */
export async function findSecrets(paths, secrets) {
  const found = [];
  for (const path of paths) {
    const content = await readFile(path).catch(() => Buffer.alloc(0));
    for (const secret of secrets) {
      if (disguises(secret).some((each) => content.includes(each))) found.push(`${path}: ${secret}`);
    }
  }
  return found;
}

/** Keeps every request a context sends and every answer it gets, as bytes, for `findSecrets`-like checks. */
export function recordTraffic(context) {
  const seen = [];
  context.on("request", (request) => {
    seen.push(Buffer.from(`${request.method()} ${request.url()} ${JSON.stringify(request.headers())}`));
    const body = request.postDataBuffer();
    if (body) seen.push(body);
  });
  context.on("response", async (response) => {
    // Answers of a page that is gone cannot be read any more.
    const body = await response.body().catch(() => null);
    if (body && new URL(response.url()).pathname.startsWith("/api/")) seen.push(body);
  });
  return {
    contains: (secret) => disguises(secret).some((each) => seen.some((bytes) => bytes.includes(each))),
    count: () => seen.length,
  };
}
