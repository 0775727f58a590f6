// Taking along and bringing along, as the journeys need it again and again.

import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";

/**
 * Exports everything as `xml`, `json` or `open`; gives the text of each file by its name, and leaves them for the layer
 * `conformance` under the `name` of the journey.
 */
export async function exportAs(page, format, name) {
  await page.goto("/app/export");
  await page.waitForSelector("#export-start");
  await page.check(`#format-${format}`);
  await page.click("#export-start");
  return saveAll(page, name);
}

/** Saves the files of an export that was begun; gives and leaves them as `exportAs`. */
export async function saveAll(page, name) {
  await page.waitForSelector("#export-save");
  const files = new Map();
  for (const link of await page.locator("a[download]").all()) {
    const [download] = await Promise.all([page.waitForEvent("download"), link.click()]);
    const text = await readFile(await download.path(), "utf8");
    files.set(download.suggestedFilename(), text);
    await leave(`${name}-${download.suggestedFilename()}`, text);
  }
  return files;
}

/** Leaves a file that a journey exported for the layer `conformance`, where that runs behind the browser tests. */
export async function leave(name, text) {
  const folder = process.env.HEILSAM_TEST_EXPORTS;
  if (folder) await writeFile(join(folder, name), text);
}

/** Chooses a file to bring along. */
export async function choose(page, name, text) {
  await page.goto("/app/import");
  await page.setInputFiles("#import-file", { name, mimeType: "application/octet-stream", buffer: Buffer.from(text) });
}

/** What a bundle says of its records, without what belongs to the account: patient, document, origin. */
export function contents(bundle) {
  const { entry } = JSON.parse(bundle);
  const patient = entry.find(({ resource }) => resource.resourceType === "Patient");
  const created = patient.resource.meta.lastUpdated;
  const own = ["Composition", "Patient", "Provenance"];
  const of = entry.filter(({ resource }) => !own.includes(resource.resourceType)).map((it) => JSON.stringify(it));
  return of.map((text) => text.replaceAll(patient.fullUrl, "patient").replaceAll(created, "created")).sort();
}
