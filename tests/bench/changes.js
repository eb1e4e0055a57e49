// Runs in a page before its own scripts: what the clocks of the benches (marks.js, answers.js) wait for.

/**
 * Calls `due` whenever the page, or what a guide on it shows, has changed; gives the function that asks for
 * it.
 */
function onEveryChange(due) {
  const watched = new WeakSet();
  const changed = () => {
    for (const one of document.querySelectorAll("vag-visare")) if (one.shadowRoot) watch(one.shadowRoot);
    due();
  };
  const changes = new MutationObserver(changed);
  const watch = (root) => {
    if (watched.has(root)) return;
    watched.add(root);
    changes.observe(root, { subtree: true, childList: true, attributes: true, characterData: true });
  };
  watch(document);
  customElements.whenDefined("vag-visare").then(changed);
  return changed;
}
