import type { ComponentChildren } from "preact";
import { useRef, useState } from "preact/hooks";
import { announce } from "../../ui/announce.ts";
import { download } from "../../ui/download.ts";
import { toCsv, type Table } from "./data_table.ts";
import { DataTable } from "./DataTable.tsx";
import { pngOf, svgText } from "./export_picture.ts";
import { useWidth } from "./use_width.ts";
import "./figure.css";

interface Props {
  /** Of the files. */
  readonly name: string;
  readonly title: string;
  /** What the plot says in words, for those who do not see it. */
  readonly label: string;
  readonly note?: ComponentChildren;
  readonly tools?: ComponentChildren;
  readonly height: (width: number) => number;
  readonly plot: (width: number, height: number) => ComponentChildren;
  readonly table: Table;
  /** Under the plot. */
  readonly children?: ComponentChildren;
}

/** A plot with its title, its table and its files. */
export function Figure({ name, title, label, note, tools, height: heightOf, plot, table, children }: Props) {
  const { element, width } = useWidth<HTMLDivElement>();
  const picture = useRef<SVGSVGElement>(null);
  const height = heightOf(width || 600);
  return (
    <figure class={`panel figure figure-${name}`} aria-labelledby={`${name}-title`}>
      <div class="figure-head">
        <h2 id={`${name}-title`}>{title}</h2>
        {tools}
      </div>
      {note && <p class="small soft">{note}</p>}
      <div class="plot-room" ref={element} style={{ height: `${height}px` }}>
        {width > 0 && (
          <svg
            ref={picture}
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
      <FigureFiles name={name} title={title} table={table} picture={() => picture.current} />
    </figure>
  );
}

interface FilesProps {
  readonly name: string;
  readonly title: string;
  readonly table: Table;
  readonly picture: () => SVGSVGElement | null;
}

/** The table behind a button, and buttons that download. */
function FigureFiles({ name, title, table, picture }: FilesProps) {
  const [isOpen, setOpen] = useState(false);
  const withPicture = (use: (plot: SVGSVGElement) => void): void => {
    const plot = picture();
    if (plot) use(plot);
  };
  const savePng = (plot: SVGSVGElement): void =>
    void pngOf(plot, title).then(
      (blob) => download(`${name}.png`, blob, "image/png"),
      () => announce("The picture could not be made"),
    );
  return (
    <div class="figure-files small">
      <div class="file-buttons" role="group" aria-label={title}>
        <button type="button" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
          Table
        </button>
        <button
          type="button"
          aria-label={`Download ${title} as SVG`}
          onClick={() => withPicture((plot) => download(`${name}.svg`, svgText(plot, title), "image/svg+xml"))}
        >
          SVG
        </button>
        <button type="button" aria-label={`Download ${title} as PNG`} onClick={() => withPicture(savePng)}>
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

export function saveCsv(name: string, table: Table): void {
  download(`${name}.csv`, toCsv(table), "text/csv");
}
