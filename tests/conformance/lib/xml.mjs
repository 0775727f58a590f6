// A small, strict XML reader for FHIR: elements, attributes, the five entities and character references.
// Document types, processing instructions behind the declaration and CDATA are refused: FHIR has no use for them.

const NAMED = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };
const TOKEN = /<!--[\s\S]*?-->|<\/([A-Za-z_][\w.:-]*)\s*>|<([A-Za-z_][\w.:-]*)((?:\s+[A-Za-z_][\w.:-]*\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*(\/?)>|([^<]+)/y;
const ATTRIBUTE = /([A-Za-z_][\w.:-]*)\s*=\s*(?:"([^"<]*)"|'([^'<]*)')/g;

/** Reads a document; returns the root as {name, attributes, children, text}. Throws with the position of an error. */
export function parseXml(source) {
  let text = source.replace(/^\uFEFF/, "").replace(/^<\?xml[^?]*\?>/, "");
  const root = { name: "#document", attributes: {}, children: [], text: "" };
  const open = [root];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < text.length) {
    const at = TOKEN.lastIndex;
    const token = TOKEN.exec(text);
    if (!token) throw new Error(`not well-formed at character ${at}: ${text.slice(at, at + 40)}`);
    const [whole, closed, opened, attributes, selfClosing, characters] = token;
    const parent = open[open.length - 1];
    if (closed) {
      if (parent.name !== closed) throw new Error(`</${closed}> closes <${parent.name}> at character ${at}`);
      open.pop();
    } else if (opened) {
      const element = { name: opened, attributes: readAttributes(attributes, at), children: [], text: "" };
      parent.children.push(element);
      if (!selfClosing) open.push(element);
    } else if (characters) {
      parent.text += decode(characters, at);
      if (parent === root && characters.trim()) throw new Error(`text outside of the root at character ${at}`);
    } else if (!whole.startsWith("<!--")) {
      throw new Error(`not well-formed at character ${at}`);
    }
  }
  if (open.length !== 1) throw new Error(`<${open.at(-1).name}> is never closed`);
  if (root.children.length !== 1) throw new Error(`expected one root element, found ${root.children.length}`);
  return root.children[0];
}

function readAttributes(source, at) {
  const attributes = {};
  for (const [, name, double, single] of source.matchAll(ATTRIBUTE)) {
    if (name in attributes) throw new Error(`attribute ${name} twice at character ${at}`);
    attributes[name] = decode(double ?? single, at);
  }
  return attributes;
}

function decode(text, at) {
  return text.replace(/&([^;&]{1,10});|&/g, (whole, name) => {
    if (name === undefined) throw new Error(`bare & at character ${at}`);
    if (name[0] === "#") return String.fromCodePoint(Number(name[1] === "x" ? `0${name.slice(1)}` : name.slice(1)));
    if (!(name in NAMED)) throw new Error(`unknown entity ${whole} at character ${at}`);
    return NAMED[name];
  });
}
