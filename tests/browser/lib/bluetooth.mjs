// A measuring device with Bluetooth that a test holds in its hand. Browsers without a radio see it through `navigator.bluetooth`.

export const PRESSURE = 0x1810;
export const WEIGHT = 0x181d;

/** Bytes of a blood pressure reading: mmHg, pulse, local time of the device as a `Date`, bits of its status. */
export function pressureBytes(systolic, diastolic, { pulse, at, status } = {}) {
  const flags = (at ? 2 : 0) | (pulse === undefined ? 0 : 4) | (status === undefined ? 0 : 16);
  const word = (value) => [value & 255, value >> 8];
  const time = at ? [...word(at.getFullYear()), at.getMonth() + 1, at.getDate(), at.getHours(), at.getMinutes(), at.getSeconds()] : [];
  const mean = word(Math.round((systolic + 2 * diastolic) / 3));
  return [flags, ...word(systolic), ...word(diastolic), ...mean, ...time, ...(pulse === undefined ? [] : word(pulse)), ...(status === undefined ? [] : word(status))];
}

/** Bytes of a weighing without time: 5 g per step. */
export const weightBytes = (kilograms) => [0, Math.round(kilograms * 200) & 255, Math.round(kilograms * 200) >> 8];

/** Answers of a device about itself: `[service, characteristic, bytes]`. */
export function factsOf({ maker, model, clock }) {
  const text = (value) => [...new TextEncoder().encode(value)];
  const word = (value) => [value & 255, value >> 8];
  const time = (at) => [...word(at.getFullYear()), at.getMonth() + 1, at.getDate(), at.getHours(), at.getMinutes(), at.getSeconds(), 0, 0, 0];
  return [
    ...(maker ? [[0x180a, 0x2a29, text(maker)]] : []),
    ...(model ? [[0x180a, 0x2a24, text(model)]] : []),
    ...(clock ? [[0x1805, 0x2a2b, time(clock)]] : []),
  ];
}

/** The person sees the same numbers on the device. */
export async function compareSame(page) {
  await page.click("#bluetooth-compare-same");
  await page.waitForSelector("#bluetooth-compared");
}

/**
 * Puts a device beside every page of a context; `facts` is what it says about itself (`factsOf`).
 *
 * Returns `{ send(page, service, bytes), away(page), refuse(page, error) }`: the device sends, goes out of reach, or the
 * person's choice ends with that error.
 */
export async function addDevice(context, { name = "BM 77", services = [PRESSURE], facts = [] } = {}) {
  await context.addInitScript(
    ([name, services, facts]) => {
      const state = { refusal: null, characteristics: new Map() };
      const device = Object.assign(new EventTarget(), { name });
      const away = () => device.dispatchEvent(new Event("gattserverdisconnected"));
      const saying = (number) => {
        const known = facts.filter(([service]) => service === number);
        return known.length > 0 && { getCharacteristic: async (wanted) => characteristicSaying(known.find(([, each]) => each === wanted)) };
      };
      const characteristicSaying = (fact) => {
        if (!fact) throw new DOMException("no such characteristic", "NotFoundError");
        return { readValue: async () => new DataView(Uint8Array.from(fact[2]).buffer) };
      };
      const service = async (number) => {
        const about = saying(number);
        if (about) return about;
        if (!services.includes(number)) throw new DOMException("no such service", "NotFoundError");
        const characteristic = Object.assign(new EventTarget(), { startNotifications: async () => state.characteristics.set(number, characteristic) });
        return { getCharacteristic: async () => characteristic };
      };
      device.gatt = { connect: async () => ({ getPrimaryService: service }), disconnect: away };
      const requestDevice = async ({ optionalServices }) => {
        // A browser lets a page ask for nothing that it did not name before.
        if (!facts.every(([service]) => optionalServices.includes(service))) throw new DOMException("not named", "SecurityError");
        if (state.refusal) throw new DOMException("refused", state.refusal);
        return device;
      };
      Object.defineProperty(navigator, "bluetooth", { configurable: true, value: { requestDevice } });
      globalThis.emulatedDevice = {
        away,
        refuse: (error) => (state.refusal = error),
        send(number, bytes) {
          const characteristic = state.characteristics.get(number);
          characteristic.value = new DataView(Uint8Array.from(bytes).buffer);
          characteristic.dispatchEvent(new Event("characteristicvaluechanged"));
        },
      };
    },
    [name, services, facts],
  );
  return {
    send: (page, service, bytes) => page.evaluate(([service, bytes]) => globalThis.emulatedDevice.send(service, bytes), [service, bytes]),
    away: (page) => page.evaluate(() => globalThis.emulatedDevice.away()),
    refuse: (page, error) => page.evaluate((error) => globalThis.emulatedDevice.refuse(error), error),
  };
}
