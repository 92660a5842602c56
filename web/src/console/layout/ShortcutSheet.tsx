import { Modal } from "antd";
import { useTranslation } from "react-i18next";
import type { Room } from "./nav";

interface Props {
  rooms: Room[];
  onClose: () => void;
}

export function ShortcutSheet({ rooms, onClose }: Props) {
  const { t } = useTranslation();
  const keys: [string, string][] = [
    ["/", t("shortcuts.search")],
    ["?", t("shortcuts.help")],
    ["Esc", t("shortcuts.close")],
    ["Enter", t("shortcuts.grid_next")],
    ...rooms.map((room, index): [string, string] => [
      `g ${index + 1}`,
      t("shortcuts.go", { room: t(`nav.${room.code}`) }),
    ]),
  ];
  return (
    <Modal open title={t("shortcuts.title")} footer={null} onCancel={onClose} width={440}>
      <dl className="keys">
        {keys.map(([key, what]) => (
          <div key={key}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{what}</dd>
          </div>
        ))}
      </dl>
    </Modal>
  );
}
