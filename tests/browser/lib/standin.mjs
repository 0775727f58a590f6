// The stand-ins of services that need contracts: patient record and device recorder, beside a server that names them.

import { spawn } from "node:child_process";
import { createInterface } from "node:readline";

import { program } from "./folders.mjs";
import { freePort, startServer } from "./server.mjs";

/**
 * Starts the stand-ins and a server that offers them.
 *
 * Returns `{ server, standin: { url, transfers(), document(metadata), stop() } }`; `transfers()` are the metadata of what
 * the record took, `document()` is the content of one.
 */
export async function startWithStandins(options = {}) {
  const port = await freePort();
  const standin = await startStandin(`http://localhost:${port}`);
  const recorder = `{name="Herz und Manschette",origin="${standin.url}",fhir="${standin.url}/fhir",stand_in=true}`;
  const env = {
    HEILSAM_EPA__ORIGIN: standin.url,
    HEILSAM_EPA__STAND_IN: "true",
    HEILSAM_HDDT__RECORDERS: `[${recorder}]`,
    ...options.env,
  };
  try {
    return { server: await startServer({ ...options, port, env }), standin };
  } catch (error) {
    await standin.stop();
    throw error;
  }
}

async function startStandin(origin) {
  const child = spawn(program("heilsam-standin"), ["--origin", origin], { stdio: ["ignore", "pipe", "inherit"] });
  const ended = new Promise((resolve) => child.once("exit", resolve));
  const url = await new Promise((resolve, reject) => {
    ended.then((code) => reject(new Error(`the stand-in ended with ${code}`)));
    createInterface({ input: child.stdout }).once("line", (line) => resolve(line.replace(/^ready /, "")));
  });
  return {
    url,
    transfers: async () => (await fetch(`${url}/epa/v1/submissions`)).json(),
    document: async ({ uniqueId }) => Buffer.from(await (await fetch(`${url}/epa/v1/documents/${uniqueId}`)).arrayBuffer()),
    async stop() {
      child.kill("SIGTERM");
      await ended;
    },
  };
}
