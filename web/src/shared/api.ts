/** The one door to the server: JSON in, JSON out, every refusal becomes a `Problem` with a sentence. */

export class Problem extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    readonly detail: string,
    readonly fields: Record<string, string> = {},
  ) {
    super(detail);
  }
}

type Query = Record<string, string | number | boolean | undefined | null>;
type Listener = (status: number) => void;

let csrfToken = "";
let lastAnswerAt = 0;
const listeners = new Set<Listener>();

export const OFFLINE = "OFFLINE";

export function setCsrfToken(token: string): void {
  csrfToken = token;
}

/** Tells the listener the status of every answer; 0 means the server was not reached. */
export function onAnswer(listener: Listener): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function lastAnswer(): number {
  return lastAnswerAt;
}

function tell(status: number): void {
  if (status > 0) lastAnswerAt = Date.now();
  for (const listener of listeners) listener(status);
}

export function withQuery(path: string, query: Query = {}): string {
  const params = new URLSearchParams();
  for (const [key, value] of Object.entries(query)) {
    if (value !== undefined && value !== null && value !== "") params.set(key, String(value));
  }
  const text = params.toString();
  return text ? `${path}?${text}` : path;
}

async function readProblem(response: Response): Promise<Problem> {
  try {
    const body = await response.json();
    return new Problem(response.status, body.code ?? "", body.detail ?? "", body.fields ?? {});
  } catch {
    return new Problem(response.status, "", "");
  }
}

async function send<T>(method: string, path: string, body?: unknown): Promise<T> {
  const headers: Record<string, string> = { Accept: "application/json" };
  if (method !== "GET") headers["X-CSRFToken"] = csrfToken;
  const isForm = body instanceof FormData;
  if (body !== undefined && !isForm) headers["Content-Type"] = "application/json";
  let response: Response;
  try {
    response = await globalThis.fetch(path, {
      method,
      headers,
      credentials: "same-origin",
      body: body === undefined ? undefined : isForm ? body : JSON.stringify(body),
    });
  } catch {
    tell(0);
    throw new Problem(0, OFFLINE, "");
  }
  tell(response.status);
  if (!response.ok) throw await readProblem(response);
  if (response.status === 204) return undefined as T;
  const text = await response.text();
  return (text ? JSON.parse(text) : undefined) as T;
}

export const api = {
  get: <T>(path: string, query?: Query) => send<T>("GET", withQuery(path, query)),
  post: <T>(path: string, body?: unknown) => send<T>("POST", path, body),
  put: <T>(path: string, body?: unknown) => send<T>("PUT", path, body),
  patch: <T>(path: string, body?: unknown) => send<T>("PATCH", path, body),
  del: <T>(path: string) => send<T>("DELETE", path),
};

/** A list endpoint answers either with a page or with the bare rows. */
export function rowsOf<T>(answer: T[] | { items: T[] } | undefined): T[] {
  if (!answer) return [];
  return Array.isArray(answer) ? answer : answer.items;
}
