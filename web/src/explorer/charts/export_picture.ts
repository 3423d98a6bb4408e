// Exports a plot as a self-contained SVG or PNG.

// Style properties that the SVG stores as attributes.
const kStyles = [
  "fill",
  "fill-opacity",
  "stroke",
  "stroke-width",
  "stroke-dasharray",
  "stroke-linejoin",
  "stroke-linecap",
  "stroke-opacity",
  "opacity",
  "font-family",
  "font-size",
  "font-weight",
  "text-anchor",
  "paint-order",
];
const kScale = 2; // PNG pixels per CSS pixel
const kMargin = 16; // CSS pixels

/** Returns the plot as SVG text in the current theme, without elements of class "no-export". */
export function svgText(plot: SVGSVGElement, title: string): string {
  const copy = plot.cloneNode(true) as SVGSVGElement;
  const sources = plot.querySelectorAll<SVGElement>("*");
  inlineStyles(plot, copy);
  copy
    .querySelectorAll<SVGElement>("*")
    .forEach((element, at) => inlineStyles(sources[at] as SVGElement, element, sources[at]?.parentElement));
  for (const element of copy.querySelectorAll(".no-export")) element.remove();
  for (const element of [copy, ...copy.querySelectorAll("*")]) {
    element.removeAttribute("class");
    element.removeAttribute("style");
  }
  const { width, height } = sizeOf(plot);
  copy.setAttribute("xmlns", "http://www.w3.org/2000/svg");
  copy.setAttribute("width", String(width));
  copy.setAttribute("height", String(height));
  copy.setAttribute("viewBox", `${-kMargin} ${-kMargin} ${width} ${height}`);
  copy.prepend(
    element("title", {}, title),
    element("rect", { x: -kMargin, y: -kMargin, width, height, fill: backgroundOf(plot) }),
  );
  return new XMLSerializer().serializeToString(copy);
}

export async function pngOf(plot: SVGSVGElement, title: string): Promise<Blob> {
  const { width, height } = sizeOf(plot);
  const url = URL.createObjectURL(new Blob([svgText(plot, title)], { type: "image/svg+xml" }));
  try {
    const image = new Image(width * kScale, height * kScale);
    image.src = url;
    await image.decode();
    const canvas = document.createElement("canvas");
    canvas.width = width * kScale;
    canvas.height = height * kScale;
    canvas.getContext("2d")?.drawImage(image, 0, 0, canvas.width, canvas.height);
    return await new Promise((resolve, reject) =>
      canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error("The PNG could not be created."))), "image/png"),
    );
  } finally {
    URL.revokeObjectURL(url);
  }
}

function sizeOf(plot: SVGSVGElement): { readonly width: number; readonly height: number } {
  const { width, height } = plot.viewBox.baseVal;
  return { width: width + 2 * kMargin, height: height + 2 * kMargin };
}

// Omits values that an element inherits from its parent. Opacity is the only property here that is not inherited.
function inlineStyles(from: SVGElement, to: SVGElement, parent?: Element | null): void {
  const style = getComputedStyle(from);
  const inherited = parent && getComputedStyle(parent);
  for (const name of kStyles) {
    const value = style.getPropertyValue(name);
    const isDefault = name === "opacity" ? value === "1" : inherited?.getPropertyValue(name) === value;
    if (isDefault) to.removeAttribute(name);
    else to.setAttribute(name, value.replaceAll('"', "'"));
  }
}

function backgroundOf(plot: Element): string {
  const panel = plot.closest(".panel") ?? document.body;
  return getComputedStyle(panel).backgroundColor;
}

function element(name: string, attributes: Readonly<Record<string, string | number>>, text = ""): SVGElement {
  const out = document.createElementNS("http://www.w3.org/2000/svg", name);
  for (const [key, value] of Object.entries(attributes)) out.setAttribute(key, String(value));
  out.textContent = text;
  return out;
}
