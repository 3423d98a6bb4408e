import { cellText, type Table } from "./data_table.ts";
import "./data_table.css";

/** The twin of a plot, for those who would rather read. Scrolls by keyboard, too. */
export function DataTable({ table }: { readonly table: Table }) {
  return (
    <div class="table-room" tabIndex={0} role="region" aria-label={table.caption}>
      <table class="small">
        <caption class="unseen">{table.caption}</caption>
        <thead>
          <tr>
            {table.columns.map((column) => (
              <th key={column.key} scope="col" class={column.format && "number"}>
                {column.name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {table.rows.map((cells, row) => (
            <tr key={row}>
              {cells.map((cell, at) => (
                <TableCell
                  key={at}
                  isHead={at === 0}
                  isNumber={table.columns[at]?.format !== undefined}
                  text={cellText(cell, table.columns[at] ?? { name: "", key: "" })}
                />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function TableCell({
  isHead,
  isNumber,
  text,
}: {
  readonly isHead: boolean;
  readonly isNumber: boolean;
  readonly text: string;
}) {
  const look = isNumber ? "number" : "";
  return isHead ? (
    <th scope="row" class={look}>
      {text}
    </th>
  ) : (
    <td class={look}>{text}</td>
  );
}
