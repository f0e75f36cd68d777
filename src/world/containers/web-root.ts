import type { FileSpec } from "./spec.ts";

/** What a server of files answers to a GET, and what its page says. Source: nginx, ngx_http_static_module and ngx_http_special_response. */
export interface WebAnswer {
  readonly status: 200 | 403 | 404;
  readonly text: string;
}

export const REASONS: Readonly<Record<number, string>> = { 200: "OK", 403: "Forbidden", 404: "Not Found", 502: "Bad Gateway", 503: "Service Temporarily Unavailable" };

/** `find` gives a file by its path. */
export function webAnswer(root: string, path: string, find: (path: string) => Pick<FileSpec, "text"> | undefined): WebAnswer {
  const plain = path.split(/[?#]/)[0]!;
  const file = find(`${root}${plain.endsWith("/") ? `${plain}index.html` : plain}`);
  if (file !== undefined) return { status: 200, text: file.text ?? "" };
  return plain === "/" ? refusal(403) : refusal(404);
}

const refusal = (status: 403 | 404): WebAnswer =>
  ({ status, text: `<html>\n<head><title>${status} ${REASONS[status]}</title></head>\n<body>\n<center><h1>${status} ${REASONS[status]}</h1></center>\n<hr><center>nginx</center>\n</body>\n</html>\n` });
