// The real server on a free port with its own, empty data folder.

import { execFile, spawn } from "node:child_process";
import { createWriteStream } from "node:fs";
import { copyFile, mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";

import { dist, program } from "./folders.mjs";

const READY_WITHIN_MS = 60_000;
const ANYWHERE = "0.0.0.0";
const KEY_FILE = "server.key";
const QUESTION = "fetch(process.argv[1]).then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))";

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
 * `stop()` removes the data folder. `pages` is the folder of the front ends, `place` a computer of `makeNetwork()`,
 * `port` one of `freePort()`; `beside` is another server of the same installation, with its key file. Unless `env` says otherwise the operator vouches for every doctor: the proof of being one has
 * a journey of its own.
 */
export async function startServer({ demo = true, extra = [], env = {}, pages = dist(), place, port: chosen, beside } = {}) {
  const data = await mkdtemp(join(tmpdir(), "heilsam-test-"));
  if (beside) await copyFile(join(beside.data, KEY_FILE), join(data, KEY_FILE));
  const log = `${data}.log`;
  const port = chosen ?? (await freePort());
  const listen = place ? `${ANYWHERE}:${port}` : `localhost:${port}`;
  const url = `http://localhost:${port}`;
  let child;

  async function start() {
    const output = createWriteStream(log, { flags: "a" });
    const flags = ["serve", "--listen", listen, "--data", data, "--dist", pages, ...(demo ? ["--demo"] : [])];
    const [command, ...values] = [...(place?.inside ?? []), program("heilsam"), ...flags, ...extra];
    child = spawn(command, values, { env: { ...process.env, HEILSAM_VIDEO__DOCTOR_PROOF: "false", ...env } });
    child.stdout.pipe(output);
    child.stderr.pipe(output);
    const ended = new Promise((_, reject) => {
      child.once("exit", (code) => reject(new Error(`the server ended with ${code}; see ${log}`)));
    });
    ended.catch(() => {});
    await Promise.race([ready(place ? () => asked(place, url) : () => answers(url)), ended]);
  }

  async function end(signal) {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const gone = new Promise((resolve) => child.once("exit", resolve));
    child.kill(signal);
    await gone;
  }

  // A server that does not get ready has nobody else who ends it, and would hold the tests for ever.
  await start().catch(async (error) => {
    await end("SIGKILL");
    throw error;
  });
  return {
    url,
    port,
    listen,
    data,
    log,
    pid: () => child.pid,
    /** Kills it, and leaves it so until `restart()`. */
    kill: () => end("SIGKILL"),
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

async function ready(answered) {
  const deadline = Date.now() + READY_WITHIN_MS;
  for (;;) {
    if (await answered()) return;
    if (Date.now() > deadline) throw new Error("the server was not ready within a minute");
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

const answers = async (url) => (await fetch(`${url}/health/ready`).catch(() => null))?.ok ?? false;

/** The same question, asked on the computer where the server runs. */
async function asked({ inside }, url) {
  const [command, ...values] = [...inside, process.execPath, "-e", QUESTION, `${url}/health/ready`];
  return promisify(execFile)(command, values).then(() => true, () => false);
}
