// Runs in the page before every other script. Records what a console would show (WebKit's driver has no log),
// and breaks the browser in the ways named in data-break. Touches nothing else.
(function () {
  "use strict";
  var broken = (document.currentScript.dataset.break || "").split(" ");
  var breaks = function (name) {
    return broken.indexOf(name) >= 0;
  };
  var said = [];
  var note = function (kind, text) {
    said.push({ kind: kind, text: String(text) });
  };

  ["error", "warn"].forEach(function (level) {
    var plain = console[level];
    console[level] = function () {
      note("console." + level, Array.prototype.map.call(arguments, String).join(" "));
      return plain.apply(console, arguments);
    };
  });
  addEventListener(
    "error",
    function (event) {
      if (event.target === window || !event.target) note("error", event.message);
      else
        note("resource", (event.target.src || event.target.href || event.target.localName) + " did not load");
    },
    true,
  );
  addEventListener("unhandledrejection", function (event) {
    note("rejection", event.reason);
  });
  addEventListener(
    "securitypolicyviolation",
    function (event) {
      note("policy", event.effectiveDirective + " " + event.blockedURI + " " + event.sourceFile);
    },
    true,
  );

  // What the tests reach for. Not on `window` by a plain name: no host page has it, ours must not need it.
  var test = { said: said, events: [], shift: 0, longTasks: [], letGo: false };
  Object.defineProperty(window, "__test", { value: test });
  // So that a test can close a page that would ask whether to be left.
  addEventListener(
    "beforeunload",
    function (event) {
      if (test.letGo) event.stopImmediatePropagation();
    },
    true,
  );
  ["vagvisare-ready", "vagvisare-error"].forEach(function (type) {
    addEventListener(
      type,
      function (event) {
        test.events.push({
          type: type,
          detail: event.detail ? JSON.parse(JSON.stringify(event.detail)) : null,
        });
      },
      true,
    );
  });
  var watch = function (type, each) {
    // Asking for what an engine does not measure would be a warning of ours in its console.
    if (PerformanceObserver.supportedEntryTypes.indexOf(type) < 0) return;
    new PerformanceObserver(function (list) {
      list.getEntries().forEach(each);
    }).observe({ type: type, buffered: true });
  };
  watch("layout-shift", function (entry) {
    if (!entry.hadRecentInput) test.shift += entry.value;
  });
  watch("longtask", function (entry) {
    test.longTasks.push(Math.round(entry.duration));
  });

  if (breaks("no-wasm")) delete window.WebAssembly;

  // A real trap, thrown by a real `unreachable` in a module of its own, as the program is entered
  // (`trap-enter`) or as it reaches out in the middle of changing the page (`trap-middle`). Armed with
  // __test.arm(n): the n-th next call traps, and every call after it.
  if (breaks("trap")) {
    var unreachable = new WebAssembly.Instance(
      new WebAssembly.Module(
        new Uint8Array([
          0, 97, 115, 109, 1, 0, 0, 0, 1, 4, 1, 96, 0, 0, 3, 2, 1, 0, 7, 5, 1, 1, 116, 0, 0, 10, 5, 1, 3, 0,
          0, 11,
        ]),
      ),
    ).exports.t;
    var countdown = { enter: 0, middle: 0 };
    test.traps = 0;
    test.calls = { enter: 0, middle: 0 };
    test.arm = function (where, nth) {
      countdown[where] = nth;
    };
    var guard = function (where, functions) {
      var copy = {};
      Object.keys(functions).forEach(function (name) {
        var one = functions[name];
        copy[name] =
          typeof one !== "function"
            ? one
            : function () {
                test.calls[where] += 1;
                if (countdown[where] > 0) {
                  countdown[where] -= 1;
                  // From here on everything traps: a program that has trapped once is not to be entered
                  // again.
                  if (countdown[where] === 0) countdown.dead = true;
                }
                if (countdown.dead) {
                  test.traps += 1;
                  unreachable();
                }
                return one.apply(this, arguments);
              };
      });
      return copy;
    };
    var imports = function (given) {
      var copy = {};
      Object.keys(given || {}).forEach(function (name) {
        copy[name] = guard("middle", given[name]);
      });
      return copy;
    };
    ["instantiate", "instantiateStreaming"].forEach(function (name) {
      var plain = WebAssembly[name];
      WebAssembly[name] = function (source, given) {
        return plain.call(WebAssembly, source, imports(given)).then(function (made) {
          if (made instanceof WebAssembly.Instance) return { exports: guard("enter", made.exports) };
          return { module: made.module, instance: { exports: guard("enter", made.instance.exports) } };
        });
      };
    });
  }
})();
