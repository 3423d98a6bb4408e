import { cellText, type Table } from "./data_table.ts";
import "./data_table.css";

/** A plot's data as a table that the keyboard can scroll. */
export function DataTable({ table }: { readonly table: Table }) {
  return (
    <div class="table-container" tabIndex={0} role="region" aria-label={table.caption}>
      <table class="small">
        <caption class="visually-hidden">{table.caption}</caption>
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
                  isHeader={at === 0}
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

interface CellProps {
  readonly isHeader: boolean;
  readonly isNumber: boolean;
  readonly text: string;
}

function TableCell({ isHeader, isNumber, text }: CellProps) {
  const className = isNumber ? "number" : "";
  return isHeader ? (
    <th scope="row" class={className}>
      {text}
    </th>
  ) : (
    <td class={className}>{text}</td>
  );
}
