import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { BlockStack, Card, InlineStack, Page, Text } from "@shopify/polaris";
import { useState } from "react";
import { DownloadButton } from "~/components/download-button";
import { FileCard } from "~/components/file-card";
import { type FileAnswer, FileForm } from "~/components/file-form";
import { useZoneName } from "~/components/shop-format";
import { useRefresh } from "~/components/use-refresh";
import { useToast } from "~/components/use-toast";
import { MOST_FILE_BYTES } from "~/contacts/files/file-job";
import { readForm } from "~/contacts/files/read-form";
import { receiveFile } from "~/contacts/files/receive-file";
import { fileList } from "~/reports/file-list";
import { requireShop } from "~/session.server";

export const meta: MetaFunction = () => [{ title: "Import and export · Waypost" }];

export async function loader({ request }: LoaderFunctionArgs) {
  const shop = await requireShop(request);
  return { files: await fileList(shop.shopId), mostBytes: MOST_FILE_BYTES };
}

export async function action({ request }: ActionFunctionArgs): Promise<FileAnswer> {
  const shop = await requireShop(request);
  const received = await receiveFile(shop.shopId, await readForm(request));
  return received.ok ? { toast: "The file is being read" } : { errors: received.errors };
}

export default function Import() {
  const { files, mostBytes } = useLoaderData<typeof loader>();
  const [answer, setAnswer] = useState<FileAnswer>();
  const zone = useZoneName();
  useToast(answer);
  useRefresh(files.some(({ finishedAt }) => finishedAt === null));
  return (
    <Page
      title="Import and export"
      subtitle={`Contacts and addresses not to be mailed, as CSV files. Times are ${zone}.`}
      backAction={{ content: "Contacts", url: "/app/contacts" }}
    >
      <BlockStack gap="400">
        <FileForm mostBytes={mostBytes} onSent={setAnswer} />
        {files.length > 0 && (
          <BlockStack gap="300">
            <Text as="h2" variant="headingMd">
              Files you brought
            </Text>
            {files.map((file) => (
              <FileCard key={file.jobId} {...file} />
            ))}
          </BlockStack>
        )}
        <Card>
          <BlockStack gap="300">
            <Text as="h2" variant="headingMd">
              Save as a file
            </Text>
            <Text as="p">
              Everyone whom this store knows, or every address that must not be mailed, as they are now.
            </Text>
            <InlineStack gap="200">
              <DownloadButton url="/app/contacts/export" fileName="contacts.csv">
                Save contacts
              </DownloadButton>
              <DownloadButton url="/app/suppressions/export" fileName="suppressions.csv">
                Save addresses not to be mailed
              </DownloadButton>
            </InlineStack>
          </BlockStack>
        </Card>
      </BlockStack>
    </Page>
  );
}
