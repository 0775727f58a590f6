// The page's side of the worker for export and import: one at a time, its questions and news one after the other.

let running = null;
let files = [];

// Begins a work; `input` is the id of the element in which a file was chosen, or empty.
export function begin(work, frame, format, input) {
  stop();
  files.forEach((file) => URL.revokeObjectURL(file));
  files = [];
  const worker = new Worker(document.querySelector('meta[name="heilsam:fhir-worker"]')?.content, { type: "module" });
  const current = { worker, news: [], waiting: null };
  const tell = (event) => {
    if (current.waiting) current.waiting(event);
    else current.news.push(event);
    current.waiting = null;
  };
  running = current;
  worker.addEventListener("error", () => tell({ type: "failed", code: "module-not-loaded" }));
  worker.addEventListener("message", ({ data }) => {
    if (data.type !== "file") return tell(data);
    const file = URL.createObjectURL(data.blob);
    files.push(file);
    tell({ type: "file", name: data.name, address: file, bytes: data.blob.size });
  });
  const file = input ? document.getElementById(input)?.files?.[0] : undefined;
  worker.postMessage({ work, frame, format, file });
}

// The next question or news, as JSON.
export async function event() {
  const current = running;
  if (!current) return JSON.stringify({ type: "cancelled" });
  const wait = () => new Promise((resolve) => (current.waiting = resolve));
  return JSON.stringify(current.news.length > 0 ? current.news.shift() : await wait());
}

export function answer(collection, text) {
  running?.worker.postMessage(collection ? { collection, text } : {});
}

// Ends whatever runs; files that were made stay until something else begins.
export function stop() {
  running?.worker.terminate();
  running?.waiting?.({ type: "cancelled" });
  running = null;
}
