/** Text as large as its place holds: it shrinks until nothing is cut off, down to what the last row still reads. */

const STEP = 0.94;
/** Of what it is at most. */
const LEAST = 0.45;

/** For `{@attach fitted(text)}`: fits again whenever the text or the screen changes. */
export function fitted(_text: string) {
  return (element: HTMLElement) => {
    const fit = () => {
      element.style.fontSize = '';
      const most = parseFloat(getComputedStyle(element).fontSize);
      let size = most;
      // A line that does not fit counts; letters that reach out of the last one do not.
      while (size > most * LEAST && element.scrollHeight - element.clientHeight > size / 8) {
        size *= STEP;
        element.style.fontSize = `${size}px`;
      }
    };
    fit();
    const watching = new ResizeObserver(fit);
    if (element.parentElement) watching.observe(element.parentElement);
    void document.fonts.ready.then(fit);
    return () => watching.disconnect();
  };
}
