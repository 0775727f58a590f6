// A bus of our own with a stand-in for Linux' Bluetooth service and one measuring device (`bluez.py`).

import { execFileSync, spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

import { PATIENCE_MS } from "./chromium.mjs";
import { end } from "./desktop.mjs";
import { absent } from "./folders.mjs";

// Debian's own, for which its packages of D-Bus are made.
const PYTHON = "/usr/bin/python3";
const SCRIPT = fileURLToPath(new URL("bluez.py", import.meta.url));

/** Why there can be no stand-in here; `false` when there can. */
export function whyNoBluez() {
  const missing = absent(["dbus-daemon"]);
  try {
    execFileSync(PYTHON, ["-c", "import dbus, gi"], { stdio: "ignore" });
  } catch {
    missing.push("python3-dbus or python3-gi");
  }
  if (missing.length === 0) return false;
  const reason = `Bluetooth was not tried in the desktop window; missing here: ${missing.join(", ")}`;
  console.log(`SKIPPED: ${reason}`);
  return reason;
}

/** A bus of our own; `address` is for `DBUS_SYSTEM_BUS_ADDRESS`. Without a Bluetooth service until one comes. */
export async function startBus() {
  const folder = await mkdtemp(join(tmpdir(), "heilsam-bus-"));
  const flags = ["--session", "--nofork", "--nopidfile", "--print-address=1", `--address=unix:dir=${folder}`];
  const child = spawn("dbus-daemon", flags, { stdio: ["ignore", "pipe", "ignore"] });
  const [address] = await lines(child, 1);
  return {
    address,
    async stop() {
      await end(child);
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/**
 * Puts a radio and a device on a bus; `kinds` are pairs of service and characteristic.
 *
 * Returns `{ until(word), say(service, bytes), away(), stop() }`: `until` waits until that has happened.
 */
export async function addCuff(bus, name, kinds) {
  const pairs = kinds.map((pair) => pair.map((number) => number.toString(16)).join(","));
  const child = spawn(PYTHON, [SCRIPT, bus.address, name, ...pairs], { stdio: ["pipe", "pipe", "inherit"] });
  const heard = new Set();
  const waiting = new Map();
  createInterface({ input: child.stdout }).on("line", (word) => {
    heard.add(word);
    waiting.get(word)?.();
  });

  async function until(word) {
    if (heard.has(word)) return;
    let timer;
    const late = new Promise((_, reject) => {
      timer = setTimeout(() => reject(new Error(`the stand-in is not ${word}; so far: ${[...heard]}`)), PATIENCE_MS);
    });
    await Promise.race([new Promise((resolve) => waiting.set(word, resolve)), late]).finally(() => clearTimeout(timer));
  }

  const write = (wish) => child.stdin.write(`${JSON.stringify(wish)}\n`);
  await until("ready");
  return { until, say: (service, bytes) => write({ say: [service, bytes] }), away: () => write({ away: true }), stop: () => end(child) };
}

function lines(child, count) {
  return new Promise((resolve, reject) => {
    const found = [];
    child.once("error", reject);
    child.once("exit", (code) => reject(new Error(`${child.spawnfile} ended with ${code}`)));
    createInterface({ input: child.stdout }).on("line", (line) => found.push(line) === count && resolve(found));
  });
}
