// Listens to measuring devices with Bluetooth: blood pressure and weight. What they send stays on this device.

// Service and characteristic. Source: Bluetooth Blood Pressure Service, Weight Scale Service.
const KINDS = [
  [0x1810, 0x2a35],
  [0x181d, 0x2a9d],
];
// What a device says about itself, where it does: maker, model, the time of its clock. Source: Device Information Service,
// Current Time Service. They are asked one after the other: a device answers one question at a time.
const FACTS = [
  [0x180a, 0x2a29],
  [0x180a, 0x2a24],
  [0x1805, 0x2a2b],
];
// A device that does not answer is not waited for any longer.
const FACT_WITHIN_MS = 2000;
// A device that floods the page is not read any further.
const MOST_WAITING = 1000;

let connection = null;

export function supported() {
  return typeof navigator.bluetooth?.requestDevice === "function";
}

// The browser asks the person for a device. Resolves with its name and what it says about itself, as [name, [[characteristic,
// bytes], …]]; rejects with the name of the error as text.
export async function connect() {
  stop();
  const mine = { queue: [], waiting: null, device: null };
  connection = mine;
  try {
    const filters = KINDS.map(([service]) => ({ services: [service] }));
    const optionalServices = [...new Set(FACTS.map(([service]) => service))];
    mine.device = await navigator.bluetooth.requestDevice({ filters, optionalServices });
    mine.device.addEventListener("gattserverdisconnected", () => tell(mine, null));
    const server = await mine.device.gatt.connect();
    const facts = [];
    for (const kind of FACTS) {
      const bytes = await fact(server, kind);
      if (bytes) facts.push([kind[1], bytes]);
    }
    const heard = await Promise.all(KINDS.map((kind) => listen(mine, server, kind)));
    if (!heard.some(Boolean)) throw new DOMException("no service that measures", "NotSupportedError");
    return [mine.device.name ?? "", facts];
  } catch (error) {
    end(mine);
    throw String(error?.name ?? "");
  }
}

// The next reading as [service, bytes]; null when the connection has ended.
export async function next() {
  const mine = connection;
  if (!mine) return null;
  if (mine.queue.length > 0) return mine.queue.shift();
  return new Promise((resolve) => (mine.waiting = resolve));
}

export function stop() {
  if (connection) end(connection);
}

// `null` where the device does not say it.
async function fact(server, [service, characteristic]) {
  const ask = async () => bytesOf(await (await (await server.getPrimaryService(service)).getCharacteristic(characteristic)).readValue());
  const late = new Promise((resolve) => setTimeout(resolve, FACT_WITHIN_MS, null));
  return Promise.race([ask().catch(() => null), late]);
}

const bytesOf = ({ buffer, byteOffset, byteLength }) => new Uint8Array(buffer, byteOffset, byteLength);

async function listen(mine, server, [service, characteristic]) {
  const found = await server.getPrimaryService(service).catch(() => null);
  if (!found) return false;
  const values = await found.getCharacteristic(characteristic);
  values.addEventListener("characteristicvaluechanged", ({ target: { value } }) => {
    tell(mine, [service, bytesOf(value)]);
  });
  await values.startNotifications();
  return true;
}

function tell(mine, event) {
  if (mine.waiting) {
    mine.waiting(event);
    mine.waiting = null;
  } else if (mine.queue.length < MOST_WAITING) {
    mine.queue.push(event);
  }
}

function end(mine) {
  if (connection === mine) connection = null;
  tell(mine, null);
  mine.device?.gatt?.disconnect();
}
