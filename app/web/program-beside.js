// A program beside the one of the page: `call-group.js` and `call-tools.js` are such programs.

// Asks for the styles at once; `start` fetches the program, which `begin` makes ready, and waits for all of them.
export function programBeside(begin, ...hrefs) {
  const styled = hrefs.map((href) => {
    const style = document.createElement("link");
    const loaded = new Promise((done) => (style.onload = style.onerror = done));
    style.rel = "stylesheet";
    style.href = href;
    document.head.append(style);
    return loaded;
  });
  let ready;
  let started = false;
  return {
    // What could not be fetched is fetched again the next time; a module that failed to evaluate never is.
    start() {
      ready ??= Promise.all([begin(), ...styled]).then(
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
