// A photo to a diary entry: what the camera wrote into the file never leaves the page, the picture comes to the second
// device sealed, goes along with all data, and goes with its entry.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { addPasskeyDevice } from "./lib/authenticator.mjs";
import { filesBelow, findSecrets, recordTraffic } from "./lib/canary.mjs";
import { launchChromium, newPerson } from "./lib/chromium.mjs";
import { eventually } from "./lib/connections.mjs";
import { exportAs } from "./lib/exporting.mjs";
import { inspect } from "./lib/inspect.mjs";
import { allKept } from "./lib/kept.mjs";
import { openPage, registerPatient, says, synchronised } from "./lib/people.mjs";
import { startServer } from "./lib/server.mjs";

const PLACE = "KANARIE-48.1374N-11.5755E";
let server, browser;

before(async () => {
  server = await startServer();
  browser = await launchChromium();
});

after(async () => {
  await browser?.close();
  await server?.stop();
});

/** A JPEG file of a camera: large, lying on its side, with an EXIF block that says so, and where it was taken. */
async function cameraFile(page) {
  const base64 = await page.evaluate(async () => {
    const canvas = new OffscreenCanvas(2400, 1800);
    const context = canvas.getContext("2d");
    const pixels = context.createImageData(2400, 1800);
    for (let index = 0; index < pixels.data.length; index += 1) pixels.data[index] = index % 4 === 3 ? 255 : (index * 7919) % 251;
    context.putImageData(pixels, 0, 0);
    context.fillStyle = "teal";
    context.fillRect(200, 200, 2000, 1400);
    const bytes = new Uint8Array(await (await canvas.convertToBlob({ type: "image/jpeg", quality: 0.95 })).arrayBuffer());
    let text = "";
    for (const byte of bytes) text += String.fromCharCode(byte);
    return btoa(text);
  });
  const picture = Buffer.from(base64, "base64");
  const place = Buffer.from(`${PLACE}\0`);
  // TIFF, big-endian: one directory with the orientation (6: held upright) and a pointer to the GPS directory, which holds
  // GPSMapDatum as words.
  const tiff = Buffer.concat([
    Buffer.from("MM\0*", "latin1"),
    Buffer.from([0, 0, 0, 8, 0, 2]),
    Buffer.from([0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, 6, 0, 0]),
    Buffer.from([0x88, 0x25, 0, 4, 0, 0, 0, 1, 0, 0, 0, 38, 0, 0, 0, 0]),
    Buffer.from([0, 1, 0, 0x12, 0, 2, 0, 0, 0, place.length, 0, 0, 0, 56, 0, 0, 0, 0]),
    place,
  ]);
  const exif = Buffer.concat([Buffer.from("Exif\0\0", "latin1"), tiff]);
  const head = Buffer.from([0xff, 0xe1, 0, 0]);
  head.writeUInt16BE(exif.length + 2, 2);
  return Buffer.concat([picture.subarray(0, 2), head, exif, picture.subarray(2)]);
}

/** The markers of a JPEG file up to the picture itself. */
function markers(file) {
  const found = [];
  for (let at = 2; at < file.length && file[at + 1] !== 0xda; at += 2 + file.readUInt16BE(at + 2)) found.push(file[at + 1]);
  return found;
}

test("a photo goes with an entry to the second device and along with all data, and says nothing of its place", async () => {
  const { context, page, guard } = await registerPatient(browser, server, { acceptDownloads: true, expected: [/ERR_INTERNET_DISCONNECTED/] });
  const traffic = recordTraffic(context);
  const file = await cameraFile(page);
  assert.ok(file.length > 400_000 && markers(file).includes(0xe1), "the file is that of a camera");
  await page.fill("#entry-systolic", "132");
  await page.fill("#entry-diastolic", "84");
  await page.click("summary");
  await page.setInputFiles("#entry-photo", { name: "brief.jpg", mimeType: "image/jpeg", buffer: Buffer.from("no picture") });
  await page.waitForSelector("#entry-photo-error");
  await page.setInputFiles("#entry-photo", { name: "IMG_2290.jpg", mimeType: "image/jpeg", buffer: file });
  await page.waitForSelector("#entry-photo-error", { state: "detached" });
  await page.waitForSelector("img.photo");
  await page.waitForFunction(() => document.querySelector("img.photo")?.naturalWidth > 0);
  await inspect(page, "photo-entry");
  await allKept(page);
  await context.setOffline(true);
  await page.click("#entry-save");
  await page.waitForSelector("#home-add");
  await says(page, "#sync-state", /sobald Sie Verbindung haben/);
  await context.setOffline(false);
  await synchronised(page);

  await page.click("#home-sheet");
  await page.click("#sheet-make");
  const sheet = (await page.textContent("#sheet-code")).trim();
  const second = await newPerson(browser, server.url);
  await addPasskeyDevice(second.page);
  await second.page.goto("/app/recover");
  await second.page.fill("#recover-code", sheet);
  await second.page.click("#recover-submit");
  await second.page.click("#protect-passkey");
  await second.page.waitForSelector("#home-add");
  await openPage(second.page, "/app/history");
  await second.page.click(".entry-photo summary");
  await second.page.waitForFunction(() => document.querySelector("img.photo")?.naturalWidth > 0);
  const shown = await second.page.evaluate(() => {
    const { naturalWidth, naturalHeight } = document.querySelector("img.photo");
    return [naturalWidth, naturalHeight];
  });
  assert.ok(shown[0] < shown[1], `upright as the camera was held: ${shown}`);
  assert.ok(shown[1] >= 640 && shown[1] <= 1280, `${shown} px`);
  await inspect(second.page, "photo-history");

  const all = JSON.parse((await exportAs(page, "open", "photo")).get("heilsam-alle-daten.json"));
  assert.equal(all.collections.photos.length, 1);
  assert.equal(all.collections.photos[0].id, all.collections.diary[0].id);
  const taken = Buffer.from(all.collections.photos[0].data.jpeg, "base64");
  assert.ok(taken.length <= 150 * 1024, `${taken.length} bytes`);
  assert.ok(!markers(taken).includes(0xe1), "no EXIF is left");
  assert.ok(!taken.includes("KANARIE") && !taken.includes("Exif"));
  const xml = (await exportAs(page, "xml", "photo")).get("heilsam-mio-diga.xml");
  const json = (await exportAs(page, "json", "photo")).get("heilsam-mio-diga.json");
  const attached = JSON.parse(json).entry.map(({ resource }) => resource).find((it) => it.resourceType === "DocumentReference");
  const { attachment } = attached.content[0];
  assert.equal(attachment.contentType, "image/jpeg");
  assert.ok(Buffer.from(attachment.data, "base64").equals(taken), "the very picture");
  assert.ok(xml.includes(`<data value="${all.collections.photos[0].data.jpeg}"/>`), "in both formats");
  const measured = JSON.parse(json).entry.find(({ resource }) => resource.component);
  assert.equal(attachment.creation, measured.resource.effectiveDateTime, "of the moment of its entry");
  await openPage(page, "/app/data");
  await says(page, "#data-sealed", /Fotos\s+1/);

  // Only the history shows what was deleted: the page of an entry has no list that could be empty.
  const isGone = async (page) => {
    await page.waitForSelector("#deleted");
    assert.equal(await page.locator("#history-list li").count(), 0);
  };
  const erase = async () => {
    await openPage(second.page, "/app/history");
    await second.page.locator("#history-list button").first().click();
    await second.page.click("#entry-delete");
    await second.page.click("#delete-yes");
    await isGone(second.page);
  };
  await erase();
  await second.page.click("#deleted > summary");
  await second.page.locator("#deleted button").first().click();
  await second.page.waitForSelector(".entry-photo");
  await erase();
  await openPage(second.page, "/app/");
  await openPage(page, "/app/history");
  await isGone(page);
  // Diary and photos come one after the other, and the report says what was there when it was opened.
  const counted = async () => {
    await openPage(page, "/app/data");
    return page.innerText("#data-sealed");
  };
  await eventually("the photo is gone on the first device, too", counted, (text) => /Fotos\s+0/.test(text));

  assert.equal(traffic.contains(PLACE), false, "the place left the device");
  assert.deepEqual(await findSecrets([...(await filesBelow(server.data)), server.log], [PLACE]), []);
  guard.check();
  second.guard.check();
  await second.context.close();
  await context.close();
});
