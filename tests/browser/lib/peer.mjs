// The headless native peer `heilsam-peer`: the other side of a call without a browser.

import { spawn } from "node:child_process";
import { createInterface } from "node:readline";

import { PATIENCE_MS } from "./chromium.mjs";
import { program } from "./folders.mjs";

/**
 * Starts the peer with these arguments and reads its JSON lines.
 *
 * Returns `{ until(what, test), last(event), say(word), ended, pid, stop() }`: `until` waits for a line that fits, `ended`
 * resolves with the exit code. `input` are the first lines of its standard input: secrets go there.
 */
export function startPeer(flags, input = []) {
  const child = spawn(program("heilsam-peer"), flags, { stdio: ["pipe", "pipe", "pipe"] });
  const lines = [];
  const waiting = new Set();
  let complaints = "";
  child.stderr.on("data", (text) => (complaints += text));
  createInterface({ input: child.stdout }).on("line", (text) => {
    const line = JSON.parse(text);
    lines.push(line);
    for (const check of waiting) check(line);
  });
  const ended = new Promise((resolve) => child.once("close", (code) => resolve(code)));
  const say = (word) => child.stdin.write(`${word}\n`);
  // Writing to a peer that has just ended is no fault of the test.
  child.stdin.on("error", () => {});
  for (const line of input) say(line);

  const phases = () => lines.filter((line) => line.event === "view").map((line) => JSON.stringify(line.phase));

  function until(what, test, within = PATIENCE_MS) {
    const found = lines.find(test);
    if (found) return Promise.resolve(found);
    return new Promise((resolve, reject) => {
      const settle = (act) => {
        clearTimeout(timer);
        waiting.delete(check);
        act();
      };
      const check = (line) => test(line) && settle(() => resolve(line));
      const fail = (why) => settle(() => reject(new Error(`heilsam-peer: ${what}: ${why}; ${phases().join(" ")} ${complaints}`)));
      const timer = setTimeout(() => fail(`not within ${within / 1000} s`), within);
      waiting.add(check);
      ended.then((code) => waiting.has(check) && fail(`ended with ${code} before`));
    });
  }

  return {
    until,
    say,
    ended,
    pid: child.pid,
    /** The newest line of this kind. */
    last: (event) => lines.findLast((line) => line.event === event),
    async stop() {
      if (child.exitCode === null && child.signalCode === null) child.kill("SIGKILL");
      await ended;
    },
  };
}

/** A line that says that this phase is reached. */
export const inPhase = (name) => (line) => line.event === "view" && line.phase.name === name;

/** A line that says that at least so many pictures with light in them, and sound, have come. */
export const seesAndHears = (pictures, peak) => (line) =>
  line.event === "media" && line.visible >= pictures && line.peak >= peak;
