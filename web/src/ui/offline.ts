// Keeps the page for the next time, with or without a network. A newer page takes over when this one's tabs are closed.

export function registerServiceWorker(): void {
  if (!("serviceWorker" in navigator) || !import.meta.env.PROD) return;
  const register = (): void =>
    void navigator.serviceWorker.register(new URL("sw.js", document.baseURI)).catch(() => undefined);
  if (document.readyState === "complete") register();
  else addEventListener("load", register);
}
