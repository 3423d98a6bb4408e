// Renders Markdown as elements. HTML in it is shown as text and images as links, so an answer can run and load nothing.

import { Marked, type Token, type Tokens } from "marked";
import type { ComponentChildren } from "preact";
import { useMemo } from "preact/hooks";
import { CodeBlock } from "./CodeBlock.tsx";
import { withCharacters } from "./entities.ts";
import { Maths } from "./Maths.tsx";
import { mathsTokens } from "./maths_tokens.ts";
import "./markdown.css";

const parser = new Marked({ gfm: true, breaks: true, extensions: mathsTokens });

export function Markdown({ text }: { readonly text: string }) {
  // Memoised, so that complete answers are not rendered again while the next one streams.
  return useMemo(() => <div class="markdown">{parser.lexer(text).map(block)}</div>, [text]);
}

const inlines = (tokens: readonly Token[] | undefined): ComponentChildren => tokens?.map(inline);
const blocks = (tokens: readonly Token[]): ComponentChildren => tokens.map(block);

function block(token: Token, key: number): ComponentChildren {
  switch (token.type) {
    case "paragraph":
      return <p key={key}>{inlines(token.tokens)}</p>;
    case "heading":
      return (
        <Heading key={key} depth={(token as Tokens.Heading).depth}>
          {inlines(token.tokens)}
        </Heading>
      );
    case "code":
      return <CodeBlock key={key} language={(token as Tokens.Code).lang ?? ""} text={(token as Tokens.Code).text} />;
    case "list":
      return <List key={key} list={token as Tokens.List} />;
    case "blockquote":
      return <blockquote key={key}>{blocks(token.tokens ?? [])}</blockquote>;
    case "table":
      return <Table key={key} table={token as Tokens.Table} />;
    case "hr":
      return <hr key={key} />;
    case "maths":
      return (
        <Maths
          key={key}
          tex={(token as Tokens.Generic).text as string}
          isBlock={(token as Tokens.Generic).isBlock as boolean}
        />
      );
    case "space":
    case "def":
      return null;
    default:
      return inline(token, key);
  }
}

function inline(token: Token, key: number): ComponentChildren {
  switch (token.type) {
    case "strong":
      return <strong key={key}>{inlines(token.tokens)}</strong>;
    case "em":
      return <em key={key}>{inlines(token.tokens)}</em>;
    case "del":
      return <del key={key}>{inlines(token.tokens)}</del>;
    case "codespan":
      return <code key={key}>{(token as Tokens.Codespan).text}</code>;
    case "br":
      return <br key={key} />;
    case "link":
      return (
        <Link key={key} href={(token as Tokens.Link).href}>
          {inlines(token.tokens)}
        </Link>
      );
    case "image": // A link: an image would be fetched from an address that the model chooses.
      return (
        <Link key={key} href={(token as Tokens.Image).href}>
          {(token as Tokens.Image).text || "image"}
        </Link>
      );
    case "maths":
      return <Maths key={key} tex={(token as Tokens.Generic).text as string} isBlock={false} />;
    case "escape":
      return (token as Tokens.Escape).text;
    case "checkbox":
      return (
        <input
          key={key}
          type="checkbox"
          disabled
          checked={(token as Tokens.Checkbox).checked}
          aria-label={(token as Tokens.Checkbox).checked ? "done" : "to do"}
        />
      );
    case "text":
      return token.tokens ? inlines(token.tokens) : withCharacters((token as Tokens.Text).text);
    default: // HTML is shown as text, except line breaks, which tables need.
      return /^<br *\/?>$/i.test(token.raw) ? <br key={key} /> : token.raw;
  }
}

function Heading({ depth, children }: { readonly depth: number; readonly children: ComponentChildren }) {
  // h1 and h2 belong to the web app.
  const Tag = `h${Math.min(6, depth + 2)}` as "h3";
  return <Tag>{children}</Tag>;
}

function List({ list }: { readonly list: Tokens.List }) {
  const items = list.items.map((item, key) => (
    <li key={key} class={item.task ? "task" : undefined}>
      {blocks(item.tokens)}
    </li>
  ));
  return list.ordered ? <ol start={Number(list.start) || 1}>{items}</ol> : <ul>{items}</ul>;
}

function Table({ table }: { readonly table: Tokens.Table }) {
  const cell = (Tag: "th" | "td") => (entry: Tokens.TableCell, key: number) => (
    <Tag key={key} class={entry.align ? `align-${entry.align}` : undefined}>
      {inlines(entry.tokens)}
    </Tag>
  );
  return (
    <div class="scroll" tabIndex={0} role="group" aria-label="Table">
      <table>
        <thead>
          <tr>{table.header.map(cell("th"))}</tr>
        </thead>
        <tbody>
          {table.rows.map((row, key) => (
            <tr key={key}>{row.map(cell("td"))}</tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Link({ href, children }: { readonly href: string; readonly children: ComponentChildren }) {
  if (!/^(https?|mailto):/i.test(href)) return <>{children}</>;
  return (
    <a href={href} target="_blank" rel="noopener noreferrer">
      {children}
    </a>
  );
}
