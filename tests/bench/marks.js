// Runs in a page before its own scripts.

/** What a person sees of that kind in the guide: in its shadow root or among its children in the page. */
function inGuide(selector) {
  const host = document.querySelector("vag-visare");
  const found = [host?.shadowRoot, host].flatMap((root) =>
    root ? [...root.querySelectorAll(selector)] : [],
  );
  return found.find((one) => one.checkVisibility() && one.getClientRects().length);
}

/**
 * Notes when each thing that `find` finds is in sight, and does `go` whenever something has changed. Looks
 * only in frames in which something has changed, so that looking costs little; `performance.now()` counts
 * from the start of the navigation.
 */
function mark(find, go, argument, word) {
  const left = new Set(Object.keys(find));
  let isDue = false;
  const marks = { seen: {}, longTasks: [], shift: 0, painted: 0 };
  window.marks = marks;

  const observe = (type, each) =>
    new PerformanceObserver((list) => list.getEntries().forEach(each)).observe({ type, buffered: true });
  observe("longtask", ({ duration }) => marks.longTasks.push(duration));
  // What moves after the first press moves because of it; a press by script does not count as a visitor's.
  observe("layout-shift", ({ hadRecentInput, startTime, value }) => {
    if (!hadRecentInput && !(startTime >= marks.seen.question)) marks.shift += value;
  });
  observe("paint", ({ name, startTime }) => {
    if (name === "first-contentful-paint") marks.painted = startTime;
  });

  const inSight = (element) => Boolean(element?.getClientRects().length && element.checkVisibility());

  const look = () => {
    isDue = false;
    const found = [...left].filter((name) => inSight(find[name](argument)));
    found.forEach((name) => left.delete(name));
    // What is posted from a frame arrives when its style, layout and paint are done.
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      const now = performance.now();
      found.forEach((name) => (marks.seen[name] = now));
      if (left.size) go?.(word);
      else if (!marks.done) end();
    };
    port2.postMessage(0);
  };
  // Not before the browser says that it has painted something, nor while a request is still under way.
  const end = () => {
    marks.done = true;
    const wait = () =>
      document.readyState === "complete" && marks.painted ? window.told("") : setTimeout(wait, 50);
    wait();
  };

  const due = () => {
    if (isDue || !left.size) return;
    isDue = true;
    requestAnimationFrame(look);
  };
  addEventListener("load", onEveryChange(due));
}
