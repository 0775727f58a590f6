// What a document for the patient record reports on, and what it holds.

import { all, one, valueOf } from "./tree.mjs";

/** First and last moment of the period that a document reports on, in milliseconds. */
export function periodOf(bundle) {
  const composition = resourcesOf(bundle).find(({ resourceType }) => resourceType === "Composition");
  const period = all(composition, "extension").map((extension) => one(extension, "valuePeriod")).find(Boolean);
  return [Date.parse(valueOf(period, "start")), Date.parse(valueOf(period, "end"))];
}

// Each document has its own.
const OF_THE_DOCUMENT = ["Composition", "Provenance"];

/** The resources by their id, without those that each document has for itself. */
export function recordsOf(bundle) {
  const records = resourcesOf(bundle).filter(({ resourceType }) => !OF_THE_DOCUMENT.includes(resourceType));
  return new Map(records.map((resource) => [valueOf(resource, "id"), resource]));
}

const resourcesOf = (bundle) => all(bundle, "entry").map((entry) => one(entry, "resource"));
