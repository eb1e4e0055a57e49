/**
 * Leaving by Shift three times. Differs from GOV.UK's component where that has known faults (govuk-frontend
 * #5393): left and right Shift both count, and a count never survives the back/forward cache. Esc twice is in
 * `escape.js`.
 */
import { on } from "./dom.js";
import { leave } from "./leave.js";

const SHIFT_MS = 5000;

/**
 * @param inSight gives the addresses of a guide in sight, or nothing
 * @param progress is told how many Shifts have counted, 0 to 3
 */
export const listen = (inSight, progress) => {
  let count = 0;
  let alone;
  let timer;

  const set = (next) => {
    clearTimeout(timer);
    if (count != next) progress((count = next));
    if (next) timer = setTimeout(set, SHIFT_MS, 0);
  };

  on("keydown", ({ key, altKey, ctrlKey }) => {
    // Alt or Ctrl held while Shift is pressed goes through the keyboard's layouts.
    alone = key == "Shift" && !altKey && !ctrlKey;
    if (!alone) set(0);
  });
  on("keyup", ({ key }) => {
    // The third is not told: whoever is told could fail, and leaving must not.
    if (key == "Shift" && alone && inSight()) count > 1 ? leave(inSight()) : set(count + 1);
  });
  // Shift held to select with the mouse, or to scroll sideways, is a modifier, not a press.
  ["pointerdown", "wheel", "pageshow"].map((type) => on(type, () => (alone = set(0))));
};
