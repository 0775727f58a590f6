// coturn, configured as docs/CONFIGURATION.md tells an operator to.

import { execFile, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdtemp, readFile, readdir, readlink, rm, writeFile } from "node:fs/promises";
import { connect } from "node:net";
import { networkInterfaces, tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { promisify } from "node:util";

import { absent, checkout } from "./folders.mjs";
import { freePort } from "./server.mjs";
import { makeCertificate, trustFlag } from "./tls.mjs";

const SECTION = "## A relay for strict firewalls";
const LOOPBACK = "127.0.0.1";
/** What participants take for the relay's address: one for documentation (RFC 5737), to which no other way leads. */
const PUBLIC = "198.51.100.7";
const READY_WITHIN_MS = 15_000;
const ANSWER_WITHIN_MS = 10_000;

/** Why there can be no coturn here; `false` when there can. Said aloud: who reads the result must know what was not checked. */
export function whyNoCoturn() {
  const missing = absent(["turnserver", "turnutils_uclient"]);
  if (!ownAddress()) missing.push("an IPv4 address besides loopback");
  if (process.platform !== "linux") missing.push("Linux");
  if (missing.length === 0) return false;
  const reason = `coturn was not tried; missing here: ${missing.join(", ")}`;
  console.log(`SKIPPED: ${reason}`);
  return reason;
}

/** An address of this machine for the relays: to loopback coturn relays nothing, and both sides of a call sit at a relay. */
function ownAddress() {
  const all = Object.values(networkInterfaces()).flat();
  return all.find(({ family, internal }) => family === "IPv4" && !internal)?.address;
}

/**
 * Starts coturn on loopback, behind an address translation as in many computing centres, and waits until it listens.
 *
 * Returns `{ flags, env(secret), refuses(peer), filesElsewhere(), stop() }`. Chromium trusts its certificate with `flags`; `env`
 * makes our server name it, perhaps with another secret than its own.
 */
export async function startCoturn() {
  const folder = await mkdtemp(join(tmpdir(), "heilsam-coturn-"));
  const { certificate, key } = await makeCertificate(folder);
  const [plain, tls] = [await freePort(), await freePort()];
  const secret = randomBytes(24).toString("hex");
  const file = join(folder, "turnserver.conf");
  const values = { "static-auth-secret": secret, "listening-port": plain, "tls-listening-port": tls, cert: certificate, pkey: key };
  await writeFile(file, (await documented(values)) + ofThisMachine(folder));
  const { pid, stop } = await started(file, folder, tls);
  return {
    flags: [await trustFlag(certificate)],
    env: (other = secret) => ({
      HEILSAM_VIDEO__TURN_URLS: JSON.stringify([`turns:${LOOPBACK}:${tls}?transport=tcp`]),
      HEILSAM_VIDEO__TURN_SECRET: other,
    }),
    refuses: (peer) => refuses({ port: plain, secret, peer }),
    filesElsewhere: async () => (await openFiles(pid)).filter((path) => !path.startsWith(folder)),
    stop,
  };
}

/** The documented file, in which these keys have other values. */
async function documented(values) {
  const text = await readFile(join(checkout, "docs/CONFIGURATION.md"), "utf8");
  let block = text.split(SECTION)[1]?.match(/^```\n([^`]*)^```/m)?.[1];
  if (!block) throw new Error("the documentation has no configuration of coturn");
  for (const [key, value] of Object.entries(values)) {
    const line = new RegExp(`^${key}=.*$`, "m");
    if (!line.test(block)) throw new Error(`the documented configuration of coturn has no ${key}`);
    block = block.replace(line, () => `${key}=${value}`);
  }
  return block;
}

/** Where it listens and relays, and a place for what it keeps. */
function ofThisMachine(folder) {
  const values = {
    "listening-ip": LOOPBACK,
    "relay-ip": ownAddress(),
    "external-ip": `${PUBLIC}/${ownAddress()}`,
    pidfile: join(folder, "coturn.pid"),
    userdb: join(folder, "coturn.db"),
  };
  return Object.entries(values).map(([key, value]) => `${key}=${value}\n`).join("");
}

async function started(file, folder, port) {
  const child = spawn("turnserver", ["-c", file], { cwd: folder, stdio: ["ignore", "ignore", "pipe"] });
  let said = "";
  child.stderr.on("data", (text) => {
    said += text;
  });
  const gone = new Promise((resolve) => {
    child.once("exit", resolve);
    child.once("error", resolve);
  });
  const stop = async () => {
    child.kill("SIGKILL");
    await gone;
    await rm(folder, { recursive: true, force: true });
  };
  const ended = gone.then((cause) => Promise.reject(new Error(`coturn ended with ${cause}: ${said}`)));
  ended.catch(() => {});
  try {
    await Promise.race([listens(port), ended]);
  } catch (error) {
    await stop();
    throw error;
  }
  return { pid: child.pid, stop };
}

async function listens(port) {
  const deadline = Date.now() + READY_WITHIN_MS;
  while (!(await opens(port))) {
    if (Date.now() > deadline) throw new Error(`nobody listens on port ${port} after ${READY_WITHIN_MS / 1000} s`);
    await pause(50);
  }
}

function opens(port) {
  return new Promise((resolve) => {
    const socket = connect(port, LOOPBACK);
    socket.once("connect", () => {
      socket.destroy();
      resolve(true);
    });
    socket.once("error", () => resolve(false));
  });
}

/** Whether somebody with valid access is refused a way to this address. */
async function refuses({ port, secret, peer }) {
  const asked = ["-t", "-c", "-n", "1", "-m", "1", "-u", "test", "-W", secret, "-p", String(port), "-e", peer, LOOPBACK];
  const answer = promisify(execFile)("turnutils_uclient", asked, { timeout: ANSWER_WITHIN_MS });
  // It ends with an error when it is refused.
  const { stdout, stderr } = await answer.catch((error) => error);
  return `${stdout}${stderr}`.includes("403 (Forbidden IP)");
}

/** The files that a program has open, a log among them. */
async function openFiles(pid) {
  const numbers = await readdir(`/proc/${pid}/fd`);
  const paths = await Promise.all(numbers.map((number) => readlink(`/proc/${pid}/fd/${number}`).catch(() => "")));
  return paths.filter((path) => path.startsWith("/") && path !== "/dev/null");
}
