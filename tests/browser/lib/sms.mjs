// Somebody's SMS gateway: it takes messages over HTTP and sends none of them.

import { createServer } from "node:http";

const TOKEN = "Losung-der-Tests";

/**
 * Starts the gateway. Returns `{ env, next(), stop() }`: `env` makes our server use it, `next()` waits for the next message, as
 * `{ to, text, sender }`. It refuses who does not know its token, as gateways do.
 */
export async function startSms() {
  const [came, waiting] = [[], []];
  const take = (message) => (waiting.length ? waiting.shift()(message) : came.push(message));
  const gateway = createServer((request, response) => {
    const chunks = [];
    request.on("data", (chunk) => chunks.push(chunk));
    request.on("end", () => {
      const known = request.headers.authorization === `Bearer ${TOKEN}`;
      const right = known && request.method === "POST" && request.url === "/sms";
      if (right) take(JSON.parse(Buffer.concat(chunks).toString("utf8")));
      response.writeHead(right ? 202 : 403).end();
    });
  });
  await new Promise((resolve) => gateway.listen(0, "127.0.0.1", resolve));
  return {
    env: {
      HEILSAM_SMS__URL: `http://127.0.0.1:${gateway.address().port}/sms`,
      HEILSAM_SMS__TOKEN: TOKEN,
      HEILSAM_SMS__SENDER: "Heilsam",
      HEILSAM_SMS__CENTS_PER_MESSAGE: "9",
    },
    next: () => came.shift() ?? new Promise((resolve) => waiting.push(resolve)),
    pending: () => came.length,
    stop: () => new Promise((resolve) => gateway.close(resolve)),
  };
}
