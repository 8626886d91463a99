// Tells the page around the frame how high its content is. WordPress knows its frames by a secret in
// their address, which it may write there late: https://developer.wordpress.org/reference/functions/wp_filter_oembed_result/
const secret = () => location.hash.match(/secret=(\w+)/)?.[1];
const tellWordPress = (message, value) => parent.postMessage({ message, value, secret: secret() }, "*");
// The height that the content would have in a frame that is high enough for it.
const needed = () => {
  const { body, images } = document, main = document.querySelector("main");
  const hidden = main.scrollHeight - main.clientHeight;
  const shrunk = [...images].map((image) => (image.clientWidth * image.naturalHeight) / (image.naturalWidth || 1) - image.clientHeight);
  return Math.ceil(body.getBoundingClientRect().height + hidden + Math.max(0, ...shrunk));
};
const tell = () => {
  const iecQuotasHeight = needed();
  parent.postMessage({ iecQuotasHeight }, "*");
  if (secret()) tellWordPress("height", iecQuotasHeight);
};
const observer = new ResizeObserver(tell);
for (const part of [document.body, ...document.querySelectorAll("main > *")]) observer.observe(part);
addEventListener("load", tell);
addEventListener("hashchange", tell);
addEventListener("message", ({ data }) => (data === "height" || data?.message === "ready") && tell());

// WordPress frames pages so that their links lead nowhere, and follows those that it is told of.
addEventListener("click", (event) => {
  const link = event.target.closest("a");
  if (!secret() || !link || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  tellWordPress("link", link.href);
});
