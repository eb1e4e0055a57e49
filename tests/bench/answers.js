// Runs in a page before its own scripts: how long after a press or a letter the answer is painted.

/**
 * From the event as the browser stamped it to the end of the frame that shows the answer. `begins` is the
 * event's name; `answer` gives what is shown, or nothing while there is no answer; it has come when that is
 * there and, if `differs`, other than before. Each time is put in `window.answers`, and told.
 */
function time(begins, answer, differs) {
  window.answers = [];
  let started = null;
  let before;
  let isDue = false;

  const look = () => {
    isDue = false;
    const now = answer();
    if (started === null || !now || (differs && now === before)) return;
    const since = started;
    started = null;
    // What is posted from a frame arrives when its style, layout and paint are done.
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      window.answers.push(performance.now() - since);
      window.told("");
    };
    port2.postMessage(0);
  };
  const due = () => {
    if (isDue || started === null) return;
    isDue = true;
    requestAnimationFrame(look);
  };
  onEveryChange(due);
  addEventListener(
    begins,
    (event) => {
      if (!event.isTrusted) return;
      before = answer();
      started = event.timeStamp;
    },
    true,
  );
}
