// The demo accounts on a test server, and logging in as one of them.

import { execFile } from "node:child_process";
import { promisify } from "node:util";

import { program } from "./folders.mjs";
import { totp } from "./totp.mjs";

const run = promisify(execFile);

/** Makes the accounts as `cargo xtask start` does; returns the content of `/api/v1/demo`. */
export async function makeDemo(server, flags = []) {
  const place = ["--server", server.url, "--data", server.data, "--heilsam", program("heilsam")];
  await run(program("heilsam-demo"), [...place, ...flags]);
  return (await fetch(`${server.url}/api/v1/demo`)).json();
}

const HALF_MINUTE = 30_000;
/** The half minute whose code an account used last, by its secret: each code counts once. */
const used = new Map();

/** A code that was not used yet and that the server takes: of this half minute or the next; waits where it has to. */
async function freshCode(secret) {
  // The code of the half minute in which the account was made is used up.
  const wanted = Math.max(Math.floor(Date.now() / HALF_MINUTE), used.get(secret) ?? 0) + 1;
  used.set(secret, wanted);
  const tooEarly = (wanted - 1) * HALF_MINUTE - Date.now();
  if (tooEarly > 0) await new Promise((resolve) => setTimeout(resolve, tooEarly));
  return totp(secret, wanted * HALF_MINUTE);
}

/** Logs in with passphrase and one-time code on the login page that is open. */
export async function logIn(page, account) {
  await page.click("#login-other");
  await page.fill("#login-name", account.login_name);
  await page.fill("#login-passphrase", account.passphrase);
  await page.fill("#login-code", await freshCode(account.totp_secret));
  await page.click("#login-submit");
}
