// Gives each frame of this site the height of what is in it. Frames work without it.
{
  const { origin } = new URL(document.currentScript.src);
  addEventListener("message", (event) => {
    const height = event.data?.iecQuotasHeight;
    if (event.origin !== origin && event.origin !== "null") return;
    if (!Number.isInteger(height) || height < 1 || height > 20000) return;
    for (const frame of document.querySelectorAll("iframe")) {
      const isOurs = frame.contentWindow === event.source && frame.src.startsWith(`${origin}/embed/`);
      if (isOurs) frame.style.height = `${height}px`;
    }
  });
}
