/**
 * Stands for the browser's `WebAssembly` in the program as JavaScript, where there is none (Lockdown Mode, a
 * policy without 'wasm-unsafe-eval'): what the binding generator's glue asks of it, no more. The build puts
 * it there.
 */
import instantiate from "vagvisare-script";

/**
 * The first number of a value that may be dropped: below stand the glue's 1 024 empty places and four
 * constants.
 */
export const __wbindgen_externref_statics_end = () => 1028;

class Module {}

class Instance {
  constructor(module, imports) {
    this.exports = instantiate(imports);
  }
}

export const WebAssembly = {
  Module,
  Instance,
  instantiate: async (module, imports) => new Instance(module, imports),
};
