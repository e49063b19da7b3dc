/** A mail as Waypost sends it; `changes` replace its top-level properties. */
export function mailRequest(changes: Record<string, unknown> = {}) {
  return {
    personalizations: [
      {
        to: [{ email: "ada@example.com", name: "Ada" }],
        headers: {
          "List-Unsubscribe": "<http://localhost:4101/unsubscribe/token>",
          "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        },
        custom_args: { message_id: "m-1" },
      },
    ],
    from: { email: "hello@lantern-lane.example", name: "Lantern & Lane" },
    subject: "You left something behind",
    content: [
      { type: "text/plain", value: "Hello Ada" },
      {
        type: "text/html",
        value: "<!doctype html><html><head><title>x</title></head><body><h1>Hello Ada</h1></body></html>",
      },
    ],
    tracking_settings: { click_tracking: { enable: false, enable_text: false }, open_tracking: { enable: false } },
    ...changes,
  };
}
