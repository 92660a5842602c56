import type { FormInstance } from "antd";
import i18next from "i18next";
import { OFFLINE, Problem } from "./api";

/** One sentence a person can act on, whatever went wrong. */
export function sentence(error: unknown): string {
  if (error instanceof Problem) {
    if (error.code === OFFLINE) return i18next.t("problem.offline");
    if (error.detail) return error.detail;
    if (error.status === 404) return i18next.t("problem.not_found");
    if (error.status === 403) return i18next.t("problem.wrong_role");
    return i18next.t("problem.server", { status: error.status });
  }
  return i18next.t("problem.unknown");
}

/** Puts the server's field sentences under their fields and returns the whole sentence for the rest. */
export function showOnForm(error: unknown, form: FormInstance): string {
  if (error instanceof Problem) {
    const known = Object.entries(error.fields).map(([name, text]) => ({ name: name.split("."), errors: [text] }));
    if (known.length > 0) form.setFields(known);
  }
  return sentence(error);
}
