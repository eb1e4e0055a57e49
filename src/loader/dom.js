/** Makes an element: attributes, then children. */
export const h = (tag, attributes, ...children) => {
  const node = document.createElement(tag);
  for (const name in attributes) node.setAttribute(name, attributes[name]);
  node.append(...children);
  return node;
};

/** Listens on the window before the page does: a page that stops an event further in does not stop ours. */
export const on = (type, handler) => addEventListener(type, handler, true);
