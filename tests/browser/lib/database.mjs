// The server's database, changed behind its back: what otherwise only time does.

import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";

const BEGIN = `import sqlite3, sys, time
database = sqlite3.connect(sys.argv[1], timeout=30)
values = sys.argv[2:]
`;

/**
 * Runs lines of Python on the database of a server while it runs, and gives what they print. They find it open as `database`,
 * and `values` as texts.
 */
export async function onDatabase(server, lines, ...values) {
  const script = `${BEGIN}${lines}\ndatabase.commit()`;
  const { stdout } = await promisify(execFile)("python3", ["-c", script, join(server.data, "heilsam.db"), ...values.map(String)]);
  return stdout.trim();
}

/** For `onDatabase`: every appointment was a day ago. What the server knows without asking it forgets with its process. */
export const A_DAY_AGO = `day = 24 * 60 * 60 * 1000
database.execute("UPDATE consultations SET opens_at = opens_at - ?, closes_at = closes_at - ?", (day, day))`;

/** The same, a day later. */
export const IN_A_DAY = A_DAY_AGO.replaceAll("- ?", "+ ?");
