// A mail server that takes messages over STARTTLS, and its certificate.

import { spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";

import { freePort } from "./server.mjs";
import { makeCertificate } from "./tls.mjs";

const SCRIPT = new URL("./smtp.py", import.meta.url).pathname;

/** The interpreter with the packages of the tests; nothing where there is none. */
export const python = process.env.HEILSAM_TEST_PYTHON;

/**
 * Starts the mail server. Returns `{ env, messages, next(), stop() }`: `env` makes our server use it, `next()` waits for the
 * next message, as `{ to, tls, message }`.
 */
export async function startMail() {
  const folder = await mkdtemp(join(tmpdir(), "heilsam-mail-"));
  const { certificate, key } = await makeCertificate(folder);
  const port = await freePort();
  const child = spawn(python, [SCRIPT, certificate, key, String(port)], { stdio: ["ignore", "pipe", "inherit"] });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const next = async () => JSON.parse((await lines.next()).value);
  await next();
  return {
    env: {
      HEILSAM_MAIL__HOST: "localhost",
      HEILSAM_MAIL__PORT: String(port),
      HEILSAM_MAIL__TRUST: certificate,
      HEILSAM_MAIL__FROM: "Heilsam <video@heilsam.example>",
    },
    next,
    async stop() {
      const gone = new Promise((resolve) => child.once("exit", resolve));
      child.kill("SIGTERM");
      await gone;
      await rm(folder, { recursive: true, force: true });
    },
  };
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
