// `navigator.bluetooth`, as far as the patient app uses it. The program finds measuring devices and listens to them
// (`src/server/bluetooth.rs`); which one it is the person says here, as in a browser.

const refused = (name) => new DOMException("no device is to be had", name);

// The question which device. `chosen` is called once: with the device, or with nothing.
class Chooser {
  #dialog;
  #list = element("div", { className: "stack", role: "group" });
  #words;
  #chosen;

  constructor(words, chosen) {
    [this.#words, this.#chosen] = [words, chosen];
    const title = element("h2", { id: "window-device-title", tabIndex: -1, textContent: words["window-device-title"] });
    const searching = element("p", { role: "status", textContent: words["window-device-searching"] });
    const cancel = this.#button("button button-quiet", words["window-device-cancel"], null);
    cancel.id = "window-device-cancel";
    const body = element("div", { className: "dialog-body" }, title, searching, this.#list, cancel);
    this.#dialog = element("dialog", { id: "window-device", className: "dialog" }, body);
    this.#dialog.setAttribute("aria-labelledby", title.id);
    this.#dialog.addEventListener("cancel", () => this.#chosen(null));
    document.body.append(this.#dialog);
    this.#dialog.showModal();
    title.focus();
  }

  show(found) {
    const name = (each) => each.name || this.#words["window-device-nameless"];
    // Who stands on a button that stays keeps standing there.
    const old = new Map([...this.#list.children].map((button) => [button.value, button]));
    const buttons = found.map((each) => {
      const button = old.get(each.id) ?? this.#button("button button-second", name(each), each);
      button.value = each.id;
      return button;
    });
    for (const [id, button] of old) if (!found.some((each) => each.id === id)) button.remove();
    for (const button of buttons) if (!button.isConnected) this.#list.append(button);
  }

  close() {
    this.#dialog.remove();
  }

  #button(className, textContent, device) {
    const button = element("button", { className, textContent, type: "button" });
    button.addEventListener("click", () => this.#chosen(device));
    return button;
  }
}

class Characteristic extends EventTarget {
  value = null;

  // The program has asked the device already.
  async startNotifications() {
    return this;
  }

  take(buffer) {
    this.value = new DataView(buffer);
    this.dispatchEvent(new Event("characteristicvaluechanged"));
  }
}

class Device extends EventTarget {
  #socket;
  #characteristics = new Map();
  #waiting = null;

  constructor(socket, { id, name }) {
    super();
    [this.id, this.name, this.#socket] = [id, name, socket];
    socket.onmessage = ({ data }) => this.#take(data);
    socket.onclose = () => this.#away();
    this.gatt = {
      connected: false,
      connect: () => this.#connect(),
      disconnect: () => socket.close(),
      getPrimaryService: async (number) => this.#service(number),
    };
  }

  #connect() {
    return new Promise((resolve, reject) => {
      this.#waiting = { resolve, reject };
      if (this.#socket.readyState === WebSocket.OPEN) this.#socket.send(this.id);
      else this.#away();
    });
  }

  #service(number) {
    const characteristic = this.#characteristics.get(number);
    if (!characteristic) throw refused("NotFoundError");
    return { getCharacteristic: async () => characteristic };
  }

  #take(data) {
    if (typeof data !== "string") {
      this.#characteristics.get(new DataView(data).getUint16(0, true))?.take(data.slice(2));
      return;
    }
    const { services } = JSON.parse(data);
    // What else is near is of no interest any more.
    if (!services) return;
    for (const number of services) this.#characteristics.set(number, new Characteristic());
    this.gatt.connected = true;
    this.#waiting?.resolve(this.gatt);
    this.#waiting = null;
  }

  #away() {
    this.gatt.connected = false;
    this.#waiting?.reject(refused("NetworkError"));
    this.#waiting = null;
    this.dispatchEvent(new Event("gattserverdisconnected"));
  }
}

function requestDevice() {
  const language = encodeURIComponent(document.documentElement.lang);
  const socket = new WebSocket(`ws://${location.host}/_window/bluetooth?language=${language}`);
  socket.binaryType = "arraybuffer";
  return new Promise((resolve, reject) => {
    let chooser;
    const chosen = (device) => {
      socket.onclose = null;
      chooser?.close();
      if (device) return resolve(new Device(socket, device));
      socket.close();
      reject(refused("NotFoundError"));
    };
    socket.onclose = () => {
      chooser?.close();
      reject(refused("NetworkError"));
    };
    socket.onmessage = ({ data }) => {
      const { words, found } = JSON.parse(data);
      if (words) chooser = new Chooser(words, chosen);
      chooser.show(found);
    };
  });
}

Object.defineProperty(Navigator.prototype, "bluetooth", { get: () => ({ requestDevice }) });
