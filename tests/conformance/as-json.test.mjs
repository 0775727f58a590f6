// What people exported in XML in the journeys of the browser tests, for the typed model: it reads JSON alone, and after this.

import assert from "node:assert/strict";
import { test } from "node:test";
import { Definitions, referenceFolder } from "./lib/definitions.mjs";
import { exportsOfJourneys, leaveAsJson, skipWithout } from "./lib/exports.mjs";
import { toJson } from "./lib/json.mjs";
import { fromXml } from "./lib/tree.mjs";

const reference = referenceFolder();

test("what journeys exported in XML is left as JSON, entry by entry", skipWithout(reference), () => {
  const definitions = new Definitions(reference);
  for (const [name, text] of exportsOfJourneys()) {
    if (!name.endsWith(".xml")) continue;
    const bundle = toJson(fromXml(text), definitions);
    assert.equal(bundle.entry.length, text.match(/<entry>\s*<fullUrl/g).length, name);
    leaveAsJson(name, bundle);
  }
});
