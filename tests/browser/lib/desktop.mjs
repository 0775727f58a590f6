// The desktop window on a screen of its own (Xvfb), steered by WebKit's driver.

import { execFileSync, spawn } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

import { PATIENCE_MS } from "./chromium.mjs";
import { absent, dist, program } from "./folders.mjs";
import { freePort } from "./server.mjs";
import { beginSession } from "./webdriver.mjs";

const [WIDTH, HEIGHT] = [1280, 900];
const CLOSING = fileURLToPath(new URL("closing.py", import.meta.url));

/** Why there can be no window here; `false` when there can. Said aloud: who reads the result must know what was not checked. */
export function whyNoWindow() {
  const missing = absent(["Xvfb", "WebKitWebDriver", "python3"]);
  try {
    program("heilsam-desktop");
  } catch {
    missing.push("heilsam-desktop (it needs WebKitGTK and ALSA to be built)");
  }
  if (missing.length === 0) return false;
  const reason = `the desktop window was not tried; missing here: ${missing.join(", ")}`;
  console.log(`SKIPPED: ${reason}`);
  return reason;
}

/** Starts a screen that nobody sees. `colours()` counts the different colours on it. */
export async function startScreen() {
  const folder = await mkdtemp(join(tmpdir(), "heilsam-screen-"));
  const flags = ["-displayfd", "3", "-screen", "0", `${WIDTH}x${HEIGHT}x24`, "-nolisten", "tcp", "-fbdir", folder];
  const child = spawn("Xvfb", flags, { stdio: ["ignore", "ignore", "ignore", "pipe"] });
  const number = await new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("exit", (code) => reject(new Error(`Xvfb ended with ${code}`)));
    child.stdio[3].once("data", (text) => resolve(String(text).trim()));
  });
  return {
    display: `:${number}`,
    colours: async () => colours(await readFile(join(folder, "Xvfb_screen0"))),
    async stop() {
      await end(child);
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/**
 * Opens the window of an app on a screen: `words` are `["visit", link]` or `["practice"]`. Camera, microphone and
 * loudspeaker are synthetic. `more` is environment, such as the address of a bus.
 *
 * Returns the page of `beginSession`, with `close()` and `profile`, the folder that the window keeps.
 */
export async function openWindow(screen, server, words, more = {}) {
  const profile = await mkdtemp(join(tmpdir(), "heilsam-window-"));
  const port = await freePort();
  // No bus, no graphics card, no assistive technology: what a server without a desktop has.
  const env = {
    ...process.env,
    DISPLAY: screen.display,
    GDK_BACKEND: "x11",
    NO_AT_BRIDGE: "1",
    LIBGL_ALWAYS_SOFTWARE: "1",
    MESA_SHADER_CACHE_DISABLE: "true",
    XDG_DATA_HOME: profile,
    XDG_CACHE_HOME: profile,
    HOME: profile,
    LC_ALL: "C.UTF-8",
    ...more,
  };
  const driver = spawn("WebKitWebDriver", ["--host=127.0.0.1", `--port=${port}`], { env, stdio: "inherit" });
  const address = `http://127.0.0.1:${port}`;
  await answers(address).catch(async (error) => {
    await end(driver);
    throw error;
  });
  const flags = ["--server", server.url, "--pages", dist(), "--profile", profile, "--synthetic"];
  const options = { binary: program("heilsam-desktop"), args: [...words, ...flags] };
  const window = await beginSession(address, { "webkitgtk:browserOptions": options }).catch(async (error) => {
    await end(driver);
    throw error;
  });
  return {
    ...window,
    profile,
    async close() {
      await window.end();
      await end(driver);
      // Processes of the web view end a moment after the window, and leave files until then.
      await rm(profile, { recursive: true, force: true, maxRetries: 10 });
    },
  };
}

/** Asks the window on a screen to close, as the cross in its title bar does. */
export function askToClose(screen) {
  execFileSync("python3", [CLOSING, screen.display]);
}

async function answers(address) {
  for (const deadline = Date.now() + PATIENCE_MS; Date.now() < deadline; ) {
    if (await fetch(`${address}/status`).then((answer) => answer.ok, () => false)) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error("WebKitWebDriver does not answer");
}

/** Ends a program and waits until it is gone. */
export async function end(child) {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise((resolve) => child.once("exit", resolve));
  child.kill("SIGTERM");
  await gone;
}

/** Different colours in a picture of a screen, in the form of `xwd`: a header whose first number is its length. */
function colours(file) {
  const [header, count] = [file.readUInt32BE(0), file.readUInt32BE(76)];
  // Behind the header lies a table of `count` colours, twelve bytes each; then four bytes for each pixel.
  const start = header + count * 12;
  const found = new Set();
  for (let at = start; at + 4 <= file.length; at += 4) found.add(file.readUInt32LE(at) & 0xffffff);
  return found.size;
}
