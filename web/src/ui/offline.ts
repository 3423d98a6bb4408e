/**
 * Registers the service worker, which caches the web app for use without a network. A new version takes effect when all
 * tabs of the old one are closed.
 */
export function registerServiceWorker(): void {
  if (!("serviceWorker" in navigator) || !import.meta.env.PROD) return;
  const register = (): void =>
    void navigator.serviceWorker.register(new URL("sw.js", document.baseURI)).catch(() => undefined);
  if (document.readyState === "complete") register();
  else addEventListener("load", register);
}
