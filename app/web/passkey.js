// The browser's passkeys with the PRF extension, as two functions.
// The PRF results stay apart from the credential: they never travel to the server.

const encode = (bytes) =>
  btoa(String.fromCharCode(...new Uint8Array(bytes))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");

const decode = (text) =>
  Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (char) => char.charCodeAt(0));

const withId = (descriptor) => ({ ...descriptor, id: decode(descriptor.id) });

export function supported() {
  return Boolean(globalThis.PublicKeyCredential && navigator.credentials);
}

// Makes a passkey and asks it for its secret, a second time where the first answer has none.
export async function create(json, salt) {
  const options = JSON.parse(json);
  const publicKey = {
    ...options,
    challenge: decode(options.challenge),
    user: { ...options.user, id: decode(options.user.id) },
    excludeCredentials: (options.excludeCredentials ?? []).map(withId),
    extensions: { ...options.extensions, prf: { eval: { first: salt } } },
  };
  const credential = await navigator.credentials.create({ publicKey });
  const prf = credential.getClientExtensionResults().prf;
  const secret = prf?.results?.first ?? (prf?.enabled ? await askAgain(publicKey, credential, salt) : null);
  return [JSON.stringify(created(credential)), secret ? new Uint8Array(secret) : null];
}

async function askAgain(options, credential, salt) {
  const again = await navigator.credentials.get({
    publicKey: {
      challenge: crypto.getRandomValues(new Uint8Array(32)),
      rpId: options.rp.id,
      allowCredentials: [{ type: "public-key", id: credential.rawId }],
      userVerification: "required",
      extensions: { prf: { eval: { first: salt } } },
    },
  });
  return again.getClientExtensionResults().prf?.results?.first ?? null;
}

// Asks any passkey of this site to log in.
export async function get(json, salt) {
  const options = JSON.parse(json);
  const publicKey = {
    ...options,
    challenge: decode(options.challenge),
    allowCredentials: (options.allowCredentials ?? []).map(withId),
    extensions: { ...options.extensions, prf: { eval: { first: salt } } },
  };
  const credential = await navigator.credentials.get({ publicKey });
  const secret = credential.getClientExtensionResults().prf?.results?.first ?? null;
  return [JSON.stringify(answered(credential)), secret ? new Uint8Array(secret) : null];
}

const common = (credential) => ({
  id: credential.id,
  rawId: encode(credential.rawId),
  type: credential.type,
  authenticatorAttachment: credential.authenticatorAttachment ?? undefined,
  clientExtensionResults: {},
});

function created(credential) {
  const { response } = credential;
  return {
    ...common(credential),
    response: {
      attestationObject: encode(response.attestationObject),
      clientDataJSON: encode(response.clientDataJSON),
      transports: response.getTransports?.() ?? [],
    },
  };
}

function answered(credential) {
  const { response } = credential;
  return {
    ...common(credential),
    response: {
      authenticatorData: encode(response.authenticatorData),
      clientDataJSON: encode(response.clientDataJSON),
      signature: encode(response.signature),
      userHandle: response.userHandle ? encode(response.userHandle) : undefined,
    },
  };
}
