/** How many Shifts have counted, to see and to hear. Leaving itself does not wait for this (`keys.js`). */
import { h } from "./dom.js";
import { look } from "./look.js";

/**
 * Gives a guide its `progress(count)`: lights in the link, words for a screen reader. `texts(key)` are our
 * own words. Gives the function that takes it all away.
 */
export const light = (guide, texts) => {
  const { link } = guide;
  const lights = h("span", { "aria-hidden": true });
  const said = h("span", { class: "said", role: "status" });
  link.append(lights);
  link.after(said);
  look(link.getRootNode());
  guide.progress = (count) => {
    lights.textContent = count ? " " + "●●●○○".slice(3 - count, 6 - count) : "";
    said.lang = link.lang;
    said.textContent = count ? texts("lights").replace("{n}", 3 - count) : texts("lapsed");
  };
  return () => {
    lights.remove();
    said.remove();
    guide.progress = null;
  };
};
