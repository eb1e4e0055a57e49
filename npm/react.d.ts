// `import type {} from "vagvisare/react"` makes <vag-visare> known to TypeScript in JSX (React 18.3 and newer).
import type { DetailedHTMLProps, HTMLAttributes } from "react";
import type { VagVisareAttributes, VagVisareElement } from "./index.js";

type Props = DetailedHTMLProps<HTMLAttributes<VagVisareElement>, VagVisareElement> & VagVisareAttributes;

declare module "react" {
  namespace JSX {
    interface IntrinsicElements {
      "vag-visare": Props;
    }
  }
}
