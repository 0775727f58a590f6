// What a consultation must leave nowhere beside names: addresses and descriptions of connections.

import { eventually, gathered } from "./connections.mjs";

/** Addresses that only the guest's page knows, as if its browser had found them. */
export const ADDRESSES = ["127.77.66.55", "6b616e61-7269-4e77-8f67-656c34373131.local"];
/** Words that every description of a connection has. */
export const DESCRIPTION = ["fingerprint:sha-256", "a=ice-ufrag"];
/** Where the server and its relay are. */
const SERVER = ["127.0.0.1", "::1"];

/** In a page: each of its connections also finds these addresses. */
export function findsAddresses(addresses) {
  const Plain = window.RTCPeerConnection;
  window.RTCPeerConnection = class extends Plain {
    constructor(...values) {
      super(...values);
      const find = () => {
        for (const [index, address] of addresses.entries()) {
          const line = `candidate:77${index} 1 udp 2113937151 ${address} 4711${index} typ host`;
          const candidate = new RTCIceCandidate({ candidate: line, sdpMid: "0", sdpMLineIndex: 0 });
          this.dispatchEvent(new RTCPeerConnectionIceEvent("icecandidate", { candidate }));
        }
      };
      this.addEventListener("icecandidate", find, { once: true });
    }
  };
}

/** In a page: keeps what the other side tells of its addresses. */
export function keepsTold() {
  const { addIceCandidate } = RTCPeerConnection.prototype;
  window.heilsamTold = [];
  RTCPeerConnection.prototype.addIceCandidate = function (told) {
    window.heilsamTold.push(told.candidate);
    return addIceCandidate.call(this, told);
  };
}

/** Waits until a page that `keepsTold` was told every one of `ADDRESSES`: they did travel. */
export function isToldAll(page) {
  const told = () => page.evaluate(() => window.heilsamTold);
  const all = (lines) => ADDRESSES.every((address) => lines.some((line) => line.includes(` ${address} `)));
  return eventually("the page is told all addresses", told, all);
}

/** All addresses of the connections of these pages, but the server's own: `ADDRESSES` and what the browsers found. */
export async function foundOut(...pages) {
  const found = (await Promise.all(pages.map(gathered))).flat().filter((each) => !SERVER.includes(each));
  return [...new Set([...ADDRESSES, ...found])];
}
