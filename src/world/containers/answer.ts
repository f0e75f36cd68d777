import { refused, type Result } from "../../kernel/model.ts";

/**
 * What the engine answers to an order: a refusal, which has changed nothing, or what is to be done. So everything that
 * can be wrong is found before anything is changed or noted.
 */
export type Answer = Refusal | (() => void);
export type Refusal = Extract<Result, { ok: false }>;

export const no = (reason: string, hint?: string): Refusal => refused(reason, hint) as Refusal;
export const isRefusal = (answer: object): answer is Refusal => typeof answer !== "function" && "ok" in answer;
