import { useTranslation } from "react-i18next";
import type { BatchState } from "../../../shared/api.types";
import { StateTag } from "../../../shared/ui/StateTag";
import type { StateCode } from "../../../shared/ui/states";

const SHAPE: Record<BatchState, StateCode> = {
  UPLOADED: "untouched",
  NEEDS_MAPPING: "attempted",
  PREVIEWING: "attempted",
  PREVIEWED: "attempted",
  COMMITTING: "attempted",
  COMMITTED: "reached",
  UNDONE: "unreachable",
  FAILED: "unreachable",
  DISCARDED: "untouched",
};

export function BatchTag({ state }: { state: string }) {
  const { t } = useTranslation();
  return <StateTag state={SHAPE[state as BatchState]}>{t(`imports.state.${state}`)}</StateTag>;
}
