// A program beside the one of the page: `call-group.js` and `call-tools.js` are such programs.

// Asks for the style at once; `start` fetches the program, which `begin` makes ready, and waits for both.
export function programBeside(begin, href) {
  const style = document.createElement("link");
  const styled = new Promise((done) => (style.onload = style.onerror = done));
  style.rel = "stylesheet";
  style.href = href;
  document.head.append(style);
  let ready;
  let started = false;
  return {
    // What could not be fetched is fetched again the next time; a module that failed to evaluate never is.
    start() {
      ready ??= Promise.all([begin(), styled]).then(
        () => (started = true),
        (error) => {
          ready = undefined;
          throw error;
        },
      );
      return ready;
    },
    isStarted: () => started,
  };
}
