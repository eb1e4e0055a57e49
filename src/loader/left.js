/**
 * What follows when the page is being left: the other tabs with the guide leave too, whoever comes back or online
 * leaves again, and a screen reader is told. Leaving itself does not wait for this (`leave.js`).
 */
import { on } from "./dom.js";
import { go, guarded } from "./leave.js";

/**
 * Begins to listen to the other tabs, and gives the loader its `leave.after`. `inSight()` gives the addresses of a
 * guide in sight, or nothing; `say()` tells a screen reader.
 */
export const listenForLeaving = (leave, inSight, say) => {
  let isFirst = true;
  let tabs;
  guarded(
    () => (tabs = new BroadcastChannel("vv")),
    () =>
      (tabs.onmessage = () => {
        const urls = inSight();
        if (!urls) return;
        isFirst = false;
        leave(urls);
      }),
  );
  leave.after = ([url]) =>
    guarded(
      () => isFirst && tabs.postMessage(0),
      () => on("pageshow", (event) => event.persisted && go(url)),
      () => on("online", () => go(url)),
      say,
    );
};
