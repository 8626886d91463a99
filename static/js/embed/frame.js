// Tells the page around the frame how high its content is. WordPress knows its frames by a secret in
// their address, which it may write there late: https://developer.wordpress.org/reference/functions/wp_filter_oembed_result/
const secret = () => location.hash.match(/secret=(\w+)/)?.[1];
const tellWordPress = (message, value) => parent.postMessage({ message, value, secret: secret() }, "*");
const tell = () => {
  const iecQuotasHeight = Math.ceil(document.body.getBoundingClientRect().height);
  parent.postMessage({ iecQuotasHeight }, "*");
  if (secret()) tellWordPress("height", iecQuotasHeight);
};
new ResizeObserver(tell).observe(document.body);
addEventListener("hashchange", tell);
addEventListener("message", ({ data }) => (data === "height" || data?.message === "ready") && tell());

// WordPress frames pages so that their links lead nowhere, and follows those that it is told of.
addEventListener("click", (event) => {
  const link = event.target.closest("a");
  if (!secret() || !link || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  tellWordPress("link", link.href);
});
