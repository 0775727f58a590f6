// One address in front of several servers, as a load balancer in front of an installation: whoever is gone gets nobody any more.

import { connect, createServer } from "node:net";

const LOOPBACK = "127.0.0.1";

/**
 * Listens on a port of `freePort()` and hands each connection to the first server that takes it.
 *
 * Returns `{ url, prefer(server), stop() }`: new connections go to the preferred server, open ones stay where they are.
 */
export async function startBalancer(port, servers) {
  let order = servers.map((server) => server.port);
  const open = new Set();

  function handOver(near, [first, ...others]) {
    if (first === undefined || near.destroyed) {
      near.destroy();
      return;
    }
    const far = connect(first, LOOPBACK);
    const next = () => handOver(near, others);
    far.once("error", next);
    far.once("connect", () => {
      far.off("error", next);
      open.add(far);
      far.setNoDelay(true).on("error", () => near.destroy());
      // What has arrived is still delivered when the other end has closed.
      near.on("close", () => far.destroy());
      far.on("close", () => {
        open.delete(far);
        near.end();
      });
      near.pipe(far);
      far.pipe(near);
    });
  }

  const balancer = createServer((near) => {
    open.add(near);
    near.setNoDelay(true).on("error", () => near.destroy());
    near.on("close", () => open.delete(near));
    handOver(near, order);
  });
  await new Promise((resolve, reject) => {
    balancer.once("error", reject);
    balancer.listen(port, LOOPBACK, resolve);
  });
  return {
    url: `http://localhost:${port}`,
    prefer(server) {
      order = [server.port, ...order.filter((each) => each !== server.port)];
    },
    async stop() {
      for (const socket of open) socket.destroy();
      await new Promise((resolve) => balancer.close(resolve));
    },
  };
}
