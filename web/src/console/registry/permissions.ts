import type { SessionUser } from "../../shared/api.types";

const KEEPERS = ["LEAD", "CAPTAIN", "CLERK"];

/** Only decides whether a button is offered on a list without rows; each row brings its own allowed actions. */
export const canEditRegistry = (user: SessionUser): boolean => KEEPERS.includes(user.role);
