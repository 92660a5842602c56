import type { FormInstance } from "antd";
import { useEffect } from "react";

/** Typing kept in memory only while the page is open, so Back never loses it and nothing reaches the disk. */
const drafts = new Map<string, Record<string, unknown>>();

export function useDraft(key: string, form: FormInstance): { keep: () => void; forget: () => void } {
  useEffect(() => {
    const draft = drafts.get(key);
    if (draft) form.setFieldsValue(draft);
  }, [key, form]);
  return {
    keep: () => drafts.set(key, form.getFieldsValue(true)),
    forget: () => drafts.delete(key),
  };
}
