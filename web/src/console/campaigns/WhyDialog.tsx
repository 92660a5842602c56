import { useQuery } from "@tanstack/react-query";
import { Modal } from "antd";
import { useTranslation } from "react-i18next";
import { api } from "../../shared/api";
import type { Target, Why } from "../../shared/api.types";
import { Asked } from "../../shared/ui/Asked";

/** The answer to a resident's question why he is on the list, in sentences that can be read out. */
export function WhyDialog({ target, onClose }: { target: Target; onClose: () => void }) {
  const { t } = useTranslation();
  const query = useQuery({
    queryKey: ["why", target.id],
    queryFn: () => api.get<Why>(`/api/targets/${target.id}/why`),
  });
  return (
    <Modal open footer={null} title={t("target.why_title", { name: target.name })} onCancel={onClose}>
      <Asked query={query}>
        {(why) => (
          <div className="stack">
            {why.sentences.map((text) => (
              <p key={text}>{text}</p>
            ))}
          </div>
        )}
      </Asked>
    </Modal>
  );
}
