interface SaveButtonsProps {
  readonly save: () => void;
  readonly discard: () => void;
  readonly isSaving: boolean;
}

/** The buttons of Shopify's save bar, which takes plain ones as its own children. */
export function SaveButtons({ save, discard, isSaving }: SaveButtonsProps) {
  return (
    <>
      <button type="button" variant="primary" onClick={save} {...(isSaving && { loading: "" })}>
        Save
      </button>
      <button type="button" onClick={discard}>
        Discard
      </button>
    </>
  );
}
