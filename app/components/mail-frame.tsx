interface MailFrameProps {
  readonly html: string;
  /** Names the frame for a screen reader: "Checkout reminder, as Mara received it". */
  readonly title: string;
  readonly height?: number;
}

/** A mail as its reader sees it. The frame is sandboxed: no scripts, no forms, no way out. */
export function MailFrame({ html, title, height = 640 }: MailFrameProps) {
  return (
    <iframe
      title={title}
      srcDoc={html}
      sandbox=""
      style={{ width: "100%", height, border: "none", borderRadius: "var(--p-border-radius-200)", background: "#fff" }}
    />
  );
}
