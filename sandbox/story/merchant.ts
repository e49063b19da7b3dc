/** What a merchant does in the admin, over the same requests that the browser makes. */
export interface Merchant {
  /** Opens the app in the admin's frame, as after the installation. */
  openApp(): Promise<void>;
  /** Whether SendGrid is connected and the sender named. */
  isReadyToSend(): Promise<boolean>;
  connectSendgrid(key: string): Promise<void>;
  saySender(): Promise<void>;
  /** Takes the quiet hours away, so that the demo's mails come at whatever hour it is played. */
  allowAnyHour(): Promise<void>;
  turnOn(workflow: string): Promise<void>;
  /** Whether Home no longer says that products are being read. */
  isCatalogueLoaded(): Promise<boolean>;
  /** What Home says is known of the store's past: "42 products read · …"; null while it is being read. */
  knownOfStore(): Promise<string | null>;
  /** The text of a contact's page, tags left out. */
  contactPage(email: string): Promise<string>;
}

/** The bot check of Shopify's SDK answers 410 to clients that do not name a browser. */
const browser = { "User-Agent": "Mozilla/5.0 (X11; Linux x86_64) Chrome/140.0 Safari/537.36" };

export function merchantOf(sandboxUrl: string): Merchant {
  let app = "";

  async function page(path: string): Promise<string> {
    const response = await fetch(new URL(path, app), {
      headers: { ...browser, Authorization: `Bearer ${await idToken()}` },
    });
    if (!response.ok) throw new Error(`${path} answered ${response.status}`);
    return response.text();
  }

  async function submit(path: string, form: Record<string, string>): Promise<void> {
    const response = await fetch(new URL(path, app), {
      method: "POST",
      headers: { ...browser, Authorization: `Bearer ${await idToken()}` },
      body: new URLSearchParams(form),
    });
    if (!response.ok) throw new Error(`${path} answered ${response.status} to ${form.intent}`);
    const answer = await response.text();
    if (answer.includes("This was not done")) throw new Error(`${path} refused ${form.intent}`);
  }

  async function idToken(): Promise<string> {
    const response = await fetch(`${sandboxUrl}/admin/id-token`);
    const { token } = (await response.json()) as { token: string };
    return token;
  }

  return {
    async openApp() {
      const admin = await (await fetch(`${sandboxUrl}/admin/apps/waypost/app`)).text();
      const source = /<iframe[^>]*\ssrc="([^"]+)"/.exec(admin)?.[1];
      if (!source) throw new Error("the admin shows no frame");
      const address = source.replaceAll("&amp;", "&");
      const response = await fetch(address, { headers: browser });
      if (!response.ok) throw new Error(`the app answered ${response.status}`);
      app = new URL(address).origin;
    },
    isReadyToSend: async () => (await page("/app/settings")).includes("Everything is in place to send."),
    connectSendgrid: (key) => submit("/app/settings", { intent: "sendgrid", key }),
    saySender: () =>
      submit("/app/settings", {
        intent: "sender",
        senderName: "Lantern & Lane",
        senderEmail: "hello@lantern-lane.example",
        replyTo: "",
        postalAddress: "Lantern & Lane, Lindenstraße 12, 10969 Berlin, Germany",
      }),
    allowAnyHour: () =>
      submit("/app/settings", {
        intent: "sending-rules",
        perDay: "1",
        perWeek: "3",
        quietFrom: "0",
        quietTo: "0",
        isAdaptive: "true",
      }),
    turnOn: (workflow) => submit(`/app/workflows/${workflow}`, { intent: "switch", isOn: "true" }),
    async isCatalogueLoaded() {
      const home = await page("/app");
      if (!home.includes("The last 7 days")) throw new Error("/app is not the home page");
      return !home.includes("Reading your products");
    },
    async knownOfStore() {
      return /\d[\d,]* products read · [^.]*? orders read/.exec(plainText(await page("/app")))?.[0] ?? null;
    },
    async contactPage(email) {
      const list = await page(`/app/contacts?${new URLSearchParams({ q: email })}`);
      const path = /href="(\/app\/contacts\/[0-9a-f-]{36})/.exec(list)?.[1];
      if (!path) throw new Error(`no contact with the address ${email} is listed`);
      return plainText(await page(path));
    },
  };
}

function plainText(html: string): string {
  return html
    .replace(/<(script|style)[\s\S]*?<\/\1>/g, " ")
    .replace(/<!--[\s\S]*?-->/g, "")
    .replace(/<[^>]+>/g, " ")
    .replaceAll("&#x27;", "'")
    .replaceAll("&amp;", "&")
    .replace(/\s+/g, " ");
}
