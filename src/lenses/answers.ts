import type { TablePanel } from "../display/panel.ts";
import type { Tone } from "../display/line.ts";
import type { AskRow, ClientRow, EndpointRow } from "../world/containers/observed.ts";
import type { Observation } from "../world/observation.ts";
import { type Offer, offer } from "./offer.ts";

/** Names, addresses, and who answers there: what containers ask for, and which of them holds which address. */

/** The newest of them fit a small screen. */
const MOST = 6;

type Cells = TablePanel["rows"][number];

/** A row for whoever asks somebody: what for, where that leads, who answers. */
export function answersPanel(seen: Observation): Offer | undefined {
  const { asks, clients } = seen.tables;
  const rows = [...clients.map((c) => clientCells(c)), ...asks.slice(-MOST).map(askCells)];
  if (rows.length === 0) return undefined;
  const columns = ["who asks", "for", "finds", "answered by", "errors/s"].map((name, i) => ({ name, align: i === 4 ? ("right" as const) : ("left" as const) }));
  return offer({ title: "Who answers", kind: "table", columns, rows: rows.map(({ cells, tone }, i) => ({ cells: [...cells, errorsOf(seen, i)], tone: tone ?? "plain" })) }, 2);
}

const isAddress = (name: string): boolean => /^\d+(\.\d+){3}$/.test(name);

function askCells({ container, name, address, answered_by: who }: AskRow): Cells {
  const finds = address === "" ? "no such name" : isAddress(name) ? "-" : address;
  return { cells: [container, name, finds, who === "" ? "nobody" : who], tone: who === "" ? "bad" : "plain" };
}

function clientCells({ name, port, machine, servers, failed, sent }: ClientRow): Cells {
  const tone: Tone = servers === "" && sent > 0 && failed > 0 ? "bad" : "plain";
  return { cells: [name, `${machine}:${port}`, "-", servers === "" ? "nobody" : servers.replaceAll(",", ", ")], tone };
}

/** Of the row at that place: clients first, then containers. */
function errorsOf(seen: Observation, place: number): string {
  const { clients, asks, apps, containers } = seen.tables;
  const client = clients[place];
  const ask = asks.slice(-MOST)[place - clients.length];
  const app = containers.find((c) => c.machine === ask?.machine && c.name === ask.container)?.app;
  const errors = client?.errors ?? apps.find((a) => a.machine === ask?.machine && a.name === app)?.errors ?? 0;
  return errors.toFixed(0);
}

/** Who holds which address on which network, and whether names are answered there. */
export function addressesPanel(seen: Observation): Offer | undefined {
  const { endpoints, networks } = seen.tables;
  if (seen.tables.engines.length === 0) return undefined;
  const shown = networks.filter((n) => n.driver === "bridge" && (n.dns || endpoints.some((e) => e.network === n.name)));
  const rows = shown.flatMap((n) => {
    const here = endpoints.filter((e) => e.machine === n.machine && e.network === n.name).sort((a, b) => place(a) - place(b));
    const names = n.dns ? "answered" : "not answered";
    return here.length === 0 ? [{ cells: [n.name, "-", "nobody", names] }] : here.map((e) => ({ cells: [n.name, e.address, e.container, names] }));
  });
  return rows.length === 0 ? undefined : offer({ title: "Addresses", kind: "table", columns: [{ name: "network" }, { name: "address" }, { name: "held by" }, { name: "names are" }], rows }, 2);
}

const place = ({ address }: EndpointRow): number => address.split(".").reduce((sum, part) => 256 * sum + Number(part), 0);
