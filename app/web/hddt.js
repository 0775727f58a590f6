// Asks recorders of device manufacturers; our own server is not on the way.

const SECONDS = 60;

// What the recorder answered, as it stood in the address when the program was loaded: the router puts the address right.
let query = location.pathname.endsWith("/devices") ? location.search : "";

// Gives it once.
export function returned() {
  const answer = query;
  query = "";
  return answer;
}

const ask = async (address, request) => {
  const answer = await fetch(address, {
    ...request,
    mode: "cors",
    credentials: "omit",
    redirect: "error",
    signal: AbortSignal.timeout(SECONDS * 1000),
  });
  return [answer.status, await answer.text()];
};

// Resolves with [status, text]; rejects when no answer came.
export function get(address, token) {
  const accept = { accept: "application/fhir+json, application/json" };
  return ask(address, { headers: token ? { ...accept, authorization: `Bearer ${token}` } : accept });
}

// The same for a form that is sent.
export function post(address, form) {
  const headers = { "content-type": "application/x-www-form-urlencoded" };
  return ask(address, { method: "POST", headers, body: form });
}

export function random() {
  return crypto.getRandomValues(new Uint8Array(32));
}
