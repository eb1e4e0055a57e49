/** Attributes of `<vag-visare>`; all may be left out. */
export interface VagVisareAttributes {
  /** `se` (Sweden), a county's two digits or a municipality's four. Default `se`. */
  area?: string;
  /** BCP 47; `sv-simple` is easy Swedish. Default: the nearest ancestor's `lang` that is offered, else `sv`. */
  lang?: string;
  /** `panel`: a neutral button that opens the guide over the page. Default `inline`. */
  mode?: "inline" | "panel";
  /** Text of the panel's button. */
  label?: string;
  /** Where the way out leads: https, on another host than the page. Default `https://www.smhi.se/`. */
  "exit-url"?: string;
  /** Tried if the first has not answered after 3 seconds. Default `https://sv.wikipedia.org/`. */
  "exit-url-2"?: string;
  /** Level of the guide's first heading, 2 to 6. Default `2`. */
  "heading-level"?: number | `${number}`;
  /** Folder of the contact files, on the page's or the script's origin. Default `contacts/` beside the script. */
  contacts?: string;
  /** Folder of questions and texts, on the page's or the script's origin. Default `guide/` beside the script. */
  guide?: string;
  /** ISO 8601 instant to show instead of now, for previews. */
  at?: string;
}

/** Why the guide could not start or stopped; the numbers and the way out are on the page nevertheless. */
export interface VagVisareErrorDetail {
  reason: string;
}

/** `<vag-visare>`. Its children are what is shown until it is ready, and for ever if it never is. */
export interface VagVisareElement extends HTMLElement {}

/**
 * Loads the guide as soon as the page holds a `<vag-visare>`.
 *
 * @param folder where the app serves the package's `pkg/`; default `/vagvisare/`
 * @returns resolves when the element is defined; rejects with why it cannot be
 */
export function load(folder?: string | URL): Promise<void>;

declare global {
  interface HTMLElementTagNameMap {
    "vag-visare": VagVisareElement;
  }
  interface GlobalEventHandlersEventMap {
    /** The guide has taken over from the element's children. */
    "vagvisare-ready": CustomEvent<null>;
    /** It could not start, or stopped. */
    "vagvisare-error": CustomEvent<VagVisareErrorDetail>;
  }
}
