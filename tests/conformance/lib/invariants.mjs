// The invariants that the profiles and the document rules add. Not a FHIRPath engine: each one is written out.

import { all, at, one, valueOf } from "./tree.mjs";

const MIO = "https://fhir.kbv.de/StructureDefinition/KBV_PR_MIO_DIGA";
const UUID = /^urn:uuid:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const GENDER = "http://fhir.de/StructureDefinition/gender-amtlich-de";

/** Reports every broken invariant of the resource and of the entries in it. */
export function checkInvariants(tree, report) {
  if (tree.resourceType === "Bundle") {
    checkBundle(tree, report);
    all(tree, "entry").forEach((entry, index) => {
      const resource = one(entry, "resource");
      if (resource) checkResource(resource, `Bundle.entry[${index}].resource`, report);
    });
  } else {
    checkResource(tree, tree.resourceType, report);
  }
  checkExtensions(tree, tree.resourceType, report);
  checkUrns(tree, tree.resourceType, report);
}

function checkBundle(bundle, report) {
  const entries = all(bundle, "entry");
  if (valueOf(bundle, "type") !== "collection") checkDocument(bundle, entries, report);
  const urls = entries.map((entry) => valueOf(entry, "fullUrl"));
  if (new Set(urls).size !== urls.length) report("Bundle", "bdl-7: a fullUrl appears twice");
  entries.forEach((entry, index) => {
    const url = valueOf(entry, "fullUrl");
    const id = valueOf(one(entry, "resource"), "id");
    if (url?.startsWith("urn:uuid:") && id && url !== `urn:uuid:${id}`) report(`Bundle.entry[${index}]`, "fullUrl and id differ");
  });
}

function checkDocument(bundle, entries, report) {
  const profiles = entries.map((entry) => at(entry, "resource.meta.profile").map((profile) => profile.value));
  if (!profiles.every((list) => list.length && list.every((profile) => profile.startsWith(MIO)))) report("Bundle", "bundle-1: an entry has no MIO DiGA profile");
  const compositions = profiles.filter((list) => list.includes(`${MIO}_Composition|1.1.0`)).length;
  if (compositions !== 1) report("Bundle", `bundle-2: ${compositions} Compositions instead of one`);
  if (one(entries[0], "resource")?.resourceType !== "Composition") report("Bundle", "bdl-11: the first entry is no Composition");
  const identifier = one(bundle, "identifier");
  if (!valueOf(identifier, "system") || !valueOf(identifier, "value")) report("Bundle", "bdl-9: a document needs an identifier with system and value");
  if (!valueOf(bundle, "timestamp")) report("Bundle", "bdl-10: a document needs a timestamp");
}

function checkResource(resource, path, report) {
  const gender = one(resource, "gender");
  if (resource.resourceType === "Patient" && gender?.value === "other" && !all(gender, "extension").some((extension) => extension.url === GENDER)) {
    report(path, "pat-1: gender other needs gender-amtlich-de");
  }
  if (resource.resourceType === "Composition" && (valueOf(resource, "date") ?? "").length < 10) report(path, "date-1: the date is less exact than a day");
  if (resource.resourceType === "Observation") {
    const codes = at(resource, "code.coding").map((coding) => `${valueOf(coding, "system")}|${valueOf(coding, "code")}`);
    const repeated = at(resource, "component.code.coding").some((coding) => codes.includes(`${valueOf(coding, "system")}|${valueOf(coding, "code")}`));
    const hasValue = resource.children.some((child) => /^value[A-Z]/.test(child.name));
    if (hasValue && repeated) report(path, "obs-7: value and a component share a code");
    if (hasValue && one(resource, "dataAbsentReason")) report(path, "obs-6: a value and a reason why there is none");
    for (const component of all(resource, "component")) {
      if (!component.children.some((child) => /^value[A-Z]/.test(child.name) || child.name === "dataAbsentReason")) report(path, "vs-3: a component without value");
    }
  }
  (MORE[resource.resourceType] ?? (() => {}))(resource, (text) => report(path, text));
  for (const attachment of deep(resource, "attachment")) {
    if (valueOf(attachment, "data") && !valueOf(attachment, "contentType")) report(path, "att-1: data without a content type");
  }
  for (const range of deep(resource, "detailRange")) {
    if (Number(at(range, "low.value")[0]?.value) > Number(at(range, "high.value")[0]?.value)) report(path, "rng-2: a range that ends before it starts");
  }
  for (const period of periods(resource)) {
    const [start, end] = [valueOf(period, "start"), valueOf(period, "end")];
    if (start && end && Date.parse(start) > Date.parse(end)) report(path, "per-1: a period ends before it starts");
  }
}

const ENDED = ["inactive", "resolved", "remission"];
const NEEDS_NO_TIME = ["proposed", "cancelled", "waitlist"];

const MORE = {
  Questionnaire(resource, report) {
    if (Boolean(one(resource, "title")) === all(resource, "code").length > 0) report("ques-1: either a title or a code");
    const names = deep(resource, "linkId").map(({ value }) => value);
    if (new Set(names).size !== names.length) report("que-2: a linkId appears twice");
  },
  QuestionnaireResponse(resource, report) {
    if (deep(resource, "item").some((item) => one(item, "answer") && one(item, "item"))) report("qrs-1: an item with answers and items");
  },
  Condition(resource, report) {
    const has = (stem) => resource.children.some((child) => new RegExp(`^${stem}[A-Z]`).test(child.name));
    if (!has("onset") && !has("abatement")) report("con-1: neither onset nor abatement");
    const status = at(resource, "clinicalStatus.coding.code")[0]?.value;
    if (has("abatement") && status && !ENDED.includes(status)) report("con-4: it ended and is still active");
  },
  Appointment(resource, report) {
    const timed = one(resource, "start") && one(resource, "end");
    if (!timed && !NEEDS_NO_TIME.includes(valueOf(resource, "status"))) report("app-3: start and end are needed");
  },
};

/** All nodes of that name, however deep. */
function deep(node, name) {
  return node.children.flatMap((child) => [...(child.name === name ? [child] : []), ...deep(child, name)]);
}

function periods(node) {
  return node.children.flatMap((child) => [...(/period$/i.test(child.name) ? [child] : []), ...periods(child)]);
}

function checkExtensions(node, path, report) {
  for (const child of node.children) {
    const childPath = `${path}.${child.name}`;
    if (/extension$/i.test(child.name)) {
      if (!child.url) report(childPath, "an extension needs a url");
      const inner = all(child, "extension").length > 0;
      const value = child.children.some((grandchild) => /^value[A-Z]/.test(grandchild.name));
      if (inner === value) report(childPath, "ext-1: an extension has either a value or extensions");
    }
    checkExtensions(child, childPath, report);
  }
}

/** An identifier whose system is "URN" must hold one; here it is always a UUID. */
function checkUrns(node, path, report) {
  for (const child of node.children) {
    const isUrn = child.name === "identifier" && valueOf(child, "system") === "urn:ietf:rfc:3986";
    if (isUrn && !UUID.test(valueOf(child, "value") ?? "")) report(`${path}.identifier`, `${valueOf(child, "value")} is no URN of a UUID`);
    checkUrns(child, `${path}.${child.name}`, report);
  }
}
