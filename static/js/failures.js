// When a part of the page can't be fetched, go to its address as a plain link would: the browser, or the server's own
// page, then says what is wrong.
for (const failure of ["htmx:responseError", "htmx:sendError"]) {
  document.addEventListener(failure, (event) => {
    const { finalRequestPath, requestPath } = event.detail.pathInfo;
    window.location.assign(finalRequestPath || requestPath);
  });
}
