export function Explorer() {
  return <main id="main" tabIndex={-1}>…</main>;
}
