// Firefox ESR with fake camera and microphone.

import puppeteer from "puppeteer-core";

import { PATIENCE_MS } from "./chromium.mjs";

const PREFERENCES = {
  "app.update.enabled": false,
  "browser.safebrowsing.downloads.remote.enabled": false,
  "datareporting.healthreport.uploadEnabled": false,
  "media.autoplay.default": 0,
  "media.navigator.permission.disabled": true,
  "media.navigator.streams.fake": true,
  "network.captive-portal-service.enabled": false,
  "network.connectivity-service.enabled": false,
  "services.settings.server": "data:,",
};

/** Starts Firefox, whose pages are as patient as Chromium's; end it with `browser.close()`. */
export async function launchFirefox(preferences = {}) {
  const browser = await puppeteer.launch({
    browser: "firefox",
    executablePath: process.env.HEILSAM_TEST_FIREFOX ?? "/usr/bin/firefox-esr",
    headless: true,
    timeout: PATIENCE_MS,
    extraPrefsFirefox: { ...PREFERENCES, ...preferences },
  });
  const newPage = browser.newPage.bind(browser);
  browser.newPage = async (...values) => {
    const page = await newPage(...values);
    page.setDefaultTimeout(PATIENCE_MS);
    return page;
  };
  return browser;
}
