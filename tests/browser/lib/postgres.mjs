// PostgreSQL for the tests that need more than one server on one database.

import { execFile } from "node:child_process";
import { promisify } from "node:util";

const SERVER = process.env.HEILSAM_TEST_POSTGRES_URL;

/** Why tests on PostgreSQL are skipped, or `false`; says so aloud. */
export function whyNoPostgres() {
  if (SERVER) return false;
  const reason = "no PostgreSQL (HEILSAM_TEST_POSTGRES_URL)";
  console.log(`SKIPPED: ${reason}`);
  return reason;
}

/** The address of an empty schema. */
export async function freshSchema(name) {
  const schema = `heilsam_browser_${name}`;
  const statements = `DROP SCHEMA IF EXISTS ${schema} CASCADE; CREATE SCHEMA ${schema}`;
  await promisify(execFile)("psql", ["--quiet", "--no-psqlrc", "--set=ON_ERROR_STOP=1", `--dbname=${SERVER}`, `--command=${statements}`]);
  return `${SERVER}${SERVER.includes("?") ? "&" : "?"}options=-csearch_path%3D${schema}`;
}
