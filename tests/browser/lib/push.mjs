// A push service that checks who sends, and the browser's half of a subscription: real keys, real decryption.

import { createDecipheriv, createECDH, createPublicKey, hkdfSync, randomBytes, verify } from "node:crypto";
import { createServer } from "node:http";

import { enter, registerPatient, synchronised } from "./people.mjs";

/**
 * Starts the service. Returns `{ origin, env, subscription(), next(), stop() }`: `env` lets our server send here,
 * `subscription()` makes keys of a browser, and `next()` waits for the next message, checked and opened, as
 * `{ about, endpoint, key }`. It fails when the signature is not that of the key in it, or not for this service.
 */
export async function startPush() {
  const [came, waiting, browsers] = [[], [], new Map()];
  const take = (message) => (waiting.length ? waiting.shift()(message) : came.push(message));
  let answer = 201;
  const service = createServer((request, response) => {
    const chunks = [];
    request.on("data", (chunk) => chunks.push(chunk));
    request.on("end", () => {
      take({ url: request.url, headers: request.headers, body: Buffer.concat(chunks) });
      response.writeHead(answer).end();
    });
  });
  await new Promise((resolve) => service.listen(0, "127.0.0.1", resolve));
  const origin = `http://127.0.0.1:${service.address().port}`;
  return {
    origin,
    env: { HEILSAM_PUSH__CONTACT: "mailto:push@heilsam.example", HEILSAM_PUSH__SERVICES: `["${origin}"]` },
    answers(status) {
      answer = status;
    },
    subscription() {
      const ecdh = createECDH("prime256v1");
      const [p256dh, auth, path] = [ecdh.generateKeys(), randomBytes(16), `/push/${randomBytes(8).toString("hex")}`];
      browsers.set(path, { ecdh, p256dh, auth });
      const keys = { p256dh: p256dh.toString("base64url"), auth: auth.toString("base64url") };
      return { endpoint: origin + path, expirationTime: null, keys };
    },
    async next() {
      const message = came.shift() ?? (await new Promise((resolve) => waiting.push(resolve)));
      const key = checkSender(message.headers.authorization, origin);
      return { ...open(browsers.get(message.url), message), endpoint: origin + message.url, key };
    },
    pending: () => came.length,
    stop: () => new Promise((resolve) => service.close(resolve)),
  };
}

/** RFC 8292. Returns the key that signed. */
function checkSender(authorization, origin) {
  const [, token, key] = authorization.match(/^vapid t=([^,]+), k=(.+)$/);
  const [head, claims, signature] = token.split(".");
  const point = Buffer.from(key, "base64url");
  const [x, y] = [point.subarray(1, 33), point.subarray(33)].map((part) => part.toString("base64url"));
  const jwk = createPublicKey({ key: { kty: "EC", crv: "P-256", x, y }, format: "jwk" });
  const signed = { key: jwk, dsaEncoding: "ieee-p1363" };
  if (!verify("sha256", Buffer.from(`${head}.${claims}`), signed, Buffer.from(signature, "base64url"))) {
    throw new Error("the message is not signed by the key in it");
  }
  const { aud, exp, sub } = JSON.parse(Buffer.from(claims, "base64url"));
  const seconds = exp - Date.now() / 1000;
  if (aud !== origin || sub !== "mailto:push@heilsam.example" || seconds <= 0 || seconds > 86_400) {
    throw new Error(`the message is signed for ${aud} until ${exp} by ${sub}`);
  }
  return key;
}

/** RFC 8188 and 8291, from the browser's side. */
function open({ ecdh, p256dh, auth }, { headers, body }) {
  if (headers["content-encoding"] !== "aes128gcm") throw new Error(`encoded as ${headers["content-encoding"]}`);
  const [salt, length] = [body.subarray(0, 16), body[20]];
  const [theirs, sealed] = [body.subarray(21, 21 + length), body.subarray(21 + length)];
  const info = Buffer.concat([Buffer.from("WebPush: info\0"), p256dh, theirs]);
  const secret = Buffer.from(hkdfSync("sha256", ecdh.computeSecret(theirs), auth, info, 32));
  const derive = (label, size) => Buffer.from(hkdfSync("sha256", secret, salt, Buffer.from(`Content-Encoding: ${label}\0`), size));
  const cipher = createDecipheriv("aes-128-gcm", derive("aes128gcm", 16), derive("nonce", 12));
  cipher.setAuthTag(sealed.subarray(-16));
  const filled = Buffer.concat([cipher.update(sealed.subarray(0, -16)), cipher.final()]);
  const text = filled.subarray(0, filled.lastIndexOf(2)).toString("utf8");
  return { text, ...JSON.parse(text) };
}

/**
 * Chromium without a Google account has no push service: in this context `subscribe` gives what ours made instead. Everything
 * else, the permission, the service worker and the notification, is the browser's own.
 */
export async function joinPush(context, subscription) {
  await context.addInitScript((made) => {
    const KEPT = "test.push";
    window.asked = 0;
    const ask = Notification.requestPermission.bind(Notification);
    Notification.requestPermission = () => {
      window.asked += 1;
      return ask();
    };
    const give = () => ({ ...made, unsubscribe: async () => localStorage.removeItem(KEPT) });
    PushManager.prototype.getSubscription = async () => (localStorage.getItem(KEPT) ? give() : null);
    PushManager.prototype.subscribe = async (options) => {
      localStorage.setItem(KEPT, btoa(String.fromCharCode(...new Uint8Array(options.applicationServerKey))));
      return give();
    };
  }, subscription);
}

/** A patient with one entry whose browser has keys for push messages of this service; with their `subscription`. */
export async function registerReachable(browser, server, push, options = {}) {
  const subscription = push.subscription();
  const person = await registerPatient(browser, server, { permissions: ["notifications"], ...options });
  await joinPush(person.context, subscription);
  await enter(person.page, 128, 81, 66);
  await person.page.waitForSelector("#home-add");
  await synchronised(person.page);
  return { ...person, subscription };
}

/** On the page of notifications: switches them on for this device. */
export async function switchPushOn(page) {
  await page.click("#notify-push-on");
  await page.waitForSelector("#notify-push-off");
}

/**
 * Hands what came to the service worker of the page, as the push service would, and waits until the notification stands on
 * the screen: Chromium takes one that is asked for while it is being shown for one that was closed, and forgets it.
 */
export async function deliver(context, page, origin, text) {
  const devtools = await context.newCDPSession(page);
  const registered = new Promise((resolve) => {
    devtools.on("ServiceWorker.workerRegistrationUpdated", ({ registrations }) => {
      const found = registrations.find((each) => !each.isDeleted && each.scopeURL.startsWith(`${origin}/app/`));
      if (found) resolve(found.registrationId);
    });
  });
  await devtools.send("ServiceWorker.enable");
  const registrationId = await registered;
  const service = "notifications";
  await devtools.send("BackgroundService.startObserving", { service });
  await devtools.send("BackgroundService.setRecording", { service, shouldRecord: true });
  const shown = new Promise((resolve) => {
    devtools.on("BackgroundService.backgroundServiceEventReceived", ({ backgroundServiceEvent }) => {
      if (backgroundServiceEvent.eventName === "Notification displayed") resolve();
    });
  });
  await devtools.send("ServiceWorker.deliverPushMessage", { origin, registrationId, data: text });
  await shown;
  await devtools.detach();
}
