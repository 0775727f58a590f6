// A network of its own: computers in network namespaces on one bridge, whose lines can be cut, moved, made narrow and closed to UDP.
//
// Nothing here touches the machine's own network, and everything vanishes with `remove()`. It needs the right to make
// network namespaces (root on Linux).

import { execFile, execFileSync, spawn } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const run = promisify(execFile);
const FORWARDER = join(dirname(fileURLToPath(import.meta.url)), "forward.mjs");
const PRIVATE = "10.77.0";
/** Addresses for documentation (RFC 5737): relays that reach no private network take them for public ones. */
export const PUBLIC = "198.51.100";
/** The hardware address of the bridge, one of those that anybody may give. */
const BRIDGE = "02:00:00:00:00:01";
/** What a narrow line may hold back before it drops, as home routers do. */
const QUEUE_MS = 300;
let made = 0;

/** A sentence that says why there can be no network here, or `false`. */
export function whyNoNetwork() {
  const probe = `heilsam-probe-${process.pid}`;
  try {
    execFileSync("ip", ["netns", "add", probe], { stdio: "pipe" });
  } catch (error) {
    const cause = String(error.stderr ?? error.message).trim();
    return `needs network namespaces (Linux, root, iproute2): ${cause}`;
  }
  try {
    execFileSync("ip", ["-n", probe, "link", "add", "bridge", "type", "bridge"], { stdio: "pipe" });
    execFileSync("ip", ["netns", "exec", probe, "tc", "qdisc", "add", "dev", "lo", "root", "tbf", ...rate(1_000)], { stdio: "pipe" });
    for (const words of withoutUdp("bridge")) execFileSync("ip", ["netns", "exec", probe, "tc", ...words], { stdio: "pipe" });
    return false;
  } catch (error) {
    return `needs bridges, the queues "tbf" and "htb" and the filter "u32" of the Linux kernel: ${String(error.stderr ?? error.message).trim()}`;
  } finally {
    execFileSync("ip", ["netns", "del", probe], { stdio: "pipe" });
  }
}

/**
 * The network with the server's computer on it; `subnet` is what all addresses begin with.
 *
 * Returns `{ server, computer(name), remove() }`. A place is `{ namespace, address, inside }`, where `inside` is what a
 * command is prefixed with to run there.
 */
export async function makeNetwork(subnet = PRIVATE) {
  made += 1;
  const prefix = `heilsam-${process.pid}-${made}`;
  const scripts = await mkdtemp(join(tmpdir(), `${prefix}-`));
  const places = [];
  const forwarders = [];
  let addresses = 1;

  async function place(name) {
    const namespace = `${prefix}-${name}`;
    await run("ip", ["netns", "add", namespace]);
    places.push(namespace);
    await run("ip", ["-n", namespace, "link", "set", "lo", "up"]);
    return namespace;
  }

  const hub = await place("server");
  const server = { namespace: hub, address: `${subnet}.1`, inside: inside(hub) };
  // Without a hardware address of its own a bridge takes the lowest of its lines: whoever had asked for it before the next computer came was lost.
  await run("ip", ["-n", hub, "link", "add", "bridge", "address", BRIDGE, "type", "bridge"]);
  await run("ip", ["-n", hub, "address", "add", `${server.address}/24`, "dev", "bridge"]);
  await run("ip", ["-n", hub, "link", "set", "bridge", "up"]);

  /** A line from a computer into the bridge; `port` is its end there. */
  async function line(namespace, name, port) {
    await run("ip", ["link", "add", port, "netns", hub, "type", "veth", "peer", "name", name, "netns", namespace]);
    await run("ip", ["-n", hub, "link", "set", port, "master", "bridge", "up"]);
    addresses += 1;
    return { name, port, address: `${subnet}.${addresses}` };
  }

  async function connect(namespace, { name, address }) {
    await run("ip", ["-n", namespace, "address", "add", `${address}/24`, "dev", name]);
    // With an address of IPv6, which is ready a second or two later, the network would change under a browser that has begun to load.
    await run("ip", ["-n", namespace, "link", "set", name, "addrgenmode", "none", "up"]);
    await run("ip", ["-n", namespace, "route", "replace", "default", "via", server.address]);
  }

  /** A person's computer: on the wireless network, with a mobile line in reserve. */
  async function computer(name) {
    const namespace = await place(name);
    const wireless = await line(namespace, "wireless", `${name}-w`);
    const mobile = await line(namespace, "mobile", `${name}-m`);
    await connect(namespace, wireless);
    return {
      namespace,
      address: wireless.address,
      inside: inside(namespace),
      /** A script that runs this program there, with whatever it is given. */
      async script(program) {
        const path = join(scripts, name);
        await writeFile(path, `#!/bin/sh\nexec ${[...inside(namespace), program].join(" ")} "$@"\n`, { mode: 0o755 });
        return path;
      },
      /** Leaves the wireless network and loses its address, as when somebody walks out of the house. */
      async leaveWireless() {
        await run("ip", ["-n", namespace, "link", "set", wireless.name, "down"]);
        await run("ip", ["-n", namespace, "address", "flush", "dev", wireless.name]);
      },
      /** Takes the mobile line: another address. */
      takeMobile: () => connect(namespace, mobile),
      /** Nothing passes, and nobody is told: the radio link stays. */
      cut: () => run("ip", ["-n", hub, "link", "set", wireless.port, "nomaster"]),
      mend: () => run("ip", ["-n", hub, "link", "set", wireless.port, "master", "bridge"]),
      /**
       * Everything is lost for so many milliseconds of every second, as on a bad radio link.
       *
       * Returns what ends that and says what was lost: the `part` of the time (of 1) and the `longest` gap in milliseconds,
       * both longer than asked for on a machine that is busy.
       */
      crackle(millis) {
        let over = false;
        const crackling = (async () => {
          // One program for all commands: starting one for each takes longer than the gap.
          const switches = spawn("ip", ["-n", hub, "-batch", "-"], { stdio: ["pipe", "ignore", "inherit"] });
          const gone = new Promise((resolve) => switches.once("exit", resolve));
          const gaps = [];
          const begun = performance.now();
          while (!over) {
            const from = performance.now();
            switches.stdin.write(`link set ${wireless.port} nomaster\n`);
            await pause(millis);
            switches.stdin.write(`link set ${wireless.port} master bridge\n`);
            gaps.push(performance.now() - from);
            await pause(1_000 - millis);
          }
          const lost = gaps.reduce((sum, gap) => sum + gap, 0);
          const part = lost / (performance.now() - begun);
          switches.stdin.end();
          await gone;
          return { part, longest: Math.max(...gaps) };
        })();
        return () => {
          over = true;
          return crackling;
        };
      },
      /** From now on so many kbit/s in each direction. */
      async narrow(kbps) {
        const limit = (from, device) =>
          run("ip", ["netns", "exec", from, "tc", "qdisc", "replace", "dev", device, "root", "tbf", ...rate(kbps)]);
        await Promise.all([limit(namespace, wireless.name), limit(hub, wireless.port)]);
      },
      /** As wide as before. */
      async widen() {
        const free = (from, device) => run("ip", ["netns", "exec", from, "tc", "qdisc", "del", "dev", device, "root"]);
        await Promise.all([free(namespace, wireless.name), free(hub, wireless.port)]);
      },
      /** A strict firewall: UDP is lost in both directions, and nobody is told. */
      async dropUdp() {
        for (const [from, device] of [[namespace, wireless.name], [hub, wireless.port]]) {
          for (const words of withoutUdp(device)) await run("ip", ["netns", "exec", from, "tc", ...words]);
        }
      },
      /** The server under `localhost` of this computer, where browsers trust it like the real site. */
      async reach(port) {
        const command = [...inside(namespace), process.execPath, FORWARDER, String(port), server.address];
        forwarders.push(await started(command));
      },
    };
  }

  return {
    server,
    computer,
    async remove() {
      for (const forwarder of forwarders) forwarder.kill("SIGKILL");
      for (const namespace of places.reverse()) await run("ip", ["netns", "del", namespace]).catch(() => {});
      await rm(scripts, { recursive: true, force: true });
    },
  };
}

const inside = (namespace) => ["ip", "netns", "exec", namespace];

const rate = (kbps) => ["rate", `${kbps}kbit`, "burst", "4kb", "latency", `${QUEUE_MS}ms`];

/** What `tc` is told to lose UDP on a device: its queue holds less than a packet, and everything else goes past it. */
const withoutUdp = (device) => [
  ["qdisc", "add", "dev", device, "root", "handle", "1:", "htb"],
  ["class", "add", "dev", device, "parent", "1:", "classid", "1:1", "htb", "rate", "1mbit"],
  ["qdisc", "add", "dev", device, "parent", "1:1", "bfifo", "limit", "1"],
  ["filter", "add", "dev", device, "parent", "1:", "protocol", "ip", "u32", "match", "ip", "protocol", "17", "0xff", "flowid", "1:1"],
];

/** Starts a program and waits until it has said something. */
function started([program, ...values]) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, values, { stdio: ["ignore", "pipe", "inherit"] });
    child.stdout.once("data", () => resolve(child));
    child.once("error", reject);
    child.once("exit", (code) => reject(new Error(`${values.join(" ")} ended with ${code}`)));
  });
}
