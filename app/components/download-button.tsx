import { Button, type ButtonProps, InlineError } from "@shopify/polaris";
import { useId, useState } from "react";

interface DownloadButtonProps extends Pick<ButtonProps, "children" | "variant" | "accessibilityLabel"> {
  readonly url: string;
  readonly fileName: string;
}

/**
 * Saves a file of the app. A link would not do: in the admin's frame only App Bridge's fetch carries the
 * token that says whose shop it is.
 */
export function DownloadButton({ url, fileName, ...button }: DownloadButtonProps) {
  const [state, setState] = useState<"ready" | "loading" | "failed">("ready");
  const id = useId();

  async function download(): Promise<void> {
    setState("loading");
    try {
      const response = await fetch(url);
      if (!response.ok) throw new Error(`${url} was answered with ${response.status}`);
      saveAs(await response.blob(), fileName);
      setState("ready");
    } catch (error) {
      console.warn(error);
      setState("failed");
    }
  }

  return (
    <div>
      <Button {...button} loading={state === "loading"} onClick={() => void download()} />
      {state === "failed" && <InlineError fieldID={id} message="The file could not be made. Try again." />}
    </div>
  );
}

function saveAs(content: Blob, fileName: string): void {
  const address = URL.createObjectURL(content);
  const link = document.createElement("a");
  link.href = address;
  link.download = fileName;
  link.click();
  // The browser has begun to read by then.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
