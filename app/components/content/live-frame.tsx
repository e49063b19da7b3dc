import { useEffect, useRef, useState } from "react";
import styles from "./live-frame.module.css";

interface LiveFrameProps {
  readonly html: string;
  /** Names the frame for a screen reader. */
  readonly title: string;
  /** How wide the window is in which the mail is seen, in pixels; it is scaled down where there is less room. */
  readonly width: number;
  /** It is not the latest. */
  readonly isFaded: boolean;
}

/**
 * A mail that is seen while it is being written. The frame is sandboxed, without scripts, forms or a way out; of this
 * page's origin it is only so that a change is put into it where it stands: a new document would flash and scroll up.
 */
export function LiveFrame({ html, title, width, isFaded }: LiveFrameProps) {
  const [first] = useState(html);
  const around = useRef<HTMLDivElement>(null);
  const frame = useRef<HTMLIFrameElement>(null);
  const latest = useRef(html);
  latest.current = html;
  const room = useWidth(around);
  const scale = room === null ? 1 : Math.min(1, room / width);

  useEffect(() => put(html, frame.current), [html]);

  return (
    <div ref={around} className={styles.around}>
      <iframe
        ref={frame}
        title={title}
        srcDoc={first}
        onLoad={() => put(latest.current, frame.current)}
        sandbox="allow-same-origin"
        className={styles.frame}
        style={{ width, height: `${100 / scale}%`, transform: `scale(${scale})`, opacity: isFaded ? 0.6 : 1 }}
      />
    </div>
  );
}

function put(html: string, frame: HTMLIFrameElement | null): void {
  const shown = frame?.contentDocument;
  // Still about:blank: onLoad comes back here.
  if (!frame || !shown?.body || shown.readyState !== "complete" || !shown.querySelector("title")) return;
  const next = new DOMParser().parseFromString(html, "text/html").documentElement;
  if (next.isEqualNode(shown.documentElement)) return;
  const top = frame.contentWindow?.scrollY ?? 0;
  shown.replaceChild(shown.adoptNode(next), shown.documentElement);
  frame.contentWindow?.scrollTo(0, top);
}

/** The width that an element has, in pixels; null until it is measured. */
function useWidth(element: { readonly current: HTMLElement | null }): number | null {
  const [width, setWidth] = useState<number | null>(null);
  useEffect(() => {
    if (!element.current) return;
    const observer = new ResizeObserver(([entry]) => setWidth(entry?.contentRect.width ?? null));
    observer.observe(element.current);
    return () => observer.disconnect();
  }, [element]);
  return width;
}
