import { Button } from "antd";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { Empty } from "../../shared/ui/Empty";
import { Page } from "../../shared/ui/Page";

export function LostPage() {
  const { t } = useTranslation();
  return (
    <Page title={t("lost.title")}>
      <Empty
        title={t("lost.title")}
        text={t("lost.text")}
        action={
          <Link to="/">
            <Button type="primary">{t("lost.home")}</Button>
          </Link>
        }
      />
    </Page>
  );
}
