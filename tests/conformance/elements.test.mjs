// The importer's table of elements against the definitions of FHIR R4.

import assert from "node:assert/strict";
import { test } from "node:test";
import { readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { elementTable } from "./lib/elements.mjs";

const TABLE = join(dirname(fileURLToPath(import.meta.url)), "../../fhir-profiles/src/reader/elements.txt");

test("the table of elements is that of FHIR R4 (renew it with HEILSAM_RENEW=1)", () => {
  if (process.env.HEILSAM_RENEW) writeFileSync(TABLE, elementTable());
  assert.equal(readFileSync(TABLE, "utf8"), elementTable());
});
