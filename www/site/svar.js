// Hostile script, for the page svar.html only: what real pages do to what is embedded in them. It runs right
// after the loader, which is where a council's other scripts stand when the manual is followed.
"use strict";

(() => {
  const wanted = new URLSearchParams(location.search);

  // The page's own buttons first, so that they work under ?klick too.
  window.addEventListener(
    "click",
    (event) => {
      if (event.target.id === "kakor-ok") document.getElementById("kakor").hidden = true;
      if (event.target.id === "dialog-ok") document.querySelector("dialog").close();
    },
    true,
  );

  // "Are you sure you want to leave?", both ways of asking.
  window.onbeforeunload = () => "Vill du verkligen lämna sidan?";
  window.addEventListener("beforeunload", (event) => {
    event.preventDefault();
    event.returnValue = "Vill du verkligen lämna sidan?";
  });

  const stop = (event) => {
    event.preventDefault();
    event.stopImmediatePropagation();
  };
  if (wanted.has("klick")) {
    const types = ["click", "pointerdown", "pointerup", "mousedown", "mouseup", "touchstart", "touchend"];
    for (const type of types) window.addEventListener(type, stop, { capture: true, passive: false });
  }
  if (wanted.has("tangenter")) {
    for (const type of ["keydown", "keypress", "keyup"]) window.addEventListener(type, stop, true);
  }
  if (wanted.has("dialog")) {
    document.addEventListener("DOMContentLoaded", () => {
      const dialog = document.createElement("dialog");
      const words = document.createElement("p");
      words.textContent = "En modal ruta som ligger över sidan.";
      const close = document.createElement("button");
      close.type = "button";
      close.id = "dialog-ok";
      close.textContent = "Stäng";
      dialog.append(words, close);
      document.body.append(dialog);
      dialog.showModal();
    });
  }

  // What old libraries did to the built-in objects, and what statistics scripts still do.
  const own = { configurable: true, writable: true, enumerable: true };
  const patch = (target, name, value) => Object.defineProperty(target, name, { ...own, value });
  patch(Array.prototype, "toJSON", function () { return "[" + this.join(",") + "]"; }); // Prototype 1.6
  patch(Array.prototype, "each", function (f) { this.forEach(f); }); // enumerable: breaks for…in over arrays
  patch(Object.prototype, "extend", function () { return this; }); // enumerable: breaks for…in over everything
  patch(Object.prototype, "$family", () => "object"); // the same, by a name that no attribute can have
  patch(String.prototype, "contains", function (part) { return this.includes(part); });
  patch(Array, "from", (thing) => (thing == null ? [] : Array.isArray(thing) ? thing : [thing])); // MooTools 1.4
  patch(Element.prototype, "remove", function () { // Prototype 1.6: gives the element back
    return this.parentNode ? this.parentNode.removeChild(this) : this;
  });
  patch(Function.prototype, "bind", function (self, ...first) { // no `new`, no `length`: es5-shims of 2010
    const f = this;
    return (...rest) => f.apply(self, [...first, ...rest]);
  });
  const { pushState, replaceState } = History.prototype;
  patch(History.prototype, "pushState", function (...given) { return pushState.apply(this, given); });
  patch(History.prototype, "replaceState", function (...given) { return replaceState.apply(this, given); });
  const ask = window.fetch;
  patch(window, "fetch", (...given) => ask.apply(window, given));
  patch(window, "$", () => null);
  patch(window, "_", null);
})();
