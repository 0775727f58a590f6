// Debian's mail server chasquid as an ordinary process on loopback: it takes messages over STARTTLS after a login, for mailboxes
// that it has, and delivers them into a folder.

import { execFile, spawn } from "node:child_process";
import { copyFile, mkdir, mkdtemp, readFile, readdir, rm, stat, writeFile } from "node:fs/promises";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";

import { PATIENCE_MS } from "./chromium.mjs";
import { freePort } from "./server.mjs";
import { makeCertificate } from "./tls.mjs";

const run = promisify(execFile);
/** Folder of the mail server's programs; nothing where there is none. */
const programs = process.env.HEILSAM_TEST_MAIL;
const SENDER = "video@heilsam.example";
const PASSWORD = "Losung-der-Tests";
// `nobody`: what takes messages from others needs no rights.
const NOBODY = 65534;
const DELIVER = `#!/bin/sh
file="$1/half/$$"
cat > "$file" && mv "$file" "$1/new/$2,$$"
`;

/** Why there is no mail server here; `false` when there is one. */
export function whyNoMail() {
  return programs ? false : "no mail server (HEILSAM_TEST_MAIL: folder of chasquid and chasquid-util)";
}

/**
 * Starts the mail server with these mailboxes; it refuses others. Returns `{ env, next(), stop() }`: `env` makes our server use
 * it, `next()` waits for the next message, as `{ to, via, message }`. `via` is how it came: `ESMTPSA` means over TLS (S) and after
 * a login (A). Source: RFC 3848.
 */
export async function startMail(mailboxes) {
  const folder = await mkdtemp(join(tmpdir(), "heilsam-mail-"));
  const below = (...parts) => join(folder, ...parts);
  const { certificate, key } = await makeCertificate(folder);
  const port = await freePort();
  const addresses = [SENDER, ...mailboxes];
  const domains = new Set(addresses.map((address) => `domains/${address.split("@")[1]}`));
  for (const each of ["certs/localhost", ...domains, "data", "half", "new"]) await mkdir(below(each), { recursive: true });
  await copyFile(certificate, below("certs/localhost/fullchain.pem"));
  await copyFile(key, below("certs/localhost/privkey.pem"));
  await writeFile(below("deliver"), DELIVER, { mode: 0o700 });
  // Three doors, none of them open to others: only the one for programs that log in is used.
  const settings = [
    ["hostname", "localhost"],
    ["smtp_address", "127.0.0.1:0"],
    ["submission_address", `127.0.0.1:${port}`],
    ["submission_over_tls_address", "127.0.0.1:0"],
    ["data_dir", below("data")],
    ["mail_log_path", "<stderr>"],
    ["mail_delivery_agent_bin", below("deliver")],
    ["mail_delivery_agent_args", folder],
    ["mail_delivery_agent_args", "%to%"],
  ];
  await writeFile(below("chasquid.conf"), settings.map(([name, value]) => `${name}: ${JSON.stringify(value)}\n`).join(""));
  for (const each of addresses) await run(join(programs, "chasquid-util"), [`-C=${folder}`, "user-add", each, `--password=${PASSWORD}`]);

  // The build folder may lie where `nobody` may not look.
  await copyFile(join(programs, "chasquid"), below("chasquid"));
  const isRoot = process.getuid() === 0;
  if (isRoot) await run("chown", ["-R", `${NOBODY}:${NOBODY}`, folder]);
  const rights = isRoot ? { uid: NOBODY, gid: NOBODY } : {};
  const child = spawn(below("chasquid"), ["-config_dir", folder], { cwd: folder, stdio: ["ignore", "ignore", "pipe"], ...rights });
  let said = "";
  child.stderr.setEncoding("utf8").on("data", (text) => (said += text));
  const gone = new Promise((resolve) => child.once("close", resolve));

  async function stop() {
    child.kill("SIGTERM");
    await gone;
    await rm(folder, { recursive: true, force: true });
  }

  async function until(what, look) {
    for (const end = Date.now() + PATIENCE_MS; Date.now() < end; ) {
      const found = await look();
      if (found) return found;
      if (child.exitCode !== null || child.signalCode !== null) break;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    throw new Error(`${what}; the mail server says:\n${said}`);
  }

  const seen = new Set();
  async function arrived() {
    const names = (await readdir(below("new"))).filter((name) => !seen.has(name));
    const dated = await Promise.all(names.map(async (name) => ({ name, at: (await stat(below("new", name), { bigint: true })).mtimeNs })));
    return dated.sort((one, other) => (one.at < other.at ? -1 : 1))[0]?.name;
  }

  async function next() {
    const name = await until("no message came", arrived);
    seen.add(name);
    const message = await readFile(below("new", name), "utf8");
    return { to: [name.slice(0, name.lastIndexOf(","))], via: message.match(/^Received:[^]*?\bwith (\w+)/)?.[1], message };
  }

  await until("the mail server does not answer", () => answers(port)).catch(async (error) => {
    await stop();
    throw error;
  });
  return {
    env: {
      HEILSAM_MAIL__HOST: "localhost",
      HEILSAM_MAIL__PORT: String(port),
      HEILSAM_MAIL__TRUST: certificate,
      HEILSAM_MAIL__USER: SENDER,
      HEILSAM_MAIL__PASSWORD: PASSWORD,
      HEILSAM_MAIL__FROM: `Heilsam <${SENDER}>`,
    },
    next,
    stop,
  };
}

function answers(port) {
  return new Promise((resolve) => {
    const line = connect(port, "127.0.0.1");
    line.once("connect", () => resolve(true)).once("error", () => resolve(false));
    line.once("connect", () => line.destroy());
  });
}

/** The parts of a message as text, by their type: `text/plain`, `text/calendar`. */
export function parts(message) {
  const boundary = message.match(/boundary="?([^"\r\n;]+)"?/)?.[1];
  const pieces = boundary ? message.split(`--${boundary}`).slice(1, -1) : [message];
  return Object.fromEntries(
    pieces.map((piece) => {
      const [head, ...rest] = piece.replace(/^\r?\n/, "").split(/\r?\n\r?\n/);
      const body = rest.join("\n\n");
      const kind = head.match(/content-type:\s*([^;\r\n]+)/i)?.[1]?.trim() ?? "text/plain";
      return [kind, decode(body, head.match(/content-transfer-encoding:\s*(\S+)/i)?.[1]?.toLowerCase())];
    }),
  );
}

function decode(body, encoding) {
  if (encoding === "base64") return Buffer.from(body, "base64").toString("utf8");
  if (encoding !== "quoted-printable") return body;
  const bytes = body.replace(/=\r?\n/g, "").replace(/=([0-9A-F]{2})/gi, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(bytes, "latin1").toString("utf8");
}
