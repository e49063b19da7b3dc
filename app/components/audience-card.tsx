import { useFetcher } from "@remix-run/react";
import { BlockStack, Card, Link, Text } from "@shopify/polaris";
import { FormSelect } from "./form-select";
import { useToast } from "./use-toast";

interface AudienceCardProps {
  readonly segments: readonly { readonly segmentId: string; readonly name: string }[];
  /** The segment whose members alone get it; null for everyone of whom the conditions above hold. */
  readonly segmentId: string | null;
}

/** Whether a workflow is for everyone or for a segment. Saved through Shopify's save bar. */
export function AudienceCard({ segments, segmentId }: AudienceCardProps) {
  const fetcher = useFetcher<{ toast?: string; problem?: string }>();
  useToast(fetcher.data);
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          For whom
        </Text>
        {segments.length === 0 ? (
          <Text as="p">
            Everyone of whom the above is true. <Link url="/app/segments">Make a segment</Link> to send it to fewer.
          </Text>
        ) : (
          <fetcher.Form method="post" data-save-bar>
            <input type="hidden" name="intent" value="segment" />
            <FormSelect
              name="segmentId"
              label="Of these, only the members of"
              options={[
                { value: "", label: "No segment: everyone" },
                ...segments.map(({ segmentId, name }) => ({ value: segmentId, label: name })),
              ]}
              saved={segmentId ?? ""}
              error={fetcher.data?.problem}
              helpText="Who is in the segment when it starts gets it. People who are in it already stay in it."
            />
          </fetcher.Form>
        )}
      </BlockStack>
    </Card>
  );
}
