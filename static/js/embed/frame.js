// Tells the page around the frame how high its content is.
const tell = () => {
  const iecQuotasHeight = Math.ceil(document.body.getBoundingClientRect().height);
  parent.postMessage({ iecQuotasHeight }, "*");
};
new ResizeObserver(tell).observe(document.body);
