// node forward.mjs PORT ADDRESS: what arrives at 127.0.0.1:PORT goes on to ADDRESS:PORT.
//
// Browsers give camera and passkeys to localhost and to https only; in a network of its own the server is elsewhere.

import { connect, createServer } from "node:net";

const [port, address] = process.argv.slice(2);

const server = createServer((near) => {
  const far = connect(Number(port), address);
  // What has arrived is still delivered when the other end has closed.
  near.on("close", () => far.destroy()).on("error", () => far.destroy()).setNoDelay(true);
  far.on("close", () => near.end()).on("error", () => near.destroy()).setNoDelay(true);
  near.pipe(far);
  far.pipe(near);
});
server.listen(Number(port), "127.0.0.1", () => console.log("ready"));
