// What the patient app keeps on the device: itself, and the pages around it.

import { eventually } from "./connections.mjs";

/** The pages around the app, by name. */
export const AROUND = ["security", "standards", "imprint", "terms", "manuals", "status", "privacy", "accessibility", "licences"];

/** Waits until the app and all pages around it can be had without the server. */
export async function allKept(page) {
  const active = async () => {
    const kept = await navigator.serviceWorker.getRegistrations();
    return kept.filter((registration) => registration.active?.state === "activated").length;
  };
  await eventually("all pages are kept", () => page.evaluate(active), (count) => count === AROUND.length + 1);
}
