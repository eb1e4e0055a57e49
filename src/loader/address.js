/** Addresses: of the script, and those that attributes name. */

/** The running script's tag; asked at once, since the browser forgets it. */
export const script = document.currentScript;

/** The script's own address: everything else is beside it. */
export const base = new URL(script?.src || location);

/** The address in the attribute if it passes, else the default, and then a message for the webmaster. */
export const address = (host, name, fallback, passes) => {
  const value = host.getAttribute(name);
  if (value == null) return fallback;
  try {
    const url = new URL(value, document.baseURI);
    if (value && passes(url)) return url.href;
  } catch {
    // Not an address at all: the message says so.
  }
  console.warn(`vagvisare: ${name}="${value}" godtas inte (se manualen)`);
  return fallback;
};
