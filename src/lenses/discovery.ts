import type { Bar } from "../display/panel.ts";
import type { ChurnRow } from "../world/containers/observed.ts";
import type { Observation } from "../world/observation.ts";
import { type Offer, offer } from "./offer.ts";

/** Two ways to find containers that come and go: a list of addresses that was written down, and names that are asked anew. */
export function discoveryPanel(seen: Observation): Offer | undefined {
  const churn = seen.tables.churns[0];
  return churn === undefined ? undefined : offer({ title: `Discovery: ${churn.replaced} containers replaced so far, ${Math.round(churn.per_minute)} a minute`, kind: "bars", bars: bars(churn) }, 3);
}

function bars({ wrong, entries, list_age_s: age, list_failed, list_sent, names_failed, names_sent }: ChurnRow): Bar[] {
  const gone = { value: wrong, tone: "bad" } as const;
  return [
    { label: `list, ${Math.floor(age / 60)} min old`, parts: [gone, { value: entries - wrong, tone: "good", mark: "light" }], of: entries, reading: `${wrong} of ${entries} entries wrong` },
    failures("calls by list", list_failed, list_sent),
    failures("calls by name", names_failed, names_sent),
  ];
}

function failures(label: string, failed: number, sent: number): Bar {
  return { label, parts: [{ value: failed, tone: "bad" }, { value: sent - failed, tone: "good", mark: "light" }], of: Math.max(1, sent), reading: `${failed} of ${sent} failed` };
}
