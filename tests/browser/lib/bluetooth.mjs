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

/**
 * Puts a device beside every page of a context.
 *
 * Returns `{ send(page, service, bytes), away(page), refuse(page, error) }`: the device sends, goes out of reach, or the
 * person's choice ends with that error.
 */
export async function addDevice(context, { name = "BM 77", services = [PRESSURE] } = {}) {
  await context.addInitScript(
    ([name, services]) => {
      const state = { refusal: null, characteristics: new Map() };
      const device = Object.assign(new EventTarget(), { name });
      const away = () => device.dispatchEvent(new Event("gattserverdisconnected"));
      const service = async (number) => {
        if (!services.includes(number)) throw new DOMException("no such service", "NotFoundError");
        const characteristic = Object.assign(new EventTarget(), { startNotifications: async () => state.characteristics.set(number, characteristic) });
        return { getCharacteristic: async () => characteristic };
      };
      device.gatt = { connect: async () => ({ getPrimaryService: service }), disconnect: away };
      const requestDevice = async () => {
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
    [name, services],
  );
  return {
    send: (page, service, bytes) => page.evaluate(([service, bytes]) => globalThis.emulatedDevice.send(service, bytes), [service, bytes]),
    away: (page) => page.evaluate(() => globalThis.emulatedDevice.away()),
    refuse: (page, error) => page.evaluate((error) => globalThis.emulatedDevice.refuse(error), error),
  };
}
