// The block in the editor: its settings, and what visitors see without JavaScript. The guide itself is not
// started there: an editor who presses Esc twice means something else.

(function ({ blocks, blockEditor, components, element }) {
  const h = element.createElement;
  const { InnerBlocks, InspectorControls, useBlockProps } = blockEditor;
  const { PanelBody, SelectControl, TextControl } = components;

  const MODES = [
    { value: "inline", label: "På sidan" },
    { value: "panel", label: "En knapp som öppnar den ovanpå sidan" },
  ];
  const LEVELS = ["2", "3", "4", "5", "6"].map((value) => ({ value, label: value }));

  blocks.registerBlockType("vagvisare/guide", {
    edit({ attributes, setAttributes }) {
      const field = (name, label, help, Control = TextControl, more = {}) =>
        h(Control, {
          key: name,
          label,
          help,
          value: attributes[name],
          onChange: (value) => setAttributes({ [name]: value.trim() }),
          ...more,
        });
      const settings = h(
        InspectorControls,
        {},
        h(
          PanelBody,
          { title: "Vägvisare" },
          field("area", "Kommunkod", "Fyra siffror, t.ex. 0184. Länskod: två siffror. Hela landet: se."),
          field("mode", "Läge", "", SelectControl, { options: MODES }),
          field("label", "Knappens text", "Bara för knappen. Välj något som inte avslöjar.", TextControl, {
            onChange: (label) => setAttributes({ label }),
          }),
          field("headingLevel", "Rubriknivå", "", SelectControl, { options: LEVELS }),
          field("lang", "Språk", "Tomt: sidans. sv-simple är lätt svenska."),
          field("exitUrl", "Utgångens adress", "https, inte er egen. Tomt: smhi.se."),
          field("exitUrl2", "Andra adressen", "Om den första inte svarar. Tomt: sv.wikipedia.org."),
        ),
      );
      return h(
        "div",
        useBlockProps({ style: { padding: "1em", border: "1px solid currentColor" } }),
        settings,
        h("p", {}, h("strong", {}, "Vägvisare"), ` – ${attributes.area}. Den syns när sidan visas.`),
        h(
          "p",
          {},
          "Utan JavaScript visas 112, 114 14, Kvinnofridslinjen och Bris. Skriv era egna nummer här:",
        ),
        h(InnerBlocks, { allowedBlocks: ["core/paragraph", "core/list"] }),
      );
    },
    // The server writes the element; here only the editor's own words are kept.
    save: () => h(InnerBlocks.Content),
  });
})(window.wp);
