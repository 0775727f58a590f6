// Looking for plaintext where none may be: files, logs, captured traffic.

import { open, readFile, readdir } from "node:fs/promises";
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

/** What a running program holds in its memory, region by region (Linux; whoever started it may look). */
async function* memoryOf(pid) {
  const regions = (await readFile(`/proc/${pid}/maps`, "latin1")).split("\n");
  const memory = await open(`/proc/${pid}/mem`);
  try {
    for (const region of regions) {
      const [, from, to] = /^([0-9a-f]+)-([0-9a-f]+) rw/.exec(region) ?? [];
      if (!from) continue;
      const start = Number.parseInt(from, 16);
      const bytes = Buffer.alloc(Number.parseInt(to, 16) - start);
      // A region may have gone since the list was made.
      const { bytesRead } = await memory.read(bytes, 0, bytes.length, start).catch(() => ({ bytesRead: 0 }));
      yield bytes.subarray(0, bytesRead);
    }
  } finally {
    await memory.close();
  }
}

/** Those of `secrets` that a running program holds in its memory, in any disguise. */
export async function findInMemory(pid, secrets) {
  const found = new Set();
  for await (const bytes of memoryOf(pid)) {
    for (const secret of secrets) {
      if (disguises(secret).some((each) => bytes.includes(each))) found.add(secret);
    }
  }
  return [...found];
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

/** Everything a page keeps in this browser: local and session storage, IndexedDB, names in caches; as `[place, bytes]`. */
export async function storedInBrowser(page) {
  const entries = await page.evaluate(async () => {
    const done = (request) =>
      new Promise((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
    const base64 = (bytes) => btoa(String.fromCharCode(...bytes));
    const found = [];
    const add = (place, value) => {
      const isBytes = ArrayBuffer.isView(value) || value instanceof ArrayBuffer;
      if (isBytes) found.push([place, "bytes", base64(new Uint8Array(value.buffer ?? value))]);
      else found.push([place, "text", typeof value === "string" ? value : JSON.stringify(value)]);
    };
    for (const [name, storage] of Object.entries({ localStorage, sessionStorage })) {
      for (const key of Object.keys(storage)) add(`${name} ${key}`, storage.getItem(key));
    }
    for (const { name } of await indexedDB.databases()) {
      const database = await done(indexedDB.open(name));
      for (const store of database.objectStoreNames) {
        const objects = database.transaction(store).objectStore(store);
        const [keys, values] = await Promise.all([done(objects.getAllKeys()), done(objects.getAll())]);
        keys.forEach((key, index) => add(`${name}/${store} ${key}`, values[index]));
      }
      database.close();
    }
    for (const name of await caches.keys()) {
      for (const request of await (await caches.open(name)).keys()) add(`cache ${name}`, request.url);
    }
    return found;
  });
  return entries.map(([place, kind, text]) => [place, Buffer.from(text, kind === "bytes" ? "base64" : "utf8")]);
}

/** Places of this browser that hold one of `secrets`, in key or value, in any disguise: `place: secret`. */
export async function findInBrowser(page, secrets) {
  const entries = await storedInBrowser(page);
  const holds = ([place, bytes], secret) =>
    disguises(secret).some((each) => bytes.includes(each) || Buffer.from(place).includes(each));
  return secrets.flatMap((secret) =>
    entries.filter((entry) => holds(entry, secret)).map(([place]) => `${place}: ${secret}`),
  );
}
