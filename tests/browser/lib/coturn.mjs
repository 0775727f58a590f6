// coturn on a computer of its own, with the configuration that docs/CONFIGURATION.md gives an operator.

import { execFile, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdtemp, readFile, readdir, readlink, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { promisify } from "node:util";

import { PATIENCE_MS } from "./chromium.mjs";
import { absent, checkout } from "./folders.mjs";
import { whyNoNetwork } from "./network.mjs";
import { makeCertificate, trustFlag } from "./tls.mjs";

const SECTION = "## A relay for strict firewalls";
/** What the documentation calls coturn's computer. */
const NAME = "turn.example";
const TLS_PORT = 443;
const QUESTION = `const socket = require("node:net").connect(process.argv[1], process.argv[2]);
socket.once("connect", () => process.exit(0)).once("error", () => process.exit(1))`;

/** Why there can be no coturn here; `false` when there can. Said aloud: who reads the result must know what was not checked. */
export function whyNoCoturn() {
  const missing = absent(["turnserver", "turnutils_uclient"]);
  const cause = missing.length > 0 ? `missing here: ${missing.join(", ")}` : whyNoNetwork();
  if (!cause) return false;
  const reason = `coturn was not tried; ${cause}`;
  console.log(`SKIPPED: ${reason}`);
  return reason;
}

/**
 * Starts coturn on a computer of `makeNetwork(PUBLIC)` and waits until it listens.
 *
 * Returns `{ flags, env(secret), refuses(peer), filesElsewhere(), stop() }`. Chromium trusts its certificate with `flags`; `env`
 * makes our server name it as the documentation does, perhaps with another secret than its own.
 */
export async function startCoturn(place) {
  const { configuration, urls } = await documented();
  const folder = await mkdtemp(join(tmpdir(), "heilsam-coturn-"));
  const { certificate, key } = await makeCertificate(folder, `IP:${place.address}`);
  const secret = randomBytes(24).toString("hex");
  const flags = [await trustFlag(certificate)];
  const file = join(folder, "turnserver.conf");
  const values = { "static-auth-secret": secret, cert: certificate, pkey: key };
  // Without these it writes to the folders of Debian's service.
  const own = `pidfile=${join(folder, "coturn.pid")}\nuserdb=${join(folder, "coturn.db")}\n`;
  await writeFile(file, filledIn(configuration, values) + own);
  const { pid, stop } = await started(place, file, folder);
  return {
    flags,
    env: (other = secret) => ({ HEILSAM_VIDEO__TURN_URLS: urls.replaceAll(NAME, place.address), HEILSAM_VIDEO__TURN_SECRET: other }),
    refuses: (peer) => refuses(place, secret, peer),
    filesElsewhere: async () => (await openFiles(pid)).filter((path) => !path.startsWith(folder)),
    stop,
  };
}

/** The file of coturn, and the list of addresses for our server. */
async function documented() {
  const text = await readFile(join(checkout, "docs/CONFIGURATION.md"), "utf8");
  const [, section = ""] = text.split(SECTION);
  const configuration = section.match(/^```\n([^`]*)^```/m)?.[1];
  const urls = section.match(/^turn_urls = (.*)$/m)?.[1];
  if (!configuration || !urls?.includes(NAME)) throw new Error("the documentation has no configuration of coturn");
  return { configuration, urls };
}

/** The same file, in which these keys have other values. */
function filledIn(configuration, values) {
  return Object.entries(values).reduce((file, [key, value]) => {
    const line = new RegExp(`^${key}=.*$`, "m");
    if (!line.test(file)) throw new Error(`the documented configuration of coturn has no ${key}`);
    return file.replace(line, () => `${key}=${value}`);
  }, configuration);
}

async function started(place, file, folder) {
  const [command, ...values] = [...place.inside, "turnserver", "-c", file];
  const child = spawn(command, values, { cwd: folder, stdio: ["ignore", "ignore", "pipe"] });
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
    await Promise.race([listens(place), ended]);
  } catch (error) {
    await stop();
    throw error;
  }
  return { pid: child.pid, stop };
}

async function listens({ inside, address }) {
  const [command, ...values] = [...inside, process.execPath, "-e", QUESTION, String(TLS_PORT), address];
  const opens = () => promisify(execFile)(command, values).then(() => true, () => false);
  const deadline = Date.now() + PATIENCE_MS;
  while (!(await opens())) {
    if (Date.now() > deadline) throw new Error(`coturn does not listen on port ${TLS_PORT} after ${PATIENCE_MS / 1000} s`);
    await pause(50);
  }
}

/** Whether somebody with valid access is refused a way to this address. */
async function refuses({ inside, address }, secret, peer) {
  const [command, ...values] = [...inside, "turnutils_uclient", "-t", "-c", "-n", "1", "-m", "1", "-u", "test", "-W", secret, "-e", peer, address];
  const answer = promisify(execFile)(command, values, { timeout: PATIENCE_MS });
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
