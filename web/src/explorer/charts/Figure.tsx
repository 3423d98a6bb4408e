import type { ComponentChildren } from "preact";
import { useRef, useState } from "preact/hooks";
import { announce } from "../../ui/announce.ts";
import { download } from "../../ui/download.ts";
import { saveCsv, type Table } from "./data_table.ts";
import { DataTable } from "./DataTable.tsx";
import { pngOf, svgText } from "./export_picture.ts";
import { useWidth } from "./use_width.ts";
import "./figure.css";

interface Props {
  /** Base name of the downloaded files. */
  readonly name: string;
  readonly title: string;
  /** Description of the plot for screen readers. */
  readonly label: string;
  readonly note?: ComponentChildren;
  readonly tools?: ComponentChildren;
  readonly height: (width: number) => number;
  readonly plot: (width: number, height: number) => ComponentChildren;
  readonly table: Table;
  /** Content below the plot. */
  readonly children?: ComponentChildren;
}

/** A plot with its title, data table and downloads. */
export function Figure({ name, title, label, note, tools, height: heightOf, plot, table, children }: Props) {
  const { element, width } = useWidth<HTMLDivElement>();
  const svg = useRef<SVGSVGElement>(null);
  const height = heightOf(width || 600);
  return (
    <figure class={`panel figure figure-${name}`} aria-labelledby={`${name}-title`}>
      <div class="figure-head">
        <h2 id={`${name}-title`}>{title}</h2>
        {tools}
      </div>
      {note && <p class="small soft">{note}</p>}
      <div class="plot-container" ref={element} style={{ height: `${height}px` }}>
        {width > 0 && (
          <svg
            ref={svg}
            class="plot"
            viewBox={`0 0 ${width} ${height}`}
            width={width}
            height={height}
            role="img"
            aria-label={label}
          >
            {plot(width, height)}
          </svg>
        )}
      </div>
      {children}
      <FigureDownloads name={name} title={title} table={table} plot={() => svg.current} />
    </figure>
  );
}

interface DownloadsProps {
  readonly name: string;
  readonly title: string;
  readonly table: Table;
  /** Returns null before the plot is drawn. */
  readonly plot: () => SVGSVGElement | null;
}

/** Buttons that show the table and download the plot and its data. */
function FigureDownloads({ name, title, table, plot }: DownloadsProps) {
  const [isOpen, setOpen] = useState(false);
  const saveSvg = (): void => {
    const svg = plot();
    if (svg) download(`${name}.svg`, svgText(svg, title), "image/svg+xml");
  };
  const savePng = (): void => {
    const svg = plot();
    if (!svg) return;
    void pngOf(svg, title).then(
      (blob) => download(`${name}.png`, blob, "image/png"),
      () => announce("The PNG could not be created. Download the SVG instead."),
    );
  };
  return (
    <div class="figure-downloads small">
      <div class="download-buttons" role="group" aria-label={title}>
        <button type="button" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
          Table
        </button>
        <button type="button" aria-label={`Download ${title} as SVG`} onClick={saveSvg}>
          SVG
        </button>
        <button type="button" aria-label={`Download ${title} as PNG`} onClick={savePng}>
          PNG
        </button>
        <button type="button" aria-label={`Download ${title} as CSV`} onClick={() => saveCsv(name, table)}>
          CSV
        </button>
      </div>
      {isOpen && <DataTable table={table} />}
    </div>
  );
}
