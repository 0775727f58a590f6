// Which codes a value set holds. A set that cannot be listed in full (filters, absent systems) answers "unknown".

import { all, one, valueOf } from "./tree.mjs";

/** Expands value sets once and remembers them. */
export class Terminology {
  constructor(definitions) {
    this.definitions = definitions;
    this.expanded = new Map();
    this.unlisted = new Set();
  }

  /** `true`, `false`, or undefined when the set cannot be listed. */
  holds(valueSet, system, code) {
    const codes = this.expand(valueSet.split("|")[0]);
    if (!codes) {
      this.unlisted.add(valueSet);
      return undefined;
    }
    return system === undefined ? codes.bare.has(code) : codes.full.has(`${system}|${code}`);
  }

  expand(url) {
    if (!this.expanded.has(url)) {
      this.expanded.set(url, undefined);
      this.expanded.set(url, this.list(url));
    }
    return this.expanded.get(url);
  }

  list(url) {
    const tree = this.definitions.terms(url);
    if (!tree) return undefined;
    const found = { full: new Set(), bare: new Set() };
    const add = (system, code) => found.full.add(`${system}|${code}`) && found.bare.add(code);
    const compose = one(tree, "compose");
    const expansion = one(tree, "expansion");
    if (expansion && all(expansion, "contains").length) {
      addContained(expansion, add);
      return found;
    }
    if (all(compose, "exclude").length) return undefined;
    for (const include of all(compose, "include")) {
      if (!this.addInclude(include, add)) return undefined;
    }
    return found;
  }

  addInclude(include, add) {
    const system = valueOf(include, "system");
    if (all(include, "filter").length) return false;
    for (const set of all(include, "valueSet")) {
      const inner = this.expand(set.value.split("|")[0]);
      if (!inner) return false;
      for (const pair of inner.full) add(...splitPair(pair));
    }
    const concepts = all(include, "concept");
    for (const concept of concepts) add(system, valueOf(concept, "code"));
    if (concepts.length || !system) return true;
    const codes = this.definitions.terms(system);
    if (!codes || valueOf(codes, "content") !== "complete") return false;
    addConcepts(codes, system, add);
    return true;
  }
}

function addContained(node, add) {
  for (const contained of all(node, "contains")) {
    add(valueOf(contained, "system"), valueOf(contained, "code"));
    addContained(contained, add);
  }
}

function addConcepts(node, system, add) {
  for (const concept of all(node, "concept")) {
    add(system, valueOf(concept, "code"));
    addConcepts(concept, system, add);
  }
}

function splitPair(pair) {
  const bar = pair.lastIndexOf("|");
  return [pair.slice(0, bar), pair.slice(bar + 1)];
}
