// Taking along and bringing along, as the journeys need it again and again.

import { readFile } from "node:fs/promises";

/**
 * Exports everything as `xml`, `json` or `open`; gives the text of each file by its name. With `keep` the first one is
 * left for the conformance layer under that name.
 */
export async function exportAs(page, format, keep) {
  await page.goto("/app/export");
  await page.waitForSelector("#export-start");
  await page.check(`#format-${format}`);
  await page.click("#export-start");
  await page.waitForSelector("#export-save");
  const files = new Map();
  for (const link of await page.locator("a[download]").all()) {
    const [download] = await Promise.all([page.waitForEvent("download"), link.click()]);
    files.set(download.suggestedFilename(), await readFile(await download.path(), "utf8"));
    const folder = process.env.HEILSAM_TEST_EXPORTS;
    if (folder && keep && files.size === 1) await download.saveAs(`${folder}/${keep}.${format === "xml" ? "xml" : "json"}`);
  }
  return files;
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
