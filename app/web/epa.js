// Hands documents to the telematics client that the operator names; our own server is not on the way.

const SECONDS = 120;

// Sends the pieces one behind the other. Resolves with [status, text]; rejects when no answer came.
export async function post(address, type, pieces) {
  const answer = await fetch(address, {
    method: "POST",
    mode: "cors",
    credentials: "omit",
    headers: { "content-type": type },
    body: new Blob(pieces),
    signal: AbortSignal.timeout(SECONDS * 1000),
  });
  return [answer.status, await answer.text()];
}

// A random UUID.
export function uuid() {
  return crypto.randomUUID();
}
