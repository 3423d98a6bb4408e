// A plot as a file of its own: what the page's styles say is written into it.

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
const kScale = 2; // pixels of a PNG for each of the page
const kMargin = 16;

/** The plot as it looks now, in today's theme. Parts of class "no-export" are for the hand alone, and left out. */
export function svgText(plot: SVGSVGElement, title: string): string {
  const copy = plot.cloneNode(true) as SVGSVGElement;
  const originals = plot.querySelectorAll<SVGElement>("*");
  inline(plot, copy);
  copy
    .querySelectorAll<SVGElement>("*")
    .forEach((element, at) => inline(originals[at] as SVGElement, element, originals[at]?.parentElement));
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
  const address = URL.createObjectURL(new Blob([svgText(plot, title)], { type: "image/svg+xml" }));
  try {
    const picture = new Image(width * kScale, height * kScale);
    picture.src = address;
    await picture.decode();
    const canvas = document.createElement("canvas");
    canvas.width = width * kScale;
    canvas.height = height * kScale;
    canvas.getContext("2d")?.drawImage(picture, 0, 0, canvas.width, canvas.height);
    return await new Promise((resolve, reject) =>
      canvas.toBlob(
        (blob) => (blob ? resolve(blob) : reject(new Error("The picture could not be made."))),
        "image/png",
      ),
    );
  } finally {
    URL.revokeObjectURL(address);
  }
}

function sizeOf(plot: SVGSVGElement): { readonly width: number; readonly height: number } {
  const { width, height } = plot.viewBox.baseVal;
  return { width: width + 2 * kMargin, height: height + 2 * kMargin };
}

// All of these but the opacity are inherited: what an element has of its parent need not be said again.
function inline(from: SVGElement, to: SVGElement, parent?: Element | null): void {
  const style = getComputedStyle(from);
  const above = parent && getComputedStyle(parent);
  for (const name of kStyles) {
    const value = style.getPropertyValue(name);
    const isGiven = name === "opacity" ? value === "1" : above?.getPropertyValue(name) === value;
    if (isGiven) to.removeAttribute(name);
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
