// Runs in the page, before each question that page.mjs asks there. The page may have changed the built-in
// objects (www/svar.html does), so nothing here leans on those that old libraries replace.

function list(things) {
  return Array.prototype.slice.call(things);
}

/** As JSON, whatever the page has done to `toJSON`. */
function pack(value) {
  if (value === null || value === undefined) return "null";
  if (typeof value === "string") return JSON.stringify(value);
  if (typeof value !== "object") return String(value);
  if (Array.isArray(value)) return "[" + value.map(pack).join(",") + "]";
  return (
    "{" +
    Object.keys(value)
      .map(function (key) {
        return JSON.stringify(key) + ":" + pack(value[key]);
      })
      .join(",") +
    "}"
  );
}

function host(n) {
  return document.querySelectorAll("vag-visare")[n] || null;
}

function root(n) {
  return host(n) && host(n).shadowRoot;
}

function parts(n, part) {
  return root(n) ? list(root(n).querySelectorAll('[part~="' + part + '"]')) : [];
}

/** Whether a person sees it: a box of some size, not transparent, not clipped away. */
function shown(element) {
  if (!element || !element.isConnected) return false;
  var box = element.getBoundingClientRect();
  if (box.width < 2 || box.height < 2) return false;
  if (
    element.checkVisibility &&
    !element.checkVisibility({ opacityProperty: true, visibilityProperty: true })
  )
    return false;
  for (var at = element; at; at = at.parentElement || at.getRootNode().host || null) {
    var style = getComputedStyle(at);
    if (style.clipPath === "inset(50%)") return false;
    if (style.visibility === "hidden" || style.display === "none" || Number(style.opacity) === 0)
      return false;
  }
  return true;
}

/** The element really on top at a point, through open shadow roots. */
function topAt(x, y) {
  var found = document.elementFromPoint(x, y);
  while (found && found.shadowRoot) {
    var deeper = found.shadowRoot.elementFromPoint(x, y);
    if (!deeper || deeper === found) break;
    found = deeper;
  }
  return found;
}

function contains(outer, inner) {
  for (var at = inner; at; at = at.parentNode || at.host || at.assignedSlot || null)
    if (at === outer) return true;
  return false;
}

function nameOf(element) {
  if (!element) return "nothing";
  return (
    element.localName +
    (element.id ? "#" + element.id : "") +
    (element.getAttribute("part") ? "::" + element.getAttribute("part") : "") +
    (typeof element.className === "string" && element.className ? "." + element.className : "")
  );
}

/**
 * Where to tap it. Brought to the middle of the window if it is outside or something lies over it, as a
 * person would scroll; `covered` names what lies over it even there.
 */
function spotOf(element) {
  if (!shown(element)) return null;
  var look = function () {
    var box = element.getBoundingClientRect();
    var x = Math.round(box.left + box.width / 2);
    var y = Math.round(box.top + box.height / 2);
    var inside = box.top >= 0 && box.left >= 0 && box.bottom <= innerHeight && box.right <= innerWidth;
    var top = topAt(x, y);
    return { x: x, y: y, inside: inside, covered: contains(element, top) ? null : nameOf(top) };
  };
  var spot = look();
  if (spot.inside && !spot.covered) return spot;
  element.scrollIntoView({ block: "center", inline: "nearest", behavior: "instant" });
  return look();
}

/** All links of a guide that a person sees: in its shadow root and among its children in the page. */
function links(n) {
  var all = list(host(n).querySelectorAll("a[href]"));
  if (root(n)) all = all.concat(list(root(n).querySelectorAll("a[href]")));
  return all.filter(shown);
}

function text(element) {
  return element ? element.textContent.replace(/\s+/g, " ").trim() : "";
}

function screenOf(n) {
  if (!host(n)) return null;
  var hrefs = links(n).map(function (a) {
    return a.getAttribute("href");
  });
  var question = parts(n, "question").filter(shown)[0];
  var labelled = parts(n, "emergency")[0] && parts(n, "emergency")[0].closest("[lang]");
  return {
    choices: parts(n, "choice")
      .filter(shown)
      .map(function (one) {
        return one.dataset.choice;
      }),
    cards: parts(n, "card")
      .filter(shown)
      .map(function (one) {
        return one.dataset.service;
      }),
    question: text(question),
    hrefs: hrefs,
    emergency: hrefs.indexOf("tel:112") >= 0,
    exit: parts(n, "exit").some(shown),
    exitText: text(parts(n, "exit").filter(shown)[0]),
    lang: labelled ? labelled.getAttribute("lang") : "",
    notices: text(root(n) && root(n).querySelector(".notices")),
    text: text(root(n)),
  };
}

/** The block that tells the area and lets one choose another. */
function areaBlock(n) {
  return parts(n, "area")[0] && parts(n, "area")[0].parentElement;
}

/** The list of areas, once it is open and has come. */
function areaSelect(n) {
  return areaBlock(n) && areaBlock(n).querySelector("select");
}

/** The search field, once the search is open. */
function searchField(n) {
  return parts(n, "search").filter(function (one) {
    return one.localName === "input";
  })[0];
}

/** The element that has focus, through open shadow roots. */
function focused() {
  var at = document.activeElement;
  while (at && at.shadowRoot && at.shadowRoot.activeElement) at = at.shadowRoot.activeElement;
  return at;
}

/** Presses without a pointer, for walks through hundreds of screens. */
function click(n, part, index) {
  parts(n, part).filter(shown)[index || 0].click();
}
