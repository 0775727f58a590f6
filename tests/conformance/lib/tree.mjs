// FHIR JSON and FHIR XML read into one shape, so that each rule is written once:
// {name, value?, url?, resourceType?, children: [...]} - repeated elements are children of the same name.

import { parseXml } from "./xml.mjs";

const XHTML = "http://www.w3.org/1999/xhtml";

/** Reads a resource from XML text. */
export function fromXml(text) {
  const root = parseXml(text);
  if (root.attributes.xmlns !== "http://hl7.org/fhir") throw new Error("the root is not in the FHIR namespace");
  return xmlResource(root, root.name);
}

function xmlResource(element, name) {
  return { ...xmlElement(element), name, resourceType: element.name };
}

function xmlElement(element) {
  const node = { name: element.name, children: [] };
  const { value, url, id, xmlns } = element.attributes;
  if (value !== undefined) node.value = value;
  if (url !== undefined) node.url = url;
  if (id !== undefined) node.children.push({ name: "id", value: id, children: [] });
  if (xmlns === XHTML) return { ...node, value: "xhtml", children: [] };
  for (const child of element.children) {
    const inner = child.children[0];
    const isResource = inner && /^[A-Z]/.test(inner.name) && child.children.length === 1;
    node.children.push(isResource ? { ...xmlResource(inner, child.name) } : xmlElement(child));
  }
  return node;
}

/** Reads a resource from a JSON value. */
export function fromJson(value, name = value.resourceType) {
  return jsonElement(name, value);
}

function jsonElement(name, value, beside) {
  const node = { name, children: [] };
  if (value === null || value === undefined) {
    // only a companion: a primitive without value but with extensions
  } else if (typeof value !== "object") {
    node.value = String(value);
  } else {
    addMembers(node, value);
  }
  if (beside) addMembers(node, beside);
  return node;
}

function addMembers(node, object) {
  for (const [key, value] of Object.entries(object)) {
    if (key === "resourceType") {
      node.resourceType = value;
    } else if (key === "url" && node.name.toLowerCase().endsWith("extension")) {
      node.url = value;
    } else if (key === "div" && node.name === "text") {
      node.children.push({ name: "div", value: "xhtml", children: [] });
    } else if (key.startsWith("_")) {
      if (!(key.slice(1) in object)) addRepeated(node, key.slice(1), undefined, value);
    } else {
      addRepeated(node, key, value, object[`_${key}`]);
    }
  }
}

function addRepeated(node, name, value, beside) {
  if (!Array.isArray(value) && !Array.isArray(beside)) return node.children.push(jsonElement(name, value, beside));
  const length = Math.max(value?.length ?? 0, beside?.length ?? 0);
  for (let index = 0; index < length; index++) node.children.push(jsonElement(name, value?.[index], beside?.[index]));
}

/** All children of that name. */
export const all = (node, name) => (node?.children ?? []).filter((child) => child.name === name);
/** The first child of that name. */
export const one = (node, name) => (node?.children ?? []).find((child) => child.name === name);
/** The value of the first child of that name. */
export const valueOf = (node, name) => one(node, name)?.value;

/** All nodes reached by a dotted path. */
export function at(node, path) {
  return path.split(".").reduce((nodes, name) => nodes.flatMap((inner) => (name === "$this" ? [inner] : all(inner, name))), [node]);
}
