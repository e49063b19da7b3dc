import { Card, IndexTable, Text } from "@shopify/polaris";
import type { OffersReport } from "~/reports/offers";

/** What each offer gave and brought, and all of them together. */
export function OffersTable({ rows, total }: Pick<OffersReport, "rows" | "total">) {
  const count = new Intl.NumberFormat("en");
  const all = { key: "all", title: "All offers", ...total };
  return (
    <Card padding="0">
      <IndexTable
        selectable={false}
        itemCount={rows.length}
        resourceName={{ singular: "offer", plural: "offers" }}
        headings={[
          { title: "Offer" },
          { title: "Codes given", alignment: "end" },
          { title: "Used", alignment: "end" },
          { title: "Share used", alignment: "end" },
          { title: "Revenue with them", alignment: "end" },
          { title: "Margin given", alignment: "end" },
        ]}
      >
        {[...rows, ...(rows.length > 1 ? [all] : [])].map((row, position) => (
          <IndexTable.Row id={row.key} key={row.key} position={position}>
            <IndexTable.Cell>
              <Text as="span" fontWeight="semibold">
                {row.title}
              </Text>
            </IndexTable.Cell>
            {[count.format(row.given), count.format(row.used), row.share, row.revenue, row.margin].map(
              (text, place) => (
                <IndexTable.Cell key={place}>
                  <Text as="span" alignment="end" numeric>
                    {text}
                  </Text>
                </IndexTable.Cell>
              ),
            )}
          </IndexTable.Row>
        ))}
      </IndexTable>
    </Card>
  );
}
