// Where things are: the checkout, the front ends, the server program, those of others.

import { existsSync } from "node:fs";
import { delimiter, dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

export const checkout = resolve(dirname(fileURLToPath(import.meta.url)), "../../..");

const target = process.env.HEILSAM_TEST_TARGET ?? process.env.CARGO_TARGET_DIR ?? join(checkout, "target");

/** The interpreter with the packages of the tests; nothing where there is none. */
export const python = process.env.HEILSAM_TEST_PYTHON;

function first(what, command, candidates) {
  const found = candidates.filter(Boolean).find((path) => existsSync(path));
  if (!found) throw new Error(`${what} is missing; build it with: ${command}`);
  return found;
}

/** The folder of the built front ends. */
export function dist() {
  const built = [process.env.HEILSAM_TEST_DIST, join(checkout, "dist-quick"), join(checkout, "dist")];
  return first("dist/", "cargo xtask build --quick", built);
}

/**
 * A program of the workspace, such as `heilsam` or `heilsam-peer`: from the folder of `HEILSAM_TEST_SERVER`, else release
 * before debug.
 *
 * All programs come from one build: an older one beside the server would test something else.
 */
export function program(name) {
  const server = process.env.HEILSAM_TEST_SERVER;
  const folders = server ? [dirname(server)] : [join(target, "release"), join(target, "debug")];
  return first(name, "cargo build", folders.map((folder) => join(folder, name)));
}

/** Parsed `/assets/manifest.json` of the built front ends. */
export async function manifest() {
  const { readFile } = await import("node:fs/promises");
  return JSON.parse(await readFile(join(dist(), "assets/manifest.json"), "utf8"));
}

/** The programs of a list that are not on the search path. */
export function absent(names) {
  const folders = process.env.PATH.split(delimiter);
  return names.filter((name) => !folders.some((folder) => existsSync(join(folder, name))));
}
