// The page's side of the worker for export and import. A work has a place: one at a time in each, its questions and news
// one after the other. What somebody asks for and what goes into the patient record by itself do not disturb each other.

// A browser may read a file only some time after it was told to save it.
const READ_MS = 60_000;

const places = new Map();

// Begins a work; `input` is the id of the element in which a file was chosen, or empty.
export function begin(place, work, frame, format, input) {
  stop(place);
  forget(place);
  const worker = new Worker(document.querySelector('meta[name="heilsam:fhir-worker"]')?.content, { type: "module" });
  const current = { worker, news: [], waiting: null, blobs: new Map() };
  const tell = (event) => {
    if (current.waiting) current.waiting(event);
    else current.news.push(event);
    current.waiting = null;
  };
  places.set(place, current);
  worker.addEventListener("error", () => tell({ type: "failed", code: "module-not-loaded" }));
  worker.addEventListener("message", ({ data }) => {
    // What was on its way when the work ended.
    if (!current.worker) return;
    if (data.type !== "file") return tell(data);
    const address = URL.createObjectURL(data.blob);
    current.blobs.set(address, data.blob);
    const { name, start, end } = data;
    tell({ type: "file", name, address, bytes: data.blob.size, start, end });
  });
  const file = input ? document.getElementById(input)?.files?.[0] : undefined;
  worker.postMessage({ work, frame, format, file });
}

// The next question or news, as JSON.
export async function event(place) {
  const current = places.get(place);
  if (!current?.worker) return JSON.stringify({ type: "cancelled" });
  const wait = () => new Promise((resolve) => (current.waiting = resolve));
  return JSON.stringify(current.news.length > 0 ? current.news.shift() : await wait());
}

export function answer(place, collection, text) {
  places.get(place)?.worker?.postMessage(collection ? { collection, text } : {});
}

// The bytes of a file that was made.
export async function content(place, address) {
  return new Uint8Array(await places.get(place).blobs.get(address).arrayBuffer());
}

// Ends whatever runs; files that were made stay until something else begins there.
export function stop(place) {
  const current = places.get(place);
  current?.worker?.terminate();
  current?.waiting?.({ type: "cancelled" });
  if (current) current.worker = null;
}

// The files can be had here no more, and do not stay in memory once a browser has read them.
function forget(place) {
  const addresses = [...(places.get(place)?.blobs.keys() ?? [])];
  places.delete(place);
  setTimeout(() => addresses.forEach((address) => URL.revokeObjectURL(address)), READ_MS);
}

// Ends whatever runs, and lets the files go.
export function end(place) {
  stop(place);
  forget(place);
}
