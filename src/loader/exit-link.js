/** The visible way out: a real link, so that it works whatever else fails. */
import { h } from "./dom.js";

/** @param addresses the first and the second address; see `leave.js`. `lang` is that of the label. */
export const exitLink = ([href, second], lang, label) =>
  h("a", { href, rel: "nofollow noreferrer", part: "exit", class: "exit", "data-exit": second, lang }, label);

/** Above everything in its corner. Without popovers (before 2024) the z-index has to do. */
export const raise = (link) => {
  link.classList.add("fixed");
  link.popover = "manual";
  // The link of a guide that the page has just taken away cannot be raised.
  if (link.isConnected) link.showPopover?.();
};
