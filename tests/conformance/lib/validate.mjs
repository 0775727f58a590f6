// The rules of the profiles, applied to a tree: cardinality, types, fixed and pattern values, slicing, required
// bindings, references and the order of elements. Each profile of a chain is applied; all must agree.

import { all, at, one, valueOf } from "./tree.mjs";
import { fits, isPrimitive } from "./primitives.mjs";
import { checkInvariants } from "./invariants.mjs";
import { Terminology } from "./terminology.mjs";

const INLINE = new Set(["BackboneElement", "Element", "Resource", "DomainResource"]);
// Data types of fhir.de that the profiles name but the reference folder does not hold: their fixed systems.
const FOREIGN_SYSTEMS = {
  "http://fhir.de/StructureDefinition/identifier-kvid-10": "http://fhir.de/sid/gkv/kvid-10",
  "http://fhir.de/StructureDefinition/identifier-pseudo-kvid": "http://fhir.de/sid/gkv/pseudo-kvid",
};

/** Checks resources against the official definitions. */
export class Validator {
  constructor(definitions) {
    this.definitions = definitions;
    this.terminology = new Terminology(definitions);
  }

  /** Problems of a bundle or a single resource, each "path: what is wrong". `ordered` for XML. */
  check(tree, { ordered = false } = {}) {
    const run = { problems: new Set(), ordered, targets: bundleTargets(tree), seen: new Set() };
    this.resource(tree, tree.resourceType, run);
    checkInvariants(tree, (path, text) => run.problems.add(`${path}: ${text}`));
    return [...run.problems];
  }

  resource(node, path, run) {
    const profiles = at(node, "meta.profile").map((profile) => profile.value);
    const known = profiles.filter((profile) => this.definitions.find(profile)?.type === node.resourceType);
    for (const profile of profiles.filter((profile) => !known.includes(profile))) {
      run.problems.add(`${path}: profile ${profile} is not known for ${node.resourceType}`);
    }
    const chains = known.map((profile) => this.definitions.chain(profile));
    if (!chains.length) chains.push(this.definitions.typeChain(node.resourceType));
    this.element(node, chains.map((chain) => ({ chain, id: node.resourceType })), path, run);
  }

  element(node, contexts, path, run) {
    if (node.value === undefined && node.children.length === 0) run.problems.add(`${path}: is empty`);
    const claimed = new Map();
    for (const context of contexts) this.applyContext(node, context, contexts, path, run, claimed);
    let lastRank = -1;
    const numbers = {};
    for (const child of node.children) {
      const index = (numbers[child.name] = (numbers[child.name] ?? -1) + 1);
      const childPath = `${path}.${child.name}[${index}]`;
      const claim = claimed.get(child);
      if (!claim) {
        run.problems.add(`${childPath}: there is no such element here`);
        continue;
      }
      if (run.ordered && claim.rank !== undefined && claim.rank < lastRank) run.problems.add(`${childPath}: stands at the wrong place`);
      lastRank = Math.max(lastRank, claim.rank ?? -1);
      this.typed(child, claim, childPath, run);
    }
  }

  applyContext(node, context, contexts, path, run, claimed) {
    const names = childNames(context);
    let rank = 0;
    for (const [name, sliceNames] of names) {
      rank += 1;
      const id = `${context.id}.${name}`;
      const definitions = find(context.chain, id);
      const nodes = node.children.filter((child) => fitsName(child.name, name, names));
      const count = name === "url" && node.url !== undefined ? 1 : name === "value" && node.value !== undefined ? 1 : nodes.length;
      checkCount(definitions, count, `${path}.${name}`, run);
      for (const child of nodes) {
        const claim = claimed.get(child) ?? { contexts: [] };
        claim.contexts.push({ chain: context.chain, id });
        if (context.chain.some((definition) => isCore(definition) && definition.children.has(context.id))) claim.rank ??= rank;
        claimed.set(child, claim);
      }
      const siblings = contexts.map((other) => ({ chain: other.chain, id: `${other.id}.${name}` }));
      if (sliceNames.size) this.slice(nodes, { chain: context.chain, id, siblings }, sliceNames, `${path}.${name}`, run, claimed);
    }
  }

  slice(nodes, context, names, path, run, claimed) {
    const definitions = find(context.chain, context.id);
    const slicing = definitions.map((definition) => definition.slicing).filter(Boolean);
    const discriminators = slicing.find((entry) => entry.discriminators.length)?.discriminators ?? [{ type: "pattern", path: "$this" }];
    const closed = slicing.some((entry) => entry.rules === "closed");
    const counts = new Map([...names].map((name) => [name, 0]));
    for (const node of nodes) {
      const name = [...names].find((slice) => discriminators.every((d) => this.discriminates(node, context, slice, d)));
      if (name === undefined) {
        if (closed) run.problems.add(`${path}: a value fits none of the allowed slices (${[...names].join(", ")})`);
        continue;
      }
      counts.set(name, counts.get(name) + 1);
      claimed.get(node).contexts.push({ chain: context.chain, id: `${context.id}:${name}` });
    }
    for (const [name, count] of counts) checkCount(find(context.chain, `${context.id}:${name}`), count, `${path}:${name}`, run, definitions);
  }

  discriminates(node, context, slice, { type, path }) {
    const id = `${context.id}:${slice}`;
    const definitions = find(context.chain, id);
    if (type === "type") return definitions.some((definition) => definition.types.some(({ code }) => node.name.endsWith(code[0].toUpperCase() + code.slice(1)))) || node.name === slice;
    if (path === "url") return node.url === this.extensionUrl([context, ...context.siblings], slice);
    const foreign = definitions.flatMap((d) => d.types).flatMap((t) => t.profiles).map((p) => FOREIGN_SYSTEMS[p.split("|")[0]]).find(Boolean);
    if (path === "system" && foreign) return valueOf(node, "system") === foreign;
    const targets = at(node, path);
    const innerId = path === "$this" ? id : `${id}.${path}`;
    return this.agreesAbove(node, context.chain, id, path) && (targets.length === 0 ? !this.demands(context.chain, innerId) : targets.some((target) => agrees(target, context.chain, innerId)));
  }

  /** Patterns on the way to the discriminating element count as well. */
  agreesAbove(node, chain, id, path) {
    if (path === "$this") return true;
    const steps = path.split(".");
    return steps.slice(0, -1).every((_, index) => {
      const part = steps.slice(0, index + 1).join(".");
      const targets = at(node, part);
      return targets.length === 0 || targets.some((target) => own(find(chain, `${id}.${part}`), target));
    });
  }

  demands(chain, id) {
    return find(chain, id).some((definition) => definition.fixed || definition.pattern);
  }

  /** A profile may leave the address of an extension to the data type that it builds on. */
  extensionUrl(contexts, slice) {
    for (const { chain, id } of contexts) {
      const fixed = find(chain, `${id}:${slice}.url`).find((definition) => definition.fixed)?.fixed.value;
      const profile = find(chain, `${id}:${slice}`).flatMap((d) => d.types).flatMap((t) => t.profiles)[0];
      const inProfile = profile && this.definitions.find(profile)?.elements.get("Extension.url")?.fixed?.value;
      const url = fixed ?? inProfile ?? profile?.split("|")[0];
      if (url) return url;
    }
    return undefined;
  }

  typed(node, claim, path, run) {
    const definitions = claim.contexts.flatMap((context) => find(context.chain, context.id));
    const type = typeOf(node, definitions);
    for (const definition of definitions) {
      if (definition.types.length && type && !definition.types.some(({ code }) => code === type || (INLINE.has(code) && INLINE.has(type)) || code === "Resource")) {
        run.problems.add(`${path}: ${type} is not allowed here`);
      }
    }
    for (const definition of definitions) checkValue(node, definition, path, run);
    this.checkBinding(node, definitions, path, run);
    if (type === "Resource") return this.resource(node, `${path}(${node.resourceType})`, run);
    if (isPrimitive(type) && node.value !== undefined && !fits(type, node.value)) run.problems.add(`${path}: "${node.value}" is no ${type}`);
    if (type === "canonical") checkCanonical(node, definitions, path, run);
    if (type === "Reference") this.checkReference(node, claim.contexts, path, run);
    this.element(node, [...claim.contexts, ...this.furtherContexts(definitions, type)], path, run);
  }

  furtherContexts(definitions, type) {
    const further = [];
    for (const profile of new Set(definitions.flatMap((d) => d.types).flatMap((t) => t.profiles))) {
      const chain = this.definitions.chain(profile);
      if (chain.length && chain[0].type === type) further.push({ chain, id: type });
    }
    const reference = definitions.find((definition) => definition.contentReference)?.contentReference;
    if (reference) further.push({ chain: this.definitions.typeChain(reference.split(".")[0]), id: reference });
    if (type && !INLINE.has(type)) further.push({ chain: this.definitions.typeChain(type), id: type });
    return further;
  }

  checkReference(node, contexts, path, run) {
    const reference = valueOf(node, "reference");
    if (reference === undefined || !run.targets) return;
    const target = run.targets.get(reference);
    if (!target) return run.problems.add(`${path}: ${reference} points to nothing in the bundle`);
    for (const context of contexts) {
      const targets = find(context.chain, context.id).find((definition) => definition.types.length)?.types.flatMap((t) => t.targets) ?? [];
      if (targets.length && !targets.some((wanted) => isOf(target, wanted))) run.problems.add(`${path}: ${target.resourceType} ${reference} is not an allowed target`);
    }
  }

  checkBinding(node, definitions, path, run) {
    for (const { binding } of definitions) {
      if (binding?.strength !== "required" || !binding.valueSet) continue;
      const codings = node.value !== undefined ? [{ code: node.value }] : codingsOf(node);
      if (!codings.length) continue;
      const answers = codings.map(({ system, code }) => this.terminology.holds(binding.valueSet, system, code));
      if (answers.every((answer) => answer === false)) run.problems.add(`${path}: ${codings[0].code} is not in ${binding.valueSet}`);
    }
  }
}

/** A canonical address that must be that of a profile has to be in the bundle. */
function checkCanonical(node, definitions, path, run) {
  const wanted = definitions.find((definition) => definition.types.length)?.types.flatMap((type) => type.targets).find((target) => target.includes("MIO_DIGA"));
  if (!wanted || !run.targets) return;
  const named = [...run.targets.values()].filter((target) => {
    const url = valueOf(target, "url");
    return url && (node.value === url || node.value === `${url}|${valueOf(target, "version")}`);
  });
  if (!named.length) run.problems.add(`${path}: ${node.value} points to nothing in the bundle`);
  else if (!named.some((target) => isOf(target, wanted))) run.problems.add(`${path}: ${node.value} is not an allowed target`);
}

const foundByChain = new WeakMap();

/** What each profile of a chain says about an element, the most special one first. */
function find(chain, id) {
  if (!foundByChain.has(chain)) foundByChain.set(chain, new Map());
  const known = foundByChain.get(chain);
  if (!known.has(id)) known.set(id, chain.map((definition) => definition.elements.get(id)).filter(Boolean));
  return known.get(id);
}

const namesByChain = new WeakMap();

/** The children of an element in the order of the core definition, each with the names of its slices. */
function childNames({ chain, id }) {
  if (!namesByChain.has(chain)) namesByChain.set(chain, new Map());
  const known = namesByChain.get(chain);
  if (!known.has(id)) known.set(id, listChildNames(chain, id));
  return known.get(id);
}

function listChildNames(chain, id) {
  const names = new Map();
  for (const definition of [...chain].reverse()) {
    for (const [name, slices] of definition.children.get(id) ?? []) {
      if (!names.has(name)) names.set(name, new Set());
      for (const slice of slices) names.get(name).add(slice);
    }
  }
  return names;
}

const isCore = ({ url, type }) => url === `http://hl7.org/fhir/StructureDefinition/${type}`;

function fitsName(nodeName, name, names) {
  if (!name.endsWith("[x]")) return nodeName === name;
  const stem = name.slice(0, -3);
  return nodeName.startsWith(stem) && /^[A-Z]/.test(nodeName.slice(stem.length)) && !names.has(nodeName);
}

function checkCount(definitions, count, path, run, unsliced = []) {
  const min = Math.max(0, ...definitions.map((definition) => definition.min ?? 0));
  const max = Math.min(Infinity, ...[...definitions, ...unsliced].map((definition) => definition.max ?? Infinity));
  if (count < min) run.problems.add(`${path}: at least ${min} needed, ${count} found`);
  if (count > max) run.problems.add(`${path}: at most ${max} allowed, ${count} found`);
}

function typeOf(node, definitions) {
  const codes = definitions.flatMap((definition) => definition.types).map(({ code }) => code);
  const bySuffix = codes.find((code) => code && node.name.endsWith(code[0].toUpperCase() + code.slice(1)) && node.name !== code);
  const choice = definitions.some((definition) => definition.id.split(".").at(-1).includes("[x]"));
  if (choice) return bySuffix ?? node.name.replace(/^[a-z]+/, "");
  return codes[0];
}

function checkValue(node, definition, path, run) {
  if (definition.fixed && !equal(node, definition.fixed)) run.problems.add(`${path}: is not the fixed value${shown(definition.fixed)}`);
  if (definition.pattern && !contains(node, definition.pattern)) run.problems.add(`${path}: lacks the pattern${shown(definition.pattern)}`);
}

const shown = (node) => (node.value === undefined ? "" : ` "${node.value}"`);

function equal(node, fixed) {
  return node.value === fixed.value && node.children.length === fixed.children.length && contains(node, fixed);
}

function contains(node, pattern) {
  if (pattern.value !== undefined && node.value !== pattern.value) return false;
  return pattern.children.every((wanted) => all(node, wanted.name).some((child) => contains(child, wanted)));
}

const own = (definitions, node) => definitions.every((d) => (!d.fixed || equal(node, d.fixed)) && (!d.pattern || contains(node, d.pattern)));

/** Whether a node has all fixed and pattern values that an element and what lies below demand. */
function agrees(node, chain, id) {
  if (!own(find(chain, id), node)) return false;
  for (const [name, slices] of childNames({ chain, id })) {
    const children = all(node, name);
    const demanded = find(chain, `${id}.${name}`);
    if (demanded.some((d) => d.fixed || d.pattern) && children.length && !children.some((child) => own(demanded, child))) return false;
    if (children.length && !slices.size && !children.some((child) => agrees(child, chain, `${id}.${name}`))) return false;
    for (const slice of slices) {
      const sliceId = `${id}.${name}:${slice}`;
      const needed = find(chain, sliceId).some((d) => d.min >= 1 && (d.fixed || d.pattern));
      if (needed && !children.some((child) => own(find(chain, sliceId), child))) return false;
    }
  }
  return true;
}

function codingsOf(node) {
  const codings = all(node, "coding").length ? all(node, "coding") : one(node, "code") ? [node] : [];
  return codings.map((coding) => ({ system: valueOf(coding, "system"), code: valueOf(coding, "code") }));
}

/** What stands in a document: it has to be whole. A collection may speak of somebody whom it does not hold. */
function bundleTargets(tree) {
  if (tree.resourceType !== "Bundle" || valueOf(tree, "type") === "collection") return undefined;
  return new Map(all(tree, "entry").map((entry) => [valueOf(entry, "fullUrl"), one(entry, "resource")]));
}

function isOf(target, wanted) {
  const bare = wanted.split("|")[0];
  const core = "http://hl7.org/fhir/StructureDefinition/";
  if (bare === `${core}${target?.resourceType}` || bare === `${core}Resource`) return true;
  return at(target, "meta.profile").some((profile) => profile.value === wanted || (wanted === bare && profile.value.split("|")[0] === bare));
}
