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

/**
 * Logs in with passphrase and one-time code on the login page that is open.
 *
 * The code of this half minute was used when the account was made: the next one counts already.
 */
export async function logIn(page, account) {
  await page.click("#login-other");
  await page.fill("#login-name", account.login_name);
  await page.fill("#login-passphrase", account.passphrase);
  await page.fill("#login-code", totp(account.totp_secret, Date.now() + 30_000));
  await page.click("#login-submit");
}
