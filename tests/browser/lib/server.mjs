// The real server on a free port with its own, empty data folder.

import { spawn } from "node:child_process";
import { createWriteStream } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { dist, program } from "./folders.mjs";

const READY_WITHIN_MS = 60_000;

/** A port of loopback nobody listens on. */
export function freePort() {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.on("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}

/**
 * Starts `heilsam serve` and waits until it is ready.
 *
 * Returns `{ url, listen, data, log, restart(), stop() }`; `log` is a file with everything it printed, and
 * `stop()` removes the data folder. `pages` is the folder of the front ends.
 */
export async function startServer({ demo = true, extra = [], env = {}, pages = dist() } = {}) {
  const data = await mkdtemp(join(tmpdir(), "heilsam-test-"));
  const log = `${data}.log`;
  const listen = `localhost:${await freePort()}`;
  const url = `http://${listen}`;
  let child;

  async function start() {
    const output = createWriteStream(log, { flags: "a" });
    const flags = ["serve", "--listen", listen, "--data", data, "--dist", pages, ...(demo ? ["--demo"] : [])];
    child = spawn(program("heilsam"), [...flags, ...extra], { env: { ...process.env, ...env } });
    child.stdout.pipe(output);
    child.stderr.pipe(output);
    const ended = new Promise((_, reject) => {
      child.once("exit", (code) => reject(new Error(`the server ended with ${code}; see ${log}`)));
    });
    ended.catch(() => {});
    await Promise.race([ready(url), ended]);
  }

  async function end(signal) {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const gone = new Promise((resolve) => child.once("exit", resolve));
    child.kill(signal);
    await gone;
  }

  await start();
  return {
    url,
    listen,
    data,
    log,
    pid: () => child.pid,
    /** Ends the server (SIGKILL by default: a crash), does `meanwhile`, and starts it again on the same data folder. */
    async restart(signal = "SIGKILL", meanwhile = async () => {}) {
      await end(signal);
      await meanwhile();
      await start();
    },
    async stop() {
      await end("SIGTERM");
      await rm(data, { recursive: true, force: true });
      await rm(log, { force: true });
    },
  };
}

async function ready(url) {
  const deadline = Date.now() + READY_WITHIN_MS;
  for (;;) {
    const answer = await fetch(`${url}/health/ready`).catch(() => null);
    if (answer?.ok) return;
    if (Date.now() > deadline) throw new Error("the server was not ready within a minute");
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
