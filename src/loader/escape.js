/** Leaving by Esc twice, unless the key means something else where it was pressed. */
import { on } from "./dom.js";

const ESCAPE_MS = 1000;
/** Where Esc already means something else; our own panel is the dialog that is a part. */
const YIELDS_TO = "input,select,textarea,[contenteditable],dialog:not([part]),[role=dialog]";

/** @param inSight gives the addresses of a guide in sight, or nothing; `leave` is the loader's */
export const listenForEscape = (inSight, leave) => {
  let addresses;
  let at;
  on("keydown", (event) => {
    if (event.key != "Escape" || event.repeat) return;
    const elsewhere = event.composedPath().some((node) => node.matches?.(YIELDS_TO));
    const urls = inSight();
    // Afterwards, when the page has had its chance to use the key for something of its own.
    setTimeout(() => {
      if (elsewhere || event.defaultPrevented) return;
      if (addresses && event.timeStamp - at < ESCAPE_MS) leave(addresses);
      // Kept from the first press: it may be the one that closes our panel.
      addresses = urls;
      at = event.timeStamp;
    });
  });
};
