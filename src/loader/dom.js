/**
 * Makes an element: attributes, then children. Own names only: a page may have put some on every object, also
 * such as no attribute can have.
 */
export const h = (tag, attributes, ...children) => {
  const node = document.createElement(tag);
  Object.keys(attributes).map((name) => node.setAttribute(name, attributes[name]));
  node.append(...children);
  return node;
};

/** Listens on the window before the page does: a page that stops an event further in does not stop ours. */
export const on = (type, handler) => addEventListener(type, handler, true);
