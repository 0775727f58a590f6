// Loads the program for calls of more than two when the doctor's first letter about one comes: a call of two has none of it.

let program;
let host;

function load() {
  program ??= import(document.querySelector('meta[name="heilsam:call-group"]').content);
  return program;
}

export function watch(port) {
  port.onLetter(async (letter) => {
    try {
      const loaded = await load();
      await loaded.take(port, letter);
      if (host) loaded.place(host);
    } catch {
      // The doctor's device sends it again until it is answered.
      program = undefined;
    }
  });
}

export function place(element) {
  host = element;
  program?.then((loaded) => loaded.place(element)).catch(() => {});
}
