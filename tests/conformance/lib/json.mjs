// A tree back to FHIR JSON: the definitions say which elements repeat and which values are no strings.

import { all } from "./tree.mjs";

const NUMBERS = new Set(["decimal", "integer", "unsignedInt", "positiveInt"]);

/** Makes FHIR JSON of a resource, for tools that read nothing else. */
export function toJson(tree, definitions) {
  return { resourceType: tree.resourceType, ...members(tree, [tree.resourceType], definitions) };
}

function members(node, places, definitions) {
  const result = {};
  if (node.url !== undefined) result.url = node.url;
  for (const name of new Set(node.children.map((child) => child.name))) {
    const { element, type } = lookup(places, name, definitions);
    const values = all(node, name).map((child) => value(child, type, inner(places, element, type), definitions));
    const repeats = !element || element.max > 1;
    if (values.some((each) => each.plain !== undefined)) {
      result[name] = repeats ? values.map((each) => each.plain ?? null) : values[0].plain;
    }
    if (values.some((each) => each.beside)) result[`_${name}`] = repeats ? values.map((each) => each.beside ?? null) : values[0].beside;
  }
  return result;
}

function value(node, type, places, definitions) {
  if (node.resourceType) return { plain: toJson(node, definitions) };
  const rest = members(node, places, definitions);
  if (node.value === undefined) return { plain: rest };
  const plain = NUMBERS.has(type) ? Number(node.value) : type === "boolean" ? node.value === "true" : node.value;
  return { plain, beside: Object.keys(rest).length ? rest : undefined };
}

function inner(places, element, type) {
  return [element?.contentReference ?? element?.id, type].filter(Boolean);
}

const known = new Map();

function lookup(places, name, definitions) {
  const key = `${places.join(",")} ${name}`;
  if (!known.has(key)) known.set(key, search(places, name, definitions));
  return known.get(key);
}

function search(places, name, definitions) {
  for (const place of places) {
    const definition = definitions.find(`http://hl7.org/fhir/StructureDefinition/${place.split(".")[0]}`);
    for (const [id, element] of definition?.elements ?? []) {
      if (id === `${place}.${name}`) return { element, type: element.types[0]?.code };
      const stem = id.endsWith("[x]") && id.startsWith(`${place}.`) && id.slice(place.length + 1, -3);
      const found = stem && element.types.find(({ code }) => name === stem + code[0].toUpperCase() + code.slice(1));
      if (found) return { element, type: found.code };
    }
  }
  return {};
}
