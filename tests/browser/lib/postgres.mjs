// PostgreSQL for the tests that need more than one server on one database.

import { execFile } from "node:child_process";
import { readFile, writeFile } from "node:fs/promises";
import { promisify } from "node:util";

const SERVER = process.env.HEILSAM_TEST_POSTGRES_URL;
/** A column of bytes, as a dump writes it. */
const BYTES = /'\\x([0-9a-f]+)'/g;

/** Why tests on PostgreSQL are skipped, or `false`; says so aloud. */
export function whyNoPostgres() {
  if (SERVER) return false;
  const reason = "no PostgreSQL (HEILSAM_TEST_POSTGRES_URL)";
  console.log(`SKIPPED: ${reason}`);
  return reason;
}

const schemaOf = (name) => `heilsam_browser_${name}`;

/**
 * Writes every row of a schema of `freshSchema` into a file, for `findSecrets`: as PostgreSQL's own program for backups prints them,
 * and behind that columns of bytes once more as they are.
 */
export async function dumpInto(file, name) {
  const flags = ["--data-only", "--inserts", `--schema=${schemaOf(name)}`, `--file=${file}`, `--dbname=${SERVER}`];
  await promisify(execFile)("pg_dump", flags);
  const columns = (await readFile(file, "latin1")).matchAll(BYTES);
  // A break between them, so that two columns never make one word.
  const bytes = [...columns].flatMap(([, hex]) => [Buffer.from(hex, "hex"), Buffer.from("\n")]);
  await writeFile(file, Buffer.concat(bytes), { flag: "a" });
}

/** The address of an empty schema. */
export async function freshSchema(name) {
  const schema = schemaOf(name);
  const statements = `DROP SCHEMA IF EXISTS ${schema} CASCADE; CREATE SCHEMA ${schema}`;
  await promisify(execFile)("psql", ["--quiet", "--no-psqlrc", "--set=ON_ERROR_STOP=1", `--dbname=${SERVER}`, `--command=${statements}`]);
  return `${SERVER}${SERVER.includes("?") ? "&" : "?"}options=-csearch_path%3D${schema}`;
}
